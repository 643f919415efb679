"""Hits as people and programs read them, with the clients' names masked unless they were asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from leakscan.cli.console import say
from leakscan.cli.painting import on_terminal
from leakscan.contract import hit_json
from leakscan.model import Status, iso
from leakscan.output.colours import COLOURS
from leakscan.output.escape import one_line
from leakscan.output.jsontext import dumps
from leakscan.output.lines import Line, line
from leakscan.review import words

if TYPE_CHECKING:
    from leakscan.review import Case
    from leakscan.store import Event, StoredHit, StoredSighting

__all__ = ["as_json", "case_json", "dumps", "listing", "tell_offers"]
HEADINGS = ("ID", "SEVERITY", "STATUS", "VERDICT", "WATCHLIST", "CLIENTS/ROWS", "FIRST SEEN", "WHERE")
_SHORT = 8  # digits of an id on a terminal; more than enough to be unique
_PLACE = 30  # columns that a path or URL should have at least, to stand beside the rest


def as_json(stored: StoredHit, *, reveal: bool) -> dict[str, Any]:
    """The hit as the public contract has it; names of clients and what matched them are masked unless revealed."""
    from leakscan.evidence import masked

    return hit_json(stored.hit if reveal else masked(stored.hit))


def case_json(case: Case, *, reveal: bool) -> dict[str, Any]:
    """The hit's JSON with what the store knows beyond it: assignee, incident, sightings, history, related hits."""
    stored = case.stored
    more = {
        "assignee": stored.assignee,
        "incident": stored.incident,
        "first_seen": iso(stored.first_seen),
        "last_seen": iso(stored.last_seen),
        "kept": stored.evidence,
        "sightings": [_sighting_json(seen) for seen in case.sightings],
        "history": [_event_json(event) for event in case.history],
        "related": [other.id for other in case.related],
    }
    return as_json(stored, reveal=reveal) | more


def listing(hits: Sequence[StoredHit]) -> Iterator[Line]:
    """A line a hit, its id first; without a heading in a pipe, so that ids can be taken from it.

    On a terminal the id is short, and the place stands on a line of its own where the width does not hold both.
    """
    cells, lively = [_cells(stored) for stored in hits], on_terminal()
    widths = [max(len(row[n]) for row in ([HEADINGS, *cells] if lively else cells)) for n in range(len(HEADINGS) - 1)]
    apart = lively and sum(widths) + 2 * len(widths) + _PLACE > shutil.get_terminal_size().columns
    if lively:
        headings = HEADINGS[:-1] if apart else HEADINGS
        yield line(("  ".join(word.ljust(w) for word, w in zip(headings, [*widths, 0], strict=False)), "bold"))
    for row, stored in zip(cells, hits, strict=True):
        padded = [(f"{word.ljust(w)}  ", "") for word, w in zip(row[:-1], widths, strict=True)]
        space = padded[1][0][len(row[1]) :]  # no colour behind the word
        padded[1:2] = [(row[1], COLOURS[stored.hit.assessment.severity]), (space, "")]
        yield from _beneath(padded, row[-1]) if apart else [line(*padded, row[-1], cut=lively)]


def tell_offers(hit: str, status: Status, *, decided: bool = False) -> None:
    """What may be done next with a hit, as it is to be typed."""
    offers = words.offers(hit, status, decided=decided)
    width = max(len(command) for command, _ in offers)
    say("")
    for command, does in offers:
        say(f"leakscan {command:<{width}}  {does}")


def _beneath(cells: list[tuple[str, str]], place: str) -> Iterator[Line]:
    yield line(*cells)
    yield line((f"    {place}", "dim"), cut=True)


def _cells(stored: StoredHit) -> tuple[str, ...]:
    a = stored.hit.assessment
    name = stored.id[:_SHORT] if on_terminal() else stored.id
    state = (str(a.severity), str(stored.hit.status), str(a.verdict), one_line(a.watchlist))
    return name, *state, words.clients(stored.hit), f"{stored.first_seen:%Y-%m-%d}", words.where(stored.hit)


def _sighting_json(one: StoredSighting) -> dict[str, Any]:
    seen = one.sighting
    place = {"source": seen.source, "path": seen.path, "url": seen.url, "run": one.run}
    times = {"fetched_at": seen.fetched_at, "last_fetched_at": one.last_fetched_at, "gone_at": one.gone_at}
    return place | {name: iso(time) for name, time in times.items()}


def _event_json(event: Event) -> dict[str, Any]:
    plain = ("id", "who", "action", "before", "after", "why", "digest")
    return {"at": iso(event.at)} | {name: getattr(event, name) for name in plain}
