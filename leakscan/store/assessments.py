"""An assessment as JSON and back; its matches have a table of their own and are not part of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
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
        "dated": a.dated and [_day(a.dated.after), _day(a.dated.before)],
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
        dated=told["dated"] and Dated(*map(_date, told["dated"])),
        canaries=tuple(CanaryFound(*c) for c in told["canaries"]),
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
