"""The queue: what is to be looked at, the most urgent first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from leakscan.errors import UsageError
from leakscan.saying import count
from leakscan.store.triage import Action
from leakscan.web.answers import done, field, fields
from leakscan.web.asked import SINCE, Asked
from leakscan.web.charts import by_day
from leakscan.web.rendering import desk, page

PAGE = 50
DAYS = 60  # of the chart


def queue(request: Request) -> Response:
    """A page of hits that the filter lets through, and a chart of the days before."""
    asked, store = Asked.of(request.query_params), desk(request).store
    after = request.query_params.get("after") or None
    wanted = replace(asked.filter(), after=after and store.hit_id(after))
    found = store.hits(replace(wanted, limit=PAGE + 1))
    hidden = store.muted(replace(wanted, after=None)) if wanted.muted is False and after is None else ""
    today = datetime.now(UTC)
    chart = None if after or asked.narrows else by_day(store.daily(today - timedelta(days=DAYS)), today.date(), DAYS)
    return page(
        request,
        "queue.html",
        hits=found[:PAGE],
        asked=asked,
        more=found[PAGE - 1].id if len(found) > PAGE else None,
        after=after,
        hidden=hidden,
        chart=chart,
        since=SINCE,
        tally=store.tally(),
        lists=store.watchlists(),
        sources=sorted({*store.last_visits(), *(hit.hit.sighting.source for hit in found)}),
        ran=bool(store.runs(limit=1)),
    )


def decide(request: Request) -> Response:
    """One decision on every hit that was ticked."""

    def work() -> str:
        action, ids = field(request, "action"), fields(request, "hit")
        if action not in set(Action):
            raise UsageError("choose what to do with the hits")
        if not ids:
            raise UsageError("no hit was ticked, so nothing was done")
        reason = field(request, "reason") or None
        if action == Action.DISMISS and not reason:
            raise UsageError("to dismiss hits takes a reason; it is kept in their history")
        written = desk(request).store.triage(ids, action, desk(request).who, reason)
        return f"{_hits(written)} now {written[0].after}" if written else "they stood there already"

    return done(request, work)


def undo(request: Request) -> Response:
    """Take back the last decision that was taken here."""

    def work() -> str:
        events = desk(request).store.undo([], desk(request).who)
        return f"taken back: {events[0].action.removeprefix('undo ')} on {_hits(events)}"

    return done(request, work)


def _hits(events: Sequence[object]) -> str:
    return count(len(events), "hit")


ROUTES = [
    Route("/", queue),
    Route("/decide", decide, methods=["POST"]),
    Route("/undo", undo, methods=["POST"]),
]
