"""Watchlist coverage: which clients surfaced, how often, how badly, since when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from leakscan.evidence import mask
from leakscan.store import Exposed
from leakscan.web.rendering import desk, page

DAYS = (30, 90, 365, 3650)
PAGE = 200


@dataclass(frozen=True, slots=True)
class Covered:
    """How many clients of a watchlist surfaced, of how many."""

    watchlist: str
    surfaced: int
    clients: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return min(1.0, self.surfaced / self.clients) if self.clients else 0.0


def clients(request: Request) -> Response:
    """Coverage by watchlist and by client, names masked."""
    return _page(request, reveal=False)


def reveal(request: Request) -> Response:
    """The same with names; the history of a hit of every client shown says who looked."""
    return _page(request, reveal=True)


def _page(request: Request, *, reveal: bool) -> Response:
    query, own = request.query_params, desk(request)
    days = next((n for n in DAYS if str(n) == query.get("days")), DAYS[1])
    since = datetime.now(UTC) - timedelta(days=days)
    start = int(query["from"]) if query.get("from", "").isdecimal() else 0
    chosen = query.get("watchlist", "")
    found = own.store.exposed(since)
    listed = [one for one in found if one.watchlist == chosen] if chosen else found
    shown = listed[start : start + PAGE]
    if reveal:
        own.store.revealed(_hits_of(request, since), own.who)
    return page(
        request,
        "clients.html",
        covered=_covered(found, own.store.watchlist_sizes()),
        clients=[(one, one.name if reveal else mask(one.name)) for one in shown],
        total=len(listed),
        start=start,
        size=PAGE,
        days=days,
        all_days=DAYS,
        chosen=chosen,
        reveal=reveal,
    )


def _hits_of(request: Request, since: datetime) -> list[str]:
    """The founding hits of what surfaced: where a report says that names were looked at."""
    return [incident.founder for incident in desk(request).store.incidents(since)]


def _covered(found: list[Exposed], sizes: dict[str, int]) -> list[Covered]:
    counts = Counter(one.watchlist for one in found)
    return [Covered(name, counts[name], size) for name, size in sorted(sizes.items())]


ROUTES = [Route("/clients", clients), Route("/clients/reveal", reveal, methods=["POST"])]
