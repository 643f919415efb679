"""Every world at once, over loopback, by the command line, into one store: new things, edits, deletions, overflow."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from leakscan.store import open_store
from tests.crawl.site import Site, serving
from tests.crawl.workspace import run
from tests.spiders.worlds import Item, World, worlds

pytestmark = pytest.mark.long

WORLDS = worlds()


@dataclass
class Story:
    """What the store knew after each chapter, by world: health, gap, and where each text was seen and is gone from."""

    worlds: dict[str, World] = field(default_factory=dict)
    visits: list[dict[str, Any]] = field(default_factory=list)
    seen: list[dict[str, dict[str, list[tuple[str, bool]]]]] = field(default_factory=list)
    edited: dict[str, Item] = field(default_factory=dict)
    deleted: dict[str, Item] = field(default_factory=dict)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    told = Story({name: world() for name, world in WORLDS.items()})
    with ExitStack() as stack:
        place = _workspace(tmp_path_factory.mktemp("worlds") / "w", told.worlds, stack)
        for chapter in (_begin, _nothing, _more, _change, _overflow, _nothing):
            for name, world in told.worlds.items():
                chapter(told, name, world)
            _crawl(place, told)
        yield told


def _begin(told: Story, name: str, world: World) -> None:
    world.write(6)


def _nothing(told: Story, name: str, world: World) -> None:
    pass


def _more(told: Story, name: str, world: World) -> None:
    world.write(3)


def _change(told: Story, name: str, world: World) -> None:
    if world.edits:
        told.edited[name] = world.edit(world.items[-2])
    if world.deletions:
        told.deleted[name] = world.items[-4]
        world.delete(world.items[-4])


def _overflow(told: Story, name: str, world: World) -> None:
    """More than a short list holds; lists that go far back are outrun in tests/spiders, where it costs less."""
    world.write(world.reach + 15 if _is_short(world) and world.reach else 2 * world.page + 5)


def _is_short(world: World) -> bool:
    return world.reach is not None and world.reach <= 100


def _workspace(folder: Path, made: dict[str, World], stack: ExitStack) -> Path:
    (folder / "watchlists").mkdir(parents=True)
    (folder / "watchlists" / "acme.csv").write_text("name\nMaple Hollow Police\n", "utf-8")
    text = '[watchlist.acme]\npath = "watchlists/acme.csv"\n'
    for number, (name, world) in enumerate(made.items(), 2):
        world.url = stack.enter_context(serving(Site(respond=world.respond), f"127.0.0.{number}")).url
        told = {
            "spider": world.spider,
            "url": world.url + world.path,
            "delay": 0,
            "allow_private": True,
            "max_pages": 2000,
        }
        lines = [f"{key} = {json.dumps(value)}" for key, value in told.items()]
        options = ", ".join(f"{key} = {json.dumps(value)}" for key, value in world.options.items())
        text += "\n".join([f"[source.{name}]", *lines, f"options = {{ {options} }}", ""])
    (folder / "leakscan.toml").write_text(text, "utf-8")
    return folder


def _crawl(place: Path, told: Story) -> None:
    done = run(place, "crawl", "--fail-on", "critical")
    assert done.returncode in {0, 3}, done.stderr
    seen: dict[str, dict[str, list[tuple[str, bool]]]] = {name: {} for name in told.worlds}
    with open_store(place / "leakscan.db") as store:
        told.visits.append(dict(store.last_visits()))
        for hit in store.hits(with_matches=True):
            evidence = hit.hit.assessment.matches[0]
            for one in store.sightings(hit.id):
                text = _text(place, hit.evidence or "", hit.hit.sha256)
                seen[one.sighting.source].setdefault(text, []).append((one.sighting.url or "", one.gone_at is not None))
            assert evidence.entry
    told.seen.append(seen)


def _text(place: Path, evidence: str, sha256: str) -> str:
    from leakscan.evidence import recall

    found = re.search(r"item (\d+) version (\d+) ", recall(place / "evidence", sha256).decode())
    assert found is not None
    return found[0]


def _said(item: Item) -> str:
    return f"item {item.number} version {item.version} "


@pytest.mark.parametrize("name", WORLDS)
def test_everything_is_read_and_nothing_twice(story: Story, name: str) -> None:
    """Worlds share their texts, so that a text is one document with a place in each."""
    for chapter in range(3):
        assert story.visits[chapter][name].health == "ok", story.visits[chapter][name].detail
        assert story.visits[chapter][name].gap is None
        count = 6 if chapter < 2 else 9
        expected = {f"item {number} version 0 " for number in range(1, count + 1)}
        assert set(story.seen[chapter][name]) == expected
        assert Counter(len(places) for places in story.seen[chapter][name].values()) == {1: count}


@pytest.mark.parametrize("name", [name for name, world in WORLDS.items() if world.edits])
def test_an_edit_takes_the_place_of_what_stood_there(story: Story, name: str) -> None:
    before, after = story.edited[name], story.seen[3][name]
    ((url, gone),) = after[f"item {before.number} version 0 "]
    assert gone
    assert after[_said(before)] == [(url, False)]


@pytest.mark.parametrize("name", [name for name, world in WORLDS.items() if world.deletions])
def test_a_deletion_is_kept_in_mind(story: Story, name: str) -> None:
    ((_, gone),) = story.seen[3][name][_said(story.deleted[name])]
    assert gone
    standing = {text for text, places in story.seen[3][name].items() if not places[0][1]}
    assert standing == {_said(item) for item in story.worlds[name].items[:9] if item.number <= 9}


@pytest.mark.parametrize("name", WORLDS)
def test_an_overflow_is_a_gap_where_something_was_lost_and_the_next_visit_is_whole(story: Story, name: str) -> None:
    world = story.worlds[name]
    lost = [item for item in world.items if _said(item) not in story.seen[4][name]]
    visit = story.visits[4][name]
    assert visit.health == "ok", visit.detail
    assert (visit.gap is not None) is bool(lost), (visit.gap, len(lost))
    assert bool(lost) is _is_short(world)
    assert story.visits[5][name].gap is None


def test_an_unchanged_list_costs_a_conditional_request(story: Story) -> None:
    gists: Any = story.worlds["gists"]
    assert gists.unchanged >= 1
