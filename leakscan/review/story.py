"""A hit told in lines: what it is and what to do, why, the rows as they stood, where it was seen, what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from leakscan.evidence import mask, mask_all, names_in, redact
from leakscan.model import Hit, iso
from leakscan.output.colours import COLOURS, MATCH
from leakscan.output.escape import one_line
from leakscan.output.lines import Line, line, part
from leakscan.review import words
from leakscan.review.case import RELATED, Case

if TYPE_CHECKING:
    from leakscan.excerpt import ExcerptRow
    from leakscan.store import StoredHit, StoredSighting

_SIGHTINGS = 10
_LABEL = 8  # columns of "posted" and the like


def tell(case: Case, *, reveal: bool, marks: tuple[str, str] = ("", "")) -> Iterator[Line]:
    """Everything of the case; ``marks`` stand around what matched, where no colour can."""
    yield from head(case.stored)
    yield from part("Where", place(case, reveal=reveal))
    yield from part(WHY, why(case.stored.hit, reveal=reveal))
    yield from part(rows_title(case, reveal=reveal), rows(case, reveal=reveal, marks=marks))
    yield from part("Seen at", seen(case.sightings))
    yield from part("History", (line(words.event(event), hang=2) for event in case.history))
    yield from part(f"Incident {case.stored.incident}", related(case))


WHY = "Why (evidence in bits: one more doubles the odds of a leak, one less halves them)"


def head(stored: StoredHit) -> Iterator[Line]:
    """Severity and state, then what it is in two sentences."""
    a = stored.hit.assessment
    severity = (str(a.severity), COLOURS[a.severity])
    owner = f", assigned to {one_line(stored.assignee)}" if stored.assignee else ""
    yield line((f"hit {stored.id}  ", "bold"), severity, f"  {a.verdict}  {stored.hit.status}{owner}")
    yield line()
    for number, sentence in enumerate(words.headline(stored.hit)):
        yield line((sentence, "" if number else "bold"))


def place(case: Case, *, reveal: bool) -> Iterator[Line]:
    """The document: its place, its title and author, its times, its identity."""
    stored = case.stored
    seen, a = stored.hit.sighting, stored.hit.assessment
    facts = {
        "path": seen.path,
        "url": seen.url,
        "title": _title(stored.hit, reveal),
        "author": seen.author,
        "posted": iso(seen.posted_at),
        "found": f"{iso(stored.first_seen)} by {one_line(seen.source)}",
        "taken": _taken(stored.hit),
        "duty": (end := words.deadline(stored)) and f"72 hours from when it was found end {end}",
        "score": f"{words.score(a.score)} that it is a leaked list",
        "sha256": stored.hit.sha256,
        "bytes": f"{stored.hit.size:,}",
        "kept": case.kept,
    }
    for name, value in facts.items():
        if value:
            yield line((f"{name:{_LABEL}}", "dim"), one_line(value), hang=_LABEL)


def _title(hit: Hit, reveal: bool) -> str | None:
    title = hit.sighting.title
    return title if reveal or not title else redact(title, names_in(hit))


def _taken(hit: Hit) -> str | None:
    dated = hit.assessment.dated
    return f"from our systems {dated.interval}" if dated and (dated.after or dated.before) else None


def why(hit: Hit, *, reveal: bool) -> Iterator[Line]:
    """The evidence, each sentence behind its weight; what weighs nothing has none."""
    names = () if reveal else names_in(hit)
    for evidence in hit.assessment.evidence:
        weight = f"{evidence.bits:+6.1f}  " if round(evidence.bits, 1) else " " * 8
        style = "" if weight.strip() else "dim"
        yield line((weight, "bold"), (one_line(redact(evidence.says or evidence.test, names)), style), hang=8)


def rows_title(case: Case, *, reveal: bool, how: str = "--reveal shows them") -> str:
    """How many of how many rows, masked or not; ``how`` says what does otherwise."""
    if case.excerpt is None or not case.excerpt.rows:
        return "Rows"
    first, last, left = case.excerpt.rows[0].number, case.excerpt.rows[-1].number, case.excerpt.left_out
    of = "" if left is None else f" of {left + len(case.excerpt.rows)}"
    which = "Lines with clients" if case.excerpt.kind == "lines" else f"Rows {first} to {last}{of}"
    return f"{which} as they stand there" if reveal else f"{which} (masked; {how})"


def rows(
    case: Case, *, reveal: bool, marks: tuple[str, str] = ("", ""), how: str = "; --rows shows more"
) -> Iterator[Line]:
    """The rows of the document, what matched apart from the rest; ``how`` says what shows more of them."""
    if case.excerpt is None:
        yield line(one_line(case.why_no_rows))
        return
    for row in case.excerpt.rows:
        yield _row(row, reveal, marks)
    more, elsewhere = case.excerpt.left_out, case.excerpt.elsewhere
    if more != 0:
        count = "" if more is None else f"{more} "
        yield line((f"… and {count}more rows{how}", "dim"))
    if elsewhere:
        yield line((f"… and {elsewhere} matches elsewhere in the document", "dim"))


def _row(row: ExcerptRow, reveal: bool, marks: tuple[str, str]) -> Line:
    pieces = [(f"{row.number:>5}  ", "dim")]
    for piece in row.pieces:
        if piece.entry is not None:
            told = one_line(piece.text if reveal else mask(piece.text))
            pieces.append((f"{marks[0]}{told}{marks[1]}", MATCH))
        else:
            pieces.append((_spaced(piece.text if reveal else mask_all(piece.text)), "" if reveal else "dim"))
    return line(*pieces, *([" …"] if row.cut else []), hang=7)


def _spaced(text: str) -> str:
    """One line that keeps the spaces at its ends, so that pieces can be put together again."""
    left = " " if text[:1].isspace() else ""
    right = " " if text[-1:].isspace() and text.strip() else ""
    return left + one_line(text) + right


def seen(sightings: Sequence[StoredSighting]) -> Iterator[Line]:
    """Every place the document was seen at, up to ten."""
    for one in sightings[:_SIGHTINGS]:
        seen = one.sighting
        again = f", last {iso(one.last_fetched_at)}" if one.last_fetched_at > seen.fetched_at else ""
        gone = f", gone since {iso(one.gone_at)}" if one.gone_at else ""
        told = f"{iso(seen.fetched_at)}{again}{gone}  {one_line(seen.source)}  {one_line(seen.url or seen.path or '')}"
        yield line(told, hang=2)
    if len(sightings) > _SIGHTINGS:
        yield line(f"… and {len(sightings) - _SIGHTINGS} more; --json has them all")


def related(case: Case) -> Iterator[Line]:
    """The incident's other hits, up to twenty."""
    if case.stored.incident is None:
        return
    if not case.related:
        yield line("no other document exposes nearly the same clients")
    for other in case.related[:RELATED]:
        severity = other.hit.assessment.severity
        told = (f"{other.id}  ", (str(severity), COLOURS[severity]), f"  {other.hit.status}  {words.where(other.hit)}")
        yield line(*told, hang=2)
    if len(case.related) > RELATED:
        yield line(f"… and more: leakscan hits list --incident {case.stored.incident}")
