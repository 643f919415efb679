"""Documents to hits: extract, screen, assess, in that order. What crawl, scan and rescreening all call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leakscan.errors import ExtractError
from leakscan.extract import Extracted, extract
from leakscan.model import Assessment, Document, Hit, Match, Sighting, Watchlist

if TYPE_CHECKING:
    from leakscan.screening import Index, Screening

_BATCH_CHARACTERS = 1 << 20
_BATCH_DOCUMENTS = 256


@dataclass(frozen=True)
class Examination:
    """What one document came to.

    ``text`` is None where none could be read: ``problems`` says why, or ``skipped`` where the document is of a
    kind that holds none (a picture). ``problems`` beside a text name the parts that were not looked at.
    """

    document: Document
    text: str | None
    hits: tuple[Hit, ...] = ()
    problems: tuple[str, ...] = ()
    skipped: str | None = None


def examine(documents: Iterable[Document], index: Index) -> Iterator[Hit]:
    """The hits of documents, in the documents' order; one without a match gives none.

    Raises:
        ExtractError: At the first document that can't be read, after the hits before it; ``examine_each`` goes on.
    """
    for examination in examine_each(documents, index):
        yield from examination.hits
        if examination.text is None and examination.problems:
            raise ExtractError(f"{place(examination.document)}: {'; '.join(examination.problems)}")


def examine_each(documents: Iterable[Document], index: Index) -> Iterator[Examination]:
    """One examination a document, in order; what can't be read is a problem of its examination.

    Texts are screened in batches of about a megabyte, so results come in batches too.
    """
    for batch in _batches(documents):
        yield from _examined(batch, index)


def examine_text(
    text: str, sha256: str, size: int, sighting: Sighting, index: Index
) -> tuple[tuple[Hit, ...], str | None]:
    """The hits of a document whose text was extracted before, and what a budget left out, None for nothing.

    Args:
        text: the text as ``extract`` gave it.
        sha256: identity of the document that it was extracted from.
        size: bytes of that document.
        sighting: where it was seen.
        index: what to look for.
    """
    from leakscan.screening import screen_texts

    (screening,) = screen_texts([text], index)
    return _hits(_Seen(sha256, size, sighting), text, screening, index), screening.cut


def place(document: Document) -> str:
    """Where a document was seen, for messages: its path, its URL, or else the start of its hash."""
    return document.sighting.path or document.sighting.url or document.sha256[:16]


_Read = tuple[Document, Extracted | ExtractError]


def _batches(documents: Iterable[Document]) -> Iterator[list[_Read]]:
    batch: list[_Read] = []
    size = 0
    for document in documents:
        read = _read(document)
        batch.append((document, read))
        size += len(read.text) if isinstance(read, Extracted) else 0
        if size >= _BATCH_CHARACTERS or len(batch) >= _BATCH_DOCUMENTS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read(document: Document) -> Extracted | ExtractError:
    try:
        return extract(document)
    except ExtractError as error:
        return error


def _examined(batch: list[_Read], index: Index) -> Iterator[Examination]:
    from leakscan.screening import screen_texts

    texts = [read.text for _, read in batch if isinstance(read, Extracted) and read.skipped is None]
    screenings = iter(screen_texts(texts, index))
    for document, read in batch:
        if isinstance(read, ExtractError):
            yield Examination(document, None, problems=(str(read),))
        elif read.skipped is not None:
            yield Examination(document, None, problems=read.problems, skipped=read.skipped)
        else:
            yield _judged(document, read, next(screenings), index)


def _judged(document: Document, read: Extracted, screening: Screening, index: Index) -> Examination:
    hits = _hits(_Seen(document.sha256, len(document.content), document.sighting), read.text, screening, index)
    cut = () if screening.cut is None else (screening.cut,)
    return Examination(document, read.text, hits, read.problems + cut)


@dataclass(frozen=True)
class _Seen:
    """What a hit says of its document, whether the bytes are at hand or not."""

    sha256: str
    size: int
    sighting: Sighting


def _hits(seen: _Seen, text: str, screening: Screening, index: Index) -> tuple[Hit, ...]:
    found: dict[str, list[Match]] = {}
    for match in screening.matches:
        found.setdefault(match.watchlist, []).append(match)
    if not found:
        return ()
    from leakscan.assessment import assess_together

    lists = [index.watchlists[name] for name in found]
    assessments = assess_together(list(zip(found.values(), lists, strict=True)), text)
    return tuple(_hit(seen, *pair) for pair in zip(assessments, lists, strict=True))


def _hit(seen: _Seen, assessment: Assessment, watchlist: Watchlist) -> Hit:
    return Hit(
        sha256=seen.sha256,
        size=seen.size,
        sighting=seen.sighting,
        assessment=assessment,
        names=_names(assessment, watchlist),
    )


def _names(assessment: Assessment, watchlist: Watchlist) -> dict[str, str]:
    """The names of the entries that the assessment speaks of, under their keys."""
    keys = {match.entry for match in assessment.matches} | {canary.entry for canary in assessment.canaries}
    return {key: watchlist.by_key[key].name for key in sorted(keys)}
