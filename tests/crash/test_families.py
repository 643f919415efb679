"""Killed in the middle of a crawl, whatever the kind of source: in the end everything is there, and nothing twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.crash.crawling import crawl, outcome
from tests.crawl.site import Site, serving
from tests.spiders.worlds import World, worlds

ITEMS = 9
KILLS = 20
STEP = 9  # statements


class Served(dict[str, World]):
    """Worlds that answer, by name."""


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with ExitStack() as stack:
        made = Served()
        for number, (name, world) in enumerate(worlds().items(), 20):
            made[name] = world()
            made[name].write(ITEMS)
            made[name].url = stack.enter_context(serving(Site(respond=made[name].respond), f"127.0.0.{number}")).url
        yield made


def a_workspace(folder: Path, chosen: dict[str, World]) -> Path:
    (folder / "watchlists").mkdir(parents=True)
    (folder / "watchlists" / "acme.csv").write_text("name\nMaple Hollow Police\n", "utf-8")
    text = '[watchlist.acme]\npath = "watchlists/acme.csv"\n'
    for name, world in chosen.items():
        told = {"spider": world.spider, "url": world.url + world.path, "delay": 0, "allow_private": True}
        options = ", ".join(f"{key} = {json.dumps(value)}" for key, value in world.options.items())
        lines = [f"{key} = {json.dumps(value)}" for key, value in told.items()]
        text += "\n".join([f"[source.{name}]", *lines, f"options = {{ {options} }}", ""])
    (folder / "leakscan.toml").write_text(text, "utf-8")
    return folder


def found(folder: Path) -> dict[str, Any]:
    """What was found and where; how often is the point of it."""
    told = outcome(folder)
    places = {hit: sorted(urls) for hit, urls in told["places"].items()}
    assert all(len(set(urls)) == len(urls) for urls in places.values())
    return {"places": places, "assessed": told["assessed"]}


def undisturbed(folder: Path, chosen: dict[str, World]) -> dict[str, Any]:
    assert crawl(a_workspace(folder, chosen)) == (0, "passed")
    told = found(folder)
    assert sum(map(len, told["places"].values())) == ITEMS * len(chosen)
    return told


def killed_and_resumed(folder: Path, chosen: dict[str, World], statement: int) -> tuple[bool, dict[str, Any]]:
    """Whether the crawl was killed, and what the next one made of it."""
    status, _ = crawl(a_workspace(folder, chosen), f"kill:run:{statement}")
    assert crawl(folder) == (0, "passed")
    return status == -9, found(folder)


def test_all_kinds_at_once_killed_and_resumed(served: Served, tmp_path: Path) -> None:
    calm = undisturbed(tmp_path / "calm", served)
    for statement in (150, 600):
        killed, told = killed_and_resumed(tmp_path / str(statement), served, statement)
        assert killed
        assert told == calm


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", worlds())
def test_one_kind_killed_twenty_times(served: Served, tmp_path: Path, name: str) -> None:
    chosen = {name: served[name]}
    calm = undisturbed(tmp_path / "calm", chosen)
    kills = 0
    for number in range(KILLS):
        killed, told = killed_and_resumed(tmp_path / str(number), chosen, STEP * number)
        kills += killed
        assert told == calm, f"killed at statement {STEP * number}"
    assert kills >= KILLS // 2
