"""Documents and hits for tests of the store, made of the model alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from leakscan.model import (
    Agreement,
    Assessment,
    CanaryFound,
    Clients,
    Dated,
    Document,
    Evidence,
    Hit,
    Match,
    MatchKind,
    Severity,
    Sighting,
    Verdict,
)
from leakscan.store import Kept, Step

FETCHED = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
CLIENTS = tuple(f"Northwind Branch {n}" for n in range(40))


def a_document(
    text: str = "a list", *, source: str = "files", url: str | None = None, path: str | None = "a.csv"
) -> Document:
    sighting = Sighting(source, path=path, url=url, title="Dump of clients", author="m0nk", fetched_at=FETCHED)
    return Document(text.encode("utf-8", "surrogatepass"), sighting, media_type="text/csv", charset="utf-8")


def a_hit(
    document: Document,
    clients: Sequence[str] = CLIENTS,
    *,
    watchlist: str = "acme",
    verdict: Verdict = Verdict.CLIENT_LIST,
    severity: Severity = Severity.CRITICAL,
) -> Hit:
    matches = tuple(
        Match(
            watchlist,
            f"c{name}",
            MatchKind.NAME,
            name.upper(),
            n * 50,
            n * 50 + len(name),
            0.97,
            name,
            "case",
            ("x",),
            n,
        )
        for n, name in enumerate(clients, 1)
    )
    assessment = Assessment(
        watchlist,
        verdict,
        severity,
        0.998,
        Clients(len(clients), 44, 2900, len(clients) / 2900, 0.9),
        matches,
        (Evidence("purity", 41.2, "40 of the 44 rows of one table are clients (91 %)"),),
        {"searches": Agreement(40, 38)},
        Dated(date(2020, 1, 14), None),
        (CanaryFound("cCanary", "partner-b"),),
    )
    names = {f"c{name}": name for name in clients}
    return Hit(document.sha256, len(document.content), document.sighting, assessment, names)


def a_step(*documents: Document, source: str = "files", **more: object) -> Step:
    return Step(source, tuple(Kept(d, (a_hit(d),)) for d in documents), **more)  # type: ignore[arg-type]
