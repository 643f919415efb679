"""The words of the project as frozen dataclasses and enums; every room speaks in these and imports nothing else."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property


class Verdict(StrEnum):
    """What a document is for one watchlist, from proof to chatter."""

    CANARY = "canary"
    CLIENT_LIST = "client-list"
    IDENTIFIERS = "identifiers"
    MENTION = "mention"


class Severity(StrEnum):
    """How soon a responder should look; ``rank`` grows with urgency (info 0 … critical 4)."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Position from 0 (info) to 4 (critical), to compare severities by."""
        return list(Severity).index(self)


class Status(StrEnum):
    """Where a hit stands in triage."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    RESOLVED = "resolved"


class Health(StrEnum):
    """What a source's visit amounted to."""

    OK = "ok"
    EMPTY = "empty"
    REFUSED = "refused"
    RATE_LIMITED = "rate-limited"
    LOGIN_WALL = "login-wall"
    CHALLENGE = "challenge"
    MARKUP_CHANGED = "markup-changed"
    GONE = "gone"


class MatchKind(StrEnum):
    """Which part of an entry a match met."""

    NAME = "name"
    ALIAS = "alias"
    DOMAIN = "domain"
    EMAIL = "email"
    IDENTIFIER = "identifier"
    HASHED = "hashed"
    MASKED = "masked"


@dataclass(frozen=True, slots=True)
class Entry:
    """One client organisation of a watchlist.

    ``key`` is unique and survives edits of the file: the ``id`` column, else the name. ``figures`` maps a column's own
    name to the number. ``canary`` names the copy it was planted in. ``row`` counts from 1 with the header, 0 if none.
    """

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    public: bool = False
    canary: str | None = None
    row: int = 0


@dataclass(frozen=True)
class Watchlist:
    """One client list: name, entries in file order, figures' columns, what public directories explain of it.

    ``versions`` are older states of it: day to the figures, by key, of all that stood on it; these are entries too.
    ``abbreviations`` are its own, by what they stand for: ``{"WW": "Widget Works"}``.
    """

    name: str
    entries: tuple[Entry, ...]
    figures: tuple[str, ...] = ()
    references: Mapping[str, Mapping[str, float]] = field(default_factory=dict, compare=False, repr=False)
    versions: Mapping[date, Mapping[str, Mapping[str, float]]] = field(default_factory=dict, compare=False, repr=False)
    abbreviations: Mapping[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def by_key(self) -> Mapping[str, Entry]:
        """The entries under their keys."""
        return {entry.key: entry for entry in self.entries}

    @cached_property
    def figured(self) -> Mapping[str, Mapping[str, float]]:
        """The figures under the keys of the entries that have any."""
        return {entry.key: entry.figures for entry in self.entries if entry.figures}

    @cached_property
    def spread(self) -> Mapping[tuple[date | None, str], Sequence[float]]:
        """All values of each figure, rising, by version of the list (None as it is) and the figure's name."""
        lists: list[tuple[date | None, Mapping[str, Mapping[str, float]]]] = [(None, self.figured)]
        return {
            (day, figure): array("d", sorted(said[figure] for said in known.values() if figure in said))
            for day, known in (*lists, *self.versions.items())
            for figure in self.figures
        }

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what is looked for, in hexadecimal: the order of rows, and where they stand, are no part of it."""
        told = sorted(repr(replace(e, row=0, figures=dict(sorted(e.figures.items())))) for e in self.entries)
        told += map(repr, sorted(self.abbreviations.items()))
        return hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()

    def __len__(self) -> int:
        return len(self.entries)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One document at one place at one time.

    ``source`` is a name in leakscan.toml, or ``files``; ``path`` as the user gave it (``archive.zip!member``). UTC.
    """

    source: str = "files"
    path: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    posted_at: datetime | None = None
    fetched_at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True)
class Document:
    """What was fetched or opened: content and where it was seen. Its identity is the SHA-256 of its bytes.

    ``media_type`` and ``charset`` are what the sender declared, both optional and both untrusted.
    """

    content: bytes
    sighting: Sighting
    media_type: str | None = None
    charset: str | None = None

    @cached_property
    def sha256(self) -> str:
        """Lower-case hexadecimal SHA-256 of the content."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Match:
    """One entry at one place of a document.

    ``entry`` is the entry's key, ``start``/``end`` count characters of the extracted text. ``form`` is the form of the
    entry that was met, ``rule`` what bridged the difference ("1 edit: Tornto → Toronto"; empty for none), ``ambiguous``
    the keys of entries that fit as well. ``row`` is the row inside its block, from 1, filled by the assessment.
    """

    watchlist: str
    entry: str
    kind: MatchKind
    text: str
    start: int
    end: int
    score: float
    form: str = ""
    rule: str = ""
    ambiguous: tuple[str, ...] = ()
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One test of the assessment: its name, log2 of its likelihood ratio, and a sentence a responder can repeat."""

    test: str
    bits: float
    says: str


@dataclass(frozen=True, slots=True)
class Clients:
    """How many clients stand in a document: different entries, rows of the best block, share of each."""

    matched: int
    listed: int | None
    watchlist: int
    coverage: float
    purity: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """For one figure: how many rows could be compared with the watchlist and how many agree."""

    compared: int
    agree: int


@dataclass(frozen=True, slots=True)
class Dated:
    """The interval in which the list was taken, either end may be unknown, and its confidence.

    ``likely`` is the likeliest day, ``rows`` the rows of the best block (from 1) that decide.
    """

    after: date | None
    before: date | None
    likely: date | None = None
    confidence: float = 0.95
    rows: tuple[int, ...] = ()

    @property
    def interval(self) -> str:
        """The days in words, as what follows "taken": "on 2020-01-25 or later"."""
        if self.after and self.before:
            return f"on a day from {self.after} to {self.before}"
        return f"on {self.after} or later" if self.after else f"before {self.before}"


@dataclass(frozen=True, slots=True)
class CanaryFound:
    """A planted client that was found, and the copy it was planted in."""

    entry: str
    copy: str


@dataclass(frozen=True)
class Assessment:
    """What a document's matches mean for one watchlist. ``score`` is a probability that this is a leaked list."""

    watchlist: str
    verdict: Verdict
    severity: Severity
    score: float
    clients: Clients
    matches: tuple[Match, ...]
    evidence: tuple[Evidence, ...]
    figures: Mapping[str, Agreement] = field(default_factory=dict)
    dated: Dated | None = None
    canaries: tuple[CanaryFound, ...] = ()


@dataclass(frozen=True)
class Hit:
    """A stored (or storable) assessment: one a document and watchlist, never one a match.

    ``names`` maps the entry keys in it to the entries' names, so that it can be shown without the watchlist.
    """

    sha256: str
    size: int
    sighting: Sighting
    assessment: Assessment
    names: Mapping[str, str] = field(default_factory=dict)
    status: Status = Status.NEW

    @cached_property
    def id(self) -> str:
        """Sixteen hexadecimal digits; see :func:`hit_id`."""
        return hit_id(self.assessment.watchlist, self.sha256)


def hit_id(watchlist: str, sha256: str) -> str:
    """Identity of the hit of one watchlist on one document: no line number, URL or time is part of it."""
    return hashlib.sha256(f"{watchlist}\0{sha256}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def iso(moment: datetime | None) -> str | None:
    """A moment in UTC as ``2026-11-22T18:00:00Z`` (seconds), or None."""
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
