"""What the demo prints: what was found and why, what was passed over, and how to go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote

from leakscan.demo.cast import WATCHLIST_NAME
from leakscan.demo.outcome import Decoys, Outcome
from leakscan.demo.page import Page
from leakscan.demo.run import Demo
from leakscan.model import Hit
from leakscan.output.escape import one_line
from leakscan.output.formats import Style, renderer


def story(demo: Demo, folder: Path, style: Style, program: str = "leakscan") -> Iterator[str]:
    """The whole account, line by line; ``program`` is what the commands to go on with begin with."""
    outcome = demo.outcome
    result = "The list has surfaced:" if outcome.alerts else "Nothing was found."
    yield f"{demo.clients} clients were looked for on {outcome.pages} pages of a paste site and a forum. {result}"
    yield ""
    hits = [hit for _, hit in outcome.alerts]
    yield from renderer("table")(hits, style)
    yield ""
    yield from _planted(outcome)
    yield ""
    yield from _passed_over(outcome)
    yield ""
    yield from _differences(outcome)
    yield from _commands(hits, folder, program)


def _planted(outcome: Outcome) -> Iterator[str]:
    yield "what was planted, and found:"
    for page, hit in outcome.alerts:
        if page is not None and page.planted:
            found = f"{hit.assessment.severity} {hit.assessment.verdict}, hit {hit.id}"
            yield f"  {page.kind} of {page.clients} clients: {found}"


def _passed_over(outcome: Outcome) -> Iterator[str]:
    total = sum(decoys.pages for decoys in outcome.decoys)
    quiet = total - sum(decoys.alerts for decoys in outcome.decoys)
    yield f"what else stood there: {total} pages, {quiet} of them not alerted on:"
    for decoys in outcome.decoys:
        yield f"  {_decoys(decoys)}"
    yield f"  {outcome.mentions} of them name clients and are kept as mentions, below the severity that alerts"


def _decoys(decoys: Decoys) -> str:
    kind = decoys.kind if decoys.pages == 1 else _plural(decoys.kind)
    naming = f"{decoys.naming} naming up to {decoys.most} of your clients" if decoys.naming else "none naming a client"
    result = "not alerted on" if not decoys.alerts else f"{decoys.alerts} ALERTED ON"
    return f"{decoys.pages:>4} {kind}, {naming}: {result}"


def _plural(kind: str) -> str:
    if kind in ("code", "configuration", "marketing text"):
        return {"code": "pieces of code", "configuration": "configuration files", "marketing text": "marketing texts"}[
            kind
        ]
    irregular = {"article about the breach": "articles about the breach", "public directory": "public directories"}
    return irregular.get(kind, f"{kind}s")


def _differences(outcome: Outcome) -> Iterator[str]:
    if outcome.exact:
        return
    for page in outcome.missed:
        yield f"NOT FOUND: {page.kind}, {one_line(page.title)}"
    for hit in outcome.wrong:
        yield f"WRONGLY ALERTED ON: {one_line(hit.sighting.title or hit.sighting.url or hit.id)} ({hit.id})"
    yield from _unread(outcome.unread)
    for problem in outcome.problems:
        yield f"INCOMPLETE: {one_line(problem)}"
    yield ""


def _unread(pages: Sequence[Page]) -> Iterator[str]:
    if pages:
        yield f"NOT READ: {len(pages)} pages, the first: {pages[0].kind}, {one_line(pages[0].title)}"


def _commands(hits: Sequence[Hit], folder: Path, program: str) -> Iterator[str]:
    leakscan = f"{program} --workspace {quote(str(folder))}"
    yield "go on with:"
    yield f"  {leakscan} hits list"
    if hits:
        largest = max(hits, key=lambda hit: hit.assessment.clients.matched)
        yield f"  {leakscan} hits show {largest.id}"
        yield f"  {leakscan} hits confirm {largest.id}"
        yield f'  {leakscan} hits note {largest.id} "taken down on request"'
    yield f"  {leakscan} runs list"
    yield f"  {leakscan} watchlist show {WATCHLIST_NAME}"
