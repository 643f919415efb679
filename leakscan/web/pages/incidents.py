"""Incidents: a list and its reposts, and what happened to it in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from leakscan.durations import DUTY
from leakscan.model import Status
from leakscan.review import words
from leakscan.store import HitFilter, Store
from leakscan.store.overview import Seen
from leakscan.web.charts import over_time
from leakscan.web.rendering import desk, page

DAYS = (30, 90, 365, 3650)
SHOWN = 200
HITS = 100  # hits of an incident whose history is told
_CLOSED = {Status.DISMISSED, Status.RESOLVED}


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a timeline: a document seen somewhere, or something that somebody did."""

    at: datetime
    what: str
    says: str
    hit: str


def listing(request: Request) -> Response:
    """Every incident of which something was first seen lately."""
    days = next((n for n in DAYS if str(n) == request.query_params.get("days")), DAYS[1])
    found = desk(request).store.incidents(datetime.now(UTC) - timedelta(days=days))
    return page(
        request,
        "incidents.html",
        incidents=found[:SHOWN],
        more=max(0, len(found) - SHOWN),
        days=days,
        all_days=DAYS,
        duty=DUTY,
        closed=_CLOSED,
    )


def show(request: Request) -> Response:
    """One incident: its documents, and its history as one line of time."""
    number, store = request.path_params["number"], desk(request).store
    incident = store.incident(number)
    seen = store.incident_seen(number)
    hits = store.hits(HitFilter(incident=number, limit=HITS))
    return page(
        request,
        "incident.html",
        incident=incident,
        hits=hits,
        seen=seen,
        dots=over_time(seen),
        timeline=_timeline(store, number, seen, [hit.id for hit in hits]),
        duty=DUTY,
        closed=_CLOSED,
    )


def _timeline(store: Store, number: int, seen: list[Seen], hits: list[str]) -> list[Moment]:
    """Sightings, alerts and decisions, oldest first."""
    found = [
        Moment(one.at, "seen", f"{one.source}: {one.place or 'no address'} ({one.clients} clients)", one.hit)
        for one in seen
    ]
    told = {alert.id: alert for alert in store.alerts_of(number)}
    found += [Moment(a.made, "alert", f"alert {a.id}: {a.kind}, {a.severity}", a.hit) for a in told.values()]
    found += [
        Moment(event.at, "event", words.event(event).partition("  ")[2], hit)
        for hit in hits
        for event in store.events(hit)
    ]
    return sorted(found, key=lambda moment: moment.at)


ROUTES = [Route("/incidents", listing), Route("/incidents/{number:int}", show)]
