"""An assessment as JSON and back; its matches have a table of their own and are not part of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from leakscan.model import (
    Agreement,
    Assessment,
    CanaryFound,
    Clients,
    Dated,
    Evidence,
    Match,
    Severity,
    Verdict,
)
from leakscan.store.values import dumped, storable

_RUN = 250


def to_json(a: Assessment) -> dict[str, Any]:
    """Everything of the assessment but its matches, as JSON values; ``from_json`` gives it back as it was."""
    c = a.clients
    return {
        "watchlist": a.watchlist,
        "verdict": str(a.verdict),
        "severity": str(a.severity),
        "score": a.score,
        "clients": [c.matched, c.listed, c.watchlist, c.coverage, c.purity],
        "evidence": [[e.test, e.bits, e.says] for e in a.evidence],
        "figures": {name: [f.compared, f.agree] for name, f in a.figures.items()},
        "dated": a.dated and _dated(a.dated),
        "canaries": [[c.entry, c.copy] for c in a.canaries],
    }


def from_json(told: dict[str, Any], matches: Iterable[Match] = ()) -> Assessment:
    """The assessment that ``to_json`` told, with these matches."""
    return Assessment(
        watchlist=told["watchlist"],
        verdict=Verdict(told["verdict"]),
        severity=Severity(told["severity"]),
        score=told["score"],
        clients=Clients(*told["clients"]),
        matches=tuple(matches),
        evidence=tuple(Evidence(*e) for e in told["evidence"]),
        figures={name: Agreement(*f) for name, f in told["figures"].items()},
        dated=told["dated"] and _undated(*told["dated"]),
        canaries=tuple(CanaryFound(*c) for c in told["canaries"]),
    )


def _dated(when: Dated) -> list[Any]:
    return [_day(when.after), _day(when.before), _day(when.likely), when.confidence, list(when.rows)]


def _undated(
    after: str | None, before: str | None, likely: str | None = None, confidence: float = 0.95, rows: Sequence[int] = ()
) -> Dated:
    """What ``_dated`` told; hits of older releases know the ends of the interval alone."""
    return Dated(_date(after), _date(before), _date(likely), confidence, tuple(rows))


def sealed(a: Assessment, names: Mapping[str, str]) -> str:
    """The assessment as the store keeps it: with names that no match carries, its matches' digest, and a seal."""
    told = {**to_json(a), "matches": digest(a.matches), "names": dict(names)}
    return dumped({**told, "seal": _seal(told)})


def is_whole(told: dict[str, Any]) -> bool:
    """Whether this is what ``sealed`` wrote, to the last digit."""
    return told.get("seal") == _seal({key: value for key, value in told.items() if key != "seal"})


def _seal(told: dict[str, Any]) -> str:
    return hashlib.blake2b(dumped(told).encode("ascii"), digest_size=16).hexdigest()


def digest(matches: Iterable[Match]) -> str:
    """A hash of the matches as columns hold them, which tells whether they changed or were changed.

    It is that of one array, dumped run by run: of tens of thousands at once no other thread would get a turn.
    """
    told = map(_columns, matches)
    whole, between = hashlib.blake2b(b"[", digest_size=16), b""
    while run := list(islice(told, _RUN)):
        whole.update(between + dumped(run)[1:-1].encode("ascii"))
        between = b","
    whole.update(b"]")
    return whole.hexdigest()


def _columns(m: Match) -> list[Any]:
    return [storable(m.entry), *_words(m), m.start, m.end, m.row, float(m.score), list(m.ambiguous)]


def _words(m: Match) -> list[str]:
    return [str(m.kind), storable(m.text), storable(m.form), storable(m.rule)]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
