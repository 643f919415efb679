"""Killed, refused, crowded, at the wrong time: in the end everything is found, once, and what went wrong was said."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from leakscan.crawl.spider import AGAIN, REVISITS
from tests.crash.crawling import begin, crawl, end, outcome
from tests.crawl.feeds import pastes
from tests.crawl.site import Site, serving
from tests.crawl.workspace import workspace

COUNT = 6
slow = pytest.mark.slow


def few(chosen: tuple[int, ...], *more: int) -> list[Any]:
    """The chosen by default, the whole range with -m slow."""
    return [*chosen, *(pytest.param(n, marks=slow) for n in range(*more) if n not in chosen)]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving(Site(pastes(*range(1, COUNT + 1), text="Maple Hollow Police {}"))) as served:
        yield served


@pytest.fixture(scope="module")
def undisturbed(site: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = a_workspace(tmp_path_factory.mktemp("calm"), site)
    passes(folder)
    found = told(folder)
    assert len(found["places"]) == COUNT
    return found


def a_workspace(folder: Path, site: Site) -> Path:
    return workspace(folder / "w", ("paste", "pastebin", site.url), more='every = "1h"')


def passes(folder: Path, point: str | None = None, said: str = "passed", *, due: bool = False) -> None:
    """Crawl, and have it end well; else all of what it told is shown, since a comparison would be cut short."""
    status, saying = crawl(folder, point, due=due)
    assert (status, saying) == (0, said), saying


def resumed(folder: Path) -> dict[str, Any]:
    passes(folder)
    assert list(folder.glob(".self-test-*")) == []
    return told(folder)


def told(folder: Path) -> dict[str, Any]:
    """The outcome, but for the place that was looked at again last: that depends on how many visits there were."""
    found = outcome(folder)
    found["cursor"].pop(AGAIN, None)
    return found


@pytest.mark.parametrize("statement", few((40,), 0, 160, 8))
def test_killed_while_the_schema_is_made(
    site: Site, undisturbed: dict[str, Any], tmp_path: Path, statement: int
) -> None:
    folder = a_workspace(tmp_path, site)
    assert crawl(folder, f"kill:statement:{statement}")[0] == -9
    assert resumed(folder) == undisturbed


@pytest.mark.parametrize("statement", few((5, 90), 0, 200, 2))
def test_killed_at_a_statement(site: Site, undisturbed: dict[str, Any], tmp_path: Path, statement: int) -> None:
    folder = a_workspace(tmp_path, site)
    status, _ = crawl(folder, f"kill:run:{statement}")
    assert status == -9 or statement > 150
    assert resumed(folder) == undisturbed


@pytest.mark.parametrize("write", few((14,), 0, 60))
def test_killed_at_a_write(site: Site, undisturbed: dict[str, Any], tmp_path: Path, write: int) -> None:
    folder = a_workspace(tmp_path, site)
    status, _ = crawl(folder, f"kill:file:{write}")
    assert status == -9 or write > 30
    assert resumed(folder) == undisturbed


@pytest.mark.parametrize("write", few((0, 2, 8), 0, 60))
def test_a_write_that_fails_is_told_and_made_up_for(
    site: Site, undisturbed: dict[str, Any], tmp_path: Path, write: int
) -> None:
    folder = a_workspace(tmp_path, site)
    status, said = crawl(folder, f"fail:file:{write}")
    is_told = (status, "No space left" in said) == (3, True)
    # Pages that failed together are tried again alone: what is refused once may be made up for at once.
    assert is_told or ((status, said) == (0, "passed") and told(folder) == undisturbed)
    assert resumed(folder) == undisturbed


@pytest.mark.parametrize("room", few((0,), 0, 40))
def test_a_disk_that_fills_up(site: Site, undisturbed: dict[str, Any], tmp_path: Path, room: int) -> None:
    folder = a_workspace(tmp_path, site)
    (folder / "leakscan.db").touch()
    open_once(folder)
    status, said = crawl(folder, f"full:{room}")
    assert (status, "the disk is full" in said) == (3, True) or (status, room > 0) == (0, True)
    assert resumed(folder) == undisturbed


def open_once(folder: Path) -> None:
    from leakscan.store import open_store

    with open_store(folder / "leakscan.db"):
        pass


@pytest.mark.parametrize("processes", few((3,), 2, 9))
def test_several_at_once(site: Site, undisturbed: dict[str, Any], tmp_path: Path, processes: int) -> None:
    folder = a_workspace(tmp_path, site)
    ended = [end(begun) for begun in [begin(folder) for _ in range(processes)]]
    assert {status for status, _ in ended} <= {0, 3}
    assert all("another run" in said for status, said in ended if status == 3), ended
    assert any(status == 0 for status, _ in ended)
    assert told(folder) == undisturbed


@slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("processes", range(2, 9))
def test_several_at_once_time_and_again(
    site: Site, undisturbed: dict[str, Any], tmp_path: Path, processes: int
) -> None:
    for trial in range(50):
        folder = a_workspace(tmp_path / str(trial), site)
        ended = [end(begun) for begun in [begin(folder) for _ in range(processes)]]
        assert all(status == 0 or (status == 3 and "another run" in said) for status, said in ended), ended
        assert not any("locked" in said for _, said in ended)
        assert told(folder) == undisturbed


@slow
def test_a_lock_does_not_outlive_its_process(site: Site, undisturbed: dict[str, Any], tmp_path: Path) -> None:
    folder = a_workspace(tmp_path, site)
    for statement in (20, 60, 90):
        assert crawl(folder, f"kill:run:{statement}")[0] == -9
    assert resumed(folder) == undisturbed


def schedules() -> list[Any]:
    """Clocks that jump, by days: one by default, two hundred with -m slow."""
    dice = random.Random(4)
    many: list[tuple[int, ...]] = [(-400, 0, 400, -400, 0)]
    while len(many) < 200:
        days = tuple(dice.choice((-400, -31, -1, 0, 1, 31, 400)) for _ in range(4))
        if all(after != before for before, after in pairwise((0, *days))):
            many.append(days)
    return [(400,), *(pytest.param(days, marks=slow) for days in many)]


@pytest.mark.parametrize("look", few((8, 15), 1, 40))
def test_a_clock_that_is_set_meanwhile(site: Site, undisturbed: dict[str, Any], tmp_path: Path, look: int) -> None:
    """Minutes are counted by a clock that nobody sets: the visit is whole whenever the other jumps."""
    folder = a_workspace(tmp_path, site)
    passes(folder, f"jump:{look}")
    assert told(folder) == undisturbed


@pytest.mark.parametrize("days", schedules(), ids=str)
def test_a_clock_that_is_off(tmp_path: Path, days: tuple[int, ...]) -> None:
    """Whatever the clock says, the source is due, and brings what is new; besides, known hits are looked at again."""
    with serving(Site()) as site:
        folder = a_workspace(tmp_path, site)
        for number, by in enumerate((0, *days), 1):
            site.pages = dict(pastes(*range(1, number + 1), text="Maple Hollow Police {}"))
            passes(folder, f"clock:{by}", due=True)
            passes(folder, f"clock:{by}", "nothing is due", due=True)
            items = [path for path in site.paths if "item" in path]
            site.asked.clear()
            assert [path[-1] for path in items].count(str(number)) == 1
            assert len(items) == len(set(items)) == min(number - 1, REVISITS) + 1
    places = outcome(folder)["places"]
    assert len(places) == len(days) + 1
    assert all(len(urls) == 1 for urls in places.values())
