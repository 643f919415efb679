"""Hits to write, ordinary and hostile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from leakscan.model import (
    Agreement,
    Assessment,
    CanaryFound,
    Clients,
    Dated,
    Evidence,
    Hit,
    Match,
    MatchKind,
    Severity,
    Sighting,
    Verdict,
)

MOMENT = datetime(2020, 2, 26, 18, 0, tzinfo=UTC)
HOSTILE = [
    "\x1b[2J\x1b]8;;http://x.example\x07click\x1b]8;;\x07",
    "\x9b31mred",
    "\u202egpj.exe",
    "a\u200bb\u2066c",
    "[/foo] [bold]markup[/bold] :smile:",
    '=HYPERLINK("http://x.example";"click")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r\n=1+1",
    "'=1+1",
    '";=1+1;"',
    "＝1+1",
    "a\nb\rc\u2028d\x00e\x7f",
    "\ud800 lone",
    "<script>alert(1)</script>",
    "x" * 500,
]


def make_hit(text: str = "Acme", *, severity: Severity = Severity.CRITICAL, path: str = "dump/a.csv") -> Hit:
    """A hit with ``text`` in every field that a stranger can fill."""
    matches = tuple(Match("acme", f"k{n}", MatchKind.NAME, text, n, n + 4, 0.97, row=n + 1) for n in range(3))
    assessment = Assessment(
        watchlist="acme",
        verdict=Verdict.CLIENT_LIST,
        severity=severity,
        score=0.99987,
        clients=Clients(matched=3, listed=4, watchlist=20, coverage=0.15, purity=0.75),
        matches=matches,
        evidence=(Evidence("purity", 41.2, f"3 of the 4 rows of {text} are clients (75 %)"),),
        figures={"searches": Agreement(3, 2)},
        dated=Dated(date(2020, 1, 14), None),
        canaries=(CanaryFound("k0", text),),
    )
    sighting = Sighting(path=path, title=text, author=text, posted_at=MOMENT, fetched_at=MOMENT)
    return Hit("ab" * 32, 512, sighting, assessment, {f"k{n}": f"{text} {n}" for n in range(3)})


def hostile_hits() -> list[Hit]:
    """A hit for every hostile string, its path included; every second one with a hostile URL too."""
    hits = [make_hit(text, path=text) for text in HOSTILE]
    return [
        replace(
            hit, sha256=f"{n:064x}", sighting=replace(hit.sighting, url=f"http://x.example/{text}" if n % 2 else None)
        )
        for n, (hit, text) in enumerate(zip(hits, HOSTILE, strict=True))
    ]
