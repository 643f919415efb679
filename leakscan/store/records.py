"""What goes into the store and what comes out of it, as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import chain
from types import MappingProxyType
from typing import Self, TypeAlias, Union

from leakscan.model import Document, Health, Hit, Severity, Sighting, Status, Verdict

JSON: TypeAlias = Union[bool, int, float, str, "list[JSON]", "dict[str, JSON]", None]

_NOTHING: Mapping[str, JSON] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PackedText:
    """A compressed text, its length once unpacked, and the number of the dictionary it needs, if any."""

    packed: bytes
    characters: int
    dictionary: int | None = None


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document that can be screened again: from its bytes (``evidence`` is their place) or from its ``text``."""

    sha256: str
    size: int
    sighting: Sighting
    evidence: str | None = None
    text: PackedText | None = None
    media_type: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document whose bytes are elsewhere: what the store keeps of one."""

    sha256: str
    size: int
    sighting: Sighting
    media_type: str | None = None
    charset: str | None = None


def known(document: Document) -> KnownDocument:
    """The document without its bytes."""
    size = len(document.content)
    return KnownDocument(document.sha256, size, document.sighting, document.media_type, document.charset)


@dataclass(frozen=True, slots=True)
class Kept:
    """One examined document and its hits.

    ``evidence`` is where its bytes were kept, before this is committed; of ``text``, which the matches count their
    places in, the lines with matches are kept for full-text search: ``rows`` are these lines by watchlist, where the
    text is not at hand. ``packed`` is given where all of the document's text is to be kept, hits or none.
    """

    document: Document | KnownDocument
    hits: tuple[Hit, ...] = ()
    evidence: str | None = None
    text: str | None = None
    packed: PackedText | None = None
    rows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """Everything that one page of a source (or one file of a scan) changes; committed as a whole or not at all.

    Attributes:
        source: The source's name; ``files`` for a scan.
        examinations: Every document examined, those without a hit included (they are counted).
        cursor: Keys of the source's cursor that change; None removes a key.
        seen: Opaque ids (post ids, URLs) that this source need not fetch again.
        gone: Addresses at which nothing stands any more.
        sole: Whether each address shows one document at a time, so that one seen there takes the place of others.
    """

    source: str
    examinations: tuple[Kept, ...] = ()
    cursor: Mapping[str, JSON] = field(default_factory=lambda: _NOTHING)
    seen: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    sole: bool = False


@dataclass(frozen=True, slots=True)
class Committed:
    """What a step came to: ids of hits new to the store, ids of hits known before, and the count of new sightings."""

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    sightings: int = 0

    @classmethod
    def of(cls, several: Sequence[Committed]) -> Self:
        """What several steps came to, together."""
        new = tuple(chain.from_iterable(step.new for step in several))
        known = tuple(chain.from_iterable(step.known for step in several))
        return cls(new, known, sum(step.sightings for step in several))


@dataclass(frozen=True, slots=True)
class StoredHit:
    """A hit as it stands in the store; ``hit.status`` is its triage status, ``hit.sighting`` its first sighting.

    ``evidence`` is the path of the kept document, relative to the workspace; None where it was not kept.
    """

    hit: Hit
    first_seen: datetime
    last_seen: datetime
    sightings: int
    assignee: str | None = None
    incident: int | None = None
    evidence: str | None = None
    media_type: str | None = None
    charset: str | None = None

    @property
    def id(self) -> str:
        """The hit's id."""
        return self.hit.id


@dataclass(frozen=True, slots=True)
class StoredSighting:
    """One place of a document: the sighting first made there, when it was last made, and the run that made it.

    ``gone_at`` is when the place was found deleted, or with something else; None as long as it is not known to be.
    """

    sighting: Sighting
    last_fetched_at: datetime
    run: int | None
    gone_at: datetime | None = None


class HitSort(StrEnum):
    """What comes first in a list of hits: what is most urgent, newest, oldest, or exposes most clients."""

    URGENT = "urgent"
    NEWEST = "newest"
    OLDEST = "oldest"
    CLIENTS = "clients"


@dataclass(frozen=True, slots=True)
class HitFilter:
    """Which hits to list; an empty field does not narrow.

    Attributes:
        statuses: Any of these.
        severity: At or above this one.
        severity_to: At or below this one.
        watchlists: Any of these names.
        source: Seen at this source at least once.
        since: First seen at or after this moment.
        entry: The name or key of an entry found in the document contains this, in any case.
        text: A title, author, URL, path, matched text or kept row contains this, in any case.
        incident: Of this incident.
        verdicts: Any of these.
        assignee: Assigned to this person; empty for nobody.
        muted: True for muted ones alone, False for those that are not; None for both.
        sort: Order of the list.
        after: Id of the last hit of the page before; the list goes on behind it.
        limit: At most so many; None for all.
    """

    statuses: tuple[Status, ...] = ()
    severity: Severity | None = None
    severity_to: Severity | None = None
    watchlists: tuple[str, ...] = ()
    source: str | None = None
    since: datetime | None = None
    entry: str | None = None
    text: str | None = None
    incident: int | None = None
    verdicts: tuple[Verdict, ...] = ()
    assignee: str | None = None
    muted: bool | None = None
    sort: HitSort = HitSort.URGENT
    after: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Mute:
    """What is not listed until ``expires``: a watchlist, one entry of it (by its key), a source or an incident.

    ``id`` and ``made`` are the store's; ``ended`` is when it was taken back before its time; ``hidden`` counts the
    hits it hides, where that was asked for.
    """

    reason: str
    who: str
    expires: datetime
    watchlist: str | None = None
    entry: str | None = None
    source: str | None = None
    incident: int | None = None
    id: int = 0
    made: datetime | None = None
    ended: datetime | None = None
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a hit's history: who did what, when and why; ``digest`` chains it to the event before.

    ``hit`` is empty where it is about a mute.
    """

    id: int
    hit: str
    at: datetime
    who: str
    action: str
    before: str | None
    after: str | None
    why: str | None
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of one source within a run.

    ``gap`` says in words what a listing no longer reached back to; None where nothing is missing. A visit that was
    ``interrupted`` did not come to its end, so that its health says little of the source.
    """

    source: str
    health: Health
    started: datetime
    ended: datetime
    detail: str = ""
    pages: int = 0
    bytes: int = 0
    documents: int = 0
    hits: int = 0
    gap: str | None = None
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of crawl, scan, check or demo.

    ``status`` is ``running``, ``interrupted`` (its process is gone and never said so), ``finished``,
    ``incomplete`` or ``failed``. ``hits`` counts hits new to the store. ``self_test`` is ``passed``, what went wrong in
    it, or None where none was made; ``watchlists`` maps the names of what was looked for to their digests.
    """

    id: int
    kind: str
    started: datetime
    ended: datetime | None
    status: str
    exit_status: int | None
    pages: int
    bytes: int
    documents: int
    hits: int
    problems: tuple[str, ...]
    visits: tuple[Visit, ...] = ()
    self_test: str | None = None
    watchlists: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
