"""Everything that is written is read, once; what can't be is told; edits and deletions are noted."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from leakscan.crawl.page import Memory
from leakscan.crawl.visit import Visit
from leakscan.model import Health
from tests.spiders.playing import played, texts_of
from tests.spiders.worlds import Item, worlds

pytestmark = pytest.mark.long

WORLDS = worlds()


def read(memory: Memory, item: Item) -> int:
    """How often an item, in its present version, was read."""
    return sum(item.text in text for text in texts_of(memory))


def check(visit: Visit) -> None:
    assert visit.health is Health.OK, visit.detail
    assert not visit.problems


@pytest.mark.parametrize("name", WORLDS)
def test_what_is_written_between_visits_is_read_once(name: str) -> None:
    world, memory = WORLDS[name](), Memory()
    world.write(5)
    check(played(world, memory))
    for count in (0, 1, 3, world.page - 2):
        world.write(count)
        visit = played(world, memory)
        check(visit)
        assert visit.gap is None
        assert visit.documents <= count + len(memory.standing("")), "what stands may be looked at again"
    counts = Counter(read(memory, item) for item in world.items)
    assert counts == {1: len(world.items)} or (world.spider in REVISITS and min(counts) == 1)


REVISITS = {"pastebin", "slexy", "ideone"}  # spiders that fetch what they found again, to see whether it stands


@pytest.mark.parametrize("name", [name for name, world in WORLDS.items() if world.edits])
def test_an_edit_is_read_and_takes_the_place_of_what_stood_there(name: str) -> None:
    world, memory = WORLDS[name](), Memory()
    items = world.write(5)
    check(played(world, memory))
    edited = world.edit(items[3])
    check(played(world, memory))
    assert read(memory, edited) == 1
    where = [
        d.sighting.url
        for page in memory.pages
        for d in page.documents
        if f"item {edited.number} " in d.content.decode()
    ]
    assert len(where) >= 2
    assert len(set(where)) == 1


@pytest.mark.parametrize("name", [name for name, world in WORLDS.items() if world.deletions])
def test_a_deletion_is_noted(name: str) -> None:
    world, memory = WORLDS[name](), Memory()
    items = world.write(5)
    check(played(world, memory))
    places = {d.content.decode(): d.sighting.url for page in memory.pages for d in page.documents}
    where = next(url for text, url in places.items() if items[2].text in text)
    world.delete(items[2])
    visit = played(world, memory)
    assert visit.health is Health.OK
    gone = [url for page in memory.pages for url in page.gone]
    assert gone == [where]


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", WORLDS)
@pytest.mark.parametrize("bursts", [12, pytest.param(100, marks=pytest.mark.slow)])
def test_every_burst_that_outruns_a_listing_is_a_gap_and_no_other(name: str, bursts: int) -> None:
    """The oracle knows what no visit has ever brought."""
    world, memory, chance = WORLDS[name](), Memory(), random.Random(name)
    world.write(5)
    played(world, memory)
    flagged = wrong = looked = 0
    brought: set[int] = set()
    for _ in range(bursts):
        size = chance.choice([1, world.page // 2, world.page - 1, 2 * world.page, (world.reach or world.page) + 25])
        new = world.write(size)
        visit = played(world, memory)
        assert visit.health is Health.OK, visit.detail
        for page in memory.pages[looked:]:
            said = b" ".join(document.content for document in page.documents)
            brought |= {int(number) for number in re.findall(rb"item (\d+) version", said)}
        looked = len(memory.pages)
        lost = [item for item in new if item.number not in brought]
        flagged += bool(lost)
        wrong += bool(lost) is not (visit.gap is not None)
        assert not lost or visit.gap, f"{len(lost)} of {size} lost without a word"
    assert wrong <= flagged * 0.1, "gaps are told where nothing is lost"
    assert flagged or world.reach is None
