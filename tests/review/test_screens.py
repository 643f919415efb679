"""The screens of the review as they are kept in ``screens/``; one that is not there is written, and fails once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leakscan.evidence import keep
from leakscan.model import Severity, Verdict
from leakscan.output.colours import MATCH
from leakscan.review.desk.paper import on_paper
from leakscan.store import Kept, Step, Store
from tests.cli.conftest import placed
from tests.review.driving import At, sitting
from tests.store.making import a_document, a_hit

SCREENS = Path(__file__).parent / "screens"
NOW = datetime(2026, 11, 22, 21, 55, 38, tzinfo=UTC)
TOWNS = ("Avon", "Brookfield", "Carver", "Dunmore", "Easton", "Fairview", "Greenfield", "Hadley", "Ipswich", "Jasper")
SHOWN: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "opened": ((80, 24), ()),
    "decided": ((80, 24), ("c", "j", "space", "space")),
    "asked": ((80, 24), ("d",)),
    "wide-revealed": ((140, 36), ("v",)),
    "reasons-alone": ((80, 24), ("tab", "z")),
    "help": ((80, 24), ("question_mark",)),
}


def fill(store: Store) -> None:
    """A leaked list, a repost of it, a shorter list and two mentions, at fixed times."""
    store.clock = lambda: NOW
    whole = [f"{town} Police Department" for town in TOWNS]
    _put(store, whole, "https://paste.example/x7Kq2", Severity.CRITICAL)
    _put(store, whole, "https://forum.example/t/full-customer-list/442", Severity.CRITICAL, end="bump\n")
    _put(store, whole[:4], "https://paste.example/m0nk", Severity.HIGH, watchlist="flock")
    for number in range(2):
        _put(store, whole[number : number + 1], f"https://news.example/{number}", Severity.LOW, verdict=Verdict.MENTION)


def _put(store: Store, names: list[str], url: str, severity: Severity, end: str = "", **more: object) -> None:
    text = "agency,accounts,since\n" + "".join(
        f"{n.upper()},{len(n)},2019-0{i % 9 + 1}-14\n" for i, n in enumerate(names)
    )
    document = a_document(text + end, url=url, path=None, source=url.split("/")[2].partition(".")[0])
    hit = placed(a_hit(document, names, severity=severity, **more), document)  # type: ignore[arg-type]
    hit = replace(hit, assessment=replace(hit.assessment, canaries=()))
    place = keep(store.path.parent / "evidence", document).relative_to(store.path.parent)
    store.commit_step(Step("files", (Kept(document, (hit,), str(place)),)))


@pytest.mark.parametrize("name", SHOWN)
def test_the_screen_looks_as_it_did(name: str, store: Store) -> None:
    size, keys = SHOWN[name]
    fill(store)
    kept, shown = SCREENS / f"{name}.txt", ""

    async def look() -> None:
        nonlocal shown
        async with sitting(store, size=size) as a:
            await a.press(*keys)
            shown = a.screen + "\n"
            assert len(shown.splitlines()) == size[1]
            if name in {"opened", "wide-revealed"}:
                _matches_stand_out(a)

    asyncio.run(look())
    if not kept.exists():
        kept.write_text(shown, encoding="utf-8")
        pytest.fail(f"{kept} was written: look at it, and run this again")
    assert shown == kept.read_text(encoding="utf-8")


def _matches_stand_out(a: At) -> None:
    """What matched is marked as with a pen, and nothing beside it is."""
    marked = on_paper(MATCH, dark=True).rpartition(" on ")[2]
    strips = a.app.screen._compositor.render_strips()
    told = [s.text for strip in strips for s in strip if s.style and s.style.bgcolor and s.style.bgcolor.name == marked]
    names = {"A••• P••• D•••", "B••• P••• D•••"} if "•••" in a.screen else {"AVON POLICE DEPARTMENT"}
    assert names <= {text.strip() for text in told}
    assert not [text for text in told if "2019" in text or "," in text]
