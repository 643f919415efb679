"""What a scan keeps of a document: light enough to travel between processes, its bytes stay where they were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from leakscan.examine import examine_each
from leakscan.extract import Unread
from leakscan.model import Document, Hit, Severity, Verdict

if TYPE_CHECKING:
    from leakscan.examine import Examination
    from leakscan.screening import Index
    from leakscan.store import KnownDocument

MENTION_BYTES = 1 << 20
"""Larger documents that only mention clients are not kept: of a terabyte of logs, every piece mentions some."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """What becomes of hits, and of the bytes of their documents.

    ``folder``: where evidence is written, by whoever examined; ``packed``: it comes back to be written elsewhere.
    ``floor``: hits below it are counted and left where they were found.
    """

    folder: Path | None = None
    packed: bool = False
    floor: Severity = Severity.INFO


@dataclass(frozen=True, slots=True)
class Examined:
    """One examined document.

    ``read`` is False where no text could be read: ``problems`` says why, or ``skipped`` if it holds none. ``rows`` are
    the lines with matches by watchlist. ``evidence`` is where its bytes were kept, or the record to keep them as.
    ``below`` counts hits that were left out.
    """

    document: KnownDocument
    read: bool
    hits: tuple[Hit, ...] = ()
    problems: tuple[str, ...] = ()
    skipped: str | None = None
    rows: Mapping[str, str] = field(default_factory=dict)
    evidence: str | bytes | None = None
    below: int = 0

    @property
    def place(self) -> str:
        """Where it was seen, for messages."""
        seen = self.document.sighting
        return seen.path or seen.url or self.document.sha256[:16]


@dataclass(frozen=True, slots=True)
class Begun:
    """What follows is of the portion under this key, behind its first ``behind`` documents."""

    key: str
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Passed:
    """So many bytes more of the portion lie behind, packed ones where it is an archive."""

    size: int


@dataclass(frozen=True, slots=True)
class Finished:
    """All of a portion was looked at; ``size`` are the bytes that ``Passed`` has not told of."""

    key: str
    size: int


Mark: TypeAlias = Begun | Passed | Finished
Item: TypeAlias = Document | Unread | Mark
Result: TypeAlias = Examined | Unread | Mark


def look(items: list[Item], index: Index, keeping: Keeping) -> list[Result]:
    """The results of some documents, with everything else left where it stands."""
    examinations = examine_each((item for item in items if isinstance(item, Document)), index)
    return [_examined(next(examinations), keeping) if isinstance(item, Document) else item for item in items]


def _examined(examination: Examination, keeping: Keeping) -> Examined:
    from leakscan.store import known

    text = examination.text
    hits = tuple(hit for hit in examination.hits if hit.assessment.severity.rank >= keeping.floor.rank)
    return Examined(
        document=known(examination.document),
        read=text is not None,
        hits=hits,
        problems=examination.problems,
        skipped=examination.skipped,
        rows={} if text is None else {hit.assessment.watchlist: _rows(text, hit) for hit in hits},
        evidence=_evidence(examination, keeping) if hits else None,
        below=len(examination.hits) - len(hits),
    )


def _rows(text: str, hit: Hit) -> str:
    from leakscan.store import snippet

    return snippet(text, hit.assessment.matches)


def _evidence(examination: Examination, keeping: Keeping) -> str | bytes | None:
    document = examination.document
    mention = all(hit.assessment.verdict is Verdict.MENTION for hit in examination.hits)
    if mention and len(document.content) > MENTION_BYTES:
        return None
    if keeping.folder is not None:
        from leakscan.evidence import keep

        return str(keep(keeping.folder, document).relative_to(keeping.folder.parent))
    if keeping.packed:
        from leakscan.evidence.record import to_warc

        return to_warc(document)
    return None
