"""Hits as people and programs read them, with the clients' names masked unless they were asked for."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leakscan.cli.painting import on_terminal
from leakscan.contract import hit_json
from leakscan.errors import IncompleteError
from leakscan.evidence import mask, mask_all, masked, names_in, redact
from leakscan.model import iso
from leakscan.output.colours import COLOURS
from leakscan.output.escape import one_line

if TYPE_CHECKING:
    from rich.text import Text

    from leakscan.excerpt import Excerpt, ExcerptRow
    from leakscan.store import Event, StoredHit, StoredSighting

HEADINGS = ("ID", "SEVERITY", "STATUS", "VERDICT", "WATCHLIST", "CLIENTS", "FIRST SEEN", "WHERE")
_SHORT = 8  # digits of an id on a terminal; more than enough to be unique
_PLACE = 30  # columns that a path or URL should have at least, to stand beside the rest
_SIGHTINGS = 10
RELATED = 20  # hits of the incident that are named


@dataclass(frozen=True)
class Case:
    """Everything that is shown of one hit.

    ``why_no_rows`` says why there is no excerpt; ``trouble`` is the error where there should have been one.
    ``related`` holds one more than is shown where there are many.
    """

    stored: StoredHit
    sightings: Sequence[StoredSighting]
    history: Sequence[Event]
    related: Sequence[StoredHit]
    excerpt: Excerpt | None = None
    why_no_rows: str = ""
    trouble: IncompleteError | None = None


def dumps(value: Any) -> str:
    """JSON on one line, ASCII alone: no terminal obeys anything in it."""
    return json.dumps(value, ensure_ascii=True).replace("\x7f", "\\u007f")


def as_json(stored: StoredHit, *, reveal: bool) -> dict[str, Any]:
    """The hit as the public contract has it; names of clients and what matched them are masked unless revealed."""
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


def listing(hits: Sequence[StoredHit]) -> Iterator[Text]:
    """A line a hit, its id first; without a heading in a pipe, so that ids can be taken from it.

    On a terminal the id is short, and the place stands on a line of its own where the width does not hold both.
    """
    from rich.text import Text

    cells = [_cells(stored) for stored in hits]
    widths = [
        max(len(row[n]) for row in ([HEADINGS, *cells] if on_terminal() else cells)) for n in range(len(HEADINGS) - 1)
    ]
    apart = on_terminal() and sum(widths) + 2 * len(widths) + _PLACE > shutil.get_terminal_size().columns
    if on_terminal():
        yield Text("  ").join(Text(word.ljust(w), "bold") for word, w in zip(HEADINGS, [*widths, 0], strict=True))
    for row, stored in zip(cells, hits, strict=True):
        line = Text("  ").join(Text(word.ljust(w)) for word, w in zip(row[:-1], widths, strict=True))
        line.stylize(COLOURS[stored.hit.assessment.severity], widths[0] + 2, widths[0] + 2 + len(row[1]))
        yield line.append(("\n    " if apart else "  ") + row[-1], "dim" if apart else "")


def _cells(stored: StoredHit) -> tuple[str, ...]:
    a = stored.hit.assessment
    name = stored.id[:_SHORT] if on_terminal() else stored.id
    state = (str(a.severity), str(stored.hit.status), str(a.verdict), one_line(a.watchlist))
    return name, *state, _clients(stored), f"{stored.first_seen:%Y-%m-%d}", _where(stored)


def brief(stored: StoredHit) -> str:
    """The hit on one line, nothing of it revealed."""
    a = stored.hit.assessment
    return f"{stored.id}  {a.severity}  {stored.hit.status}  {a.verdict}  {one_line(a.watchlist)}  {_where(stored)}"


def story(case: Case, *, reveal: bool) -> Iterator[Text]:
    """A hit in words: what and why, where, the rows, the history."""
    from rich.text import Text

    yield from _head(case.stored)
    yield from _part("Why", _why(case.stored, reveal))
    yield from _part("Document", _document(case.stored, reveal))
    yield from _part("Rows" if reveal else "Rows (masked; --reveal shows them)", _rows(case, reveal))
    yield from _part("Seen at", map(Text, _places(case.sightings)))
    yield from _part("History", map(Text, (_event(event) for event in case.history)))
    if case.stored.incident is not None:
        yield from _part(f"Incident {case.stored.incident}", map(Text, _related(case.related, case.stored.incident)))


def _part(title: str, lines: Iterator[Text]) -> Iterator[Text]:
    from rich.text import Text

    found = list(lines)
    if found:
        yield Text()
        yield Text(title, "bold")
        yield from (Text("  ") + line for line in found)


def _head(stored: StoredHit) -> Iterator[Text]:
    from rich.text import Text

    a, c = stored.hit.assessment, stored.hit.assessment.clients
    severity = Text(str(a.severity), COLOURS[a.severity])
    owner = f", assigned to {one_line(stored.assignee)}" if stored.assignee else ""
    yield Text.assemble(Text(f"hit {stored.id}  ", "bold"), severity, f"  {a.verdict}  {stored.hit.status}{owner}")
    yield Text(f"{c.matched} of the {c.watchlist} clients of {one_line(a.watchlist)}, score {min(a.score, 0.999):.3f}")


def _why(stored: StoredHit, reveal: bool) -> Iterator[Text]:
    from rich.text import Text

    names = () if reveal else names_in(stored.hit)
    for evidence in stored.hit.assessment.evidence:
        yield Text(f"{evidence.bits:+6.1f} bits  {one_line(redact(evidence.says or evidence.test, names))}")


def _document(stored: StoredHit, reveal: bool) -> Iterator[Text]:
    from rich.text import Text

    seen = stored.hit.sighting
    title = seen.title if reveal or not seen.title else redact(seen.title, names_in(stored.hit))
    facts = {
        "path": seen.path,
        "url": seen.url,
        "title": title,
        "author": seen.author,
        "posted": iso(seen.posted_at),
        "sha256": stored.hit.sha256,
        "bytes": f"{stored.hit.size:,}",
        "kept": stored.evidence or "not kept",
    }
    yield from (Text(f"{name:8}{one_line(value)}") for name, value in facts.items() if value)


def _rows(case: Case, reveal: bool) -> Iterator[Text]:
    from rich.text import Text

    if case.excerpt is None:
        yield Text(one_line(case.why_no_rows))
        return
    for row in case.excerpt.rows:
        yield _row(row, reveal)
    if case.excerpt.left_out:
        yield Text(f"… and {case.excerpt.left_out} more rows; --rows shows more", "dim")
    if case.excerpt.elsewhere:
        yield Text(f"… and {case.excerpt.elsewhere} matches elsewhere in the document", "dim")


def _row(row: ExcerptRow, reveal: bool) -> Text:
    """Matches stand out by colour on a terminal, and between ‹› in a pipe."""
    from rich.text import Text

    line = Text(f"{row.number:>5}  ", "dim")
    before, after = ("", "") if on_terminal() else ("‹", "›")
    for piece in row.pieces:
        if piece.entry is not None:
            line.append(before + one_line(piece.text if reveal else mask(piece.text)) + after, "bold reverse")
        else:
            line.append(_spaced(piece.text if reveal else mask_all(piece.text)), "" if reveal else "dim")
    return line.append(" …") if row.cut else line


def _spaced(text: str) -> str:
    """One line that keeps the spaces at its ends, so that pieces can be put together again."""
    left = " " if text[:1].isspace() else ""
    right = " " if text[-1:].isspace() and text.strip() else ""
    return left + one_line(text) + right


def _places(sightings: Sequence[StoredSighting]) -> Iterator[str]:
    for one in sightings[:_SIGHTINGS]:
        seen = one.sighting
        again = f", last {iso(one.last_fetched_at)}" if one.last_fetched_at > seen.fetched_at else ""
        yield f"{iso(seen.fetched_at)}{again}  {one_line(seen.source)}  {one_line(seen.url or seen.path or '')}"
    if len(sightings) > _SIGHTINGS:
        yield f"… and {len(sightings) - _SIGHTINGS} more; --json has them all"


def _related(related: Sequence[StoredHit], incident: int) -> Iterator[str]:
    if not related:
        yield "no other document exposes nearly the same clients"
    for other in related[:RELATED]:
        yield f"{other.id}  {other.hit.assessment.severity}  {other.hit.status}  {_where(other)}"
    if len(related) > RELATED:
        yield f"… and more: leakscan hits list --incident {incident}"


def _event(event: Event) -> str:
    change = f": {event.before or 'nobody'} → {event.after or 'nobody'}" if event.before or event.after else ""
    why = f" ({event.why})" if event.why else ""
    return f"{iso(event.at)}  {one_line(event.who)}  {one_line(event.action + change + why)}"


def _clients(stored: StoredHit) -> str:
    clients = stored.hit.assessment.clients
    return str(clients.matched) if clients.listed is None else f"{clients.matched}/{clients.listed}"


def _where(stored: StoredHit) -> str:
    seen = stored.hit.sighting
    return one_line(seen.url or seen.path or stored.hit.sha256)


def _sighting_json(one: StoredSighting) -> dict[str, Any]:
    seen = one.sighting
    place = {"source": seen.source, "path": seen.path, "url": seen.url, "run": one.run}
    return place | {"fetched_at": iso(seen.fetched_at), "last_fetched_at": iso(one.last_fetched_at)}


def _event_json(event: Event) -> dict[str, Any]:
    plain = ("id", "who", "action", "before", "after", "why", "digest")
    return {"at": iso(event.at)} | {name: getattr(event, name) for name in plain}
