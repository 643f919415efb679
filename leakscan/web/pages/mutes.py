"""Mutes: what is left out of lists, why, until when; and ending one before its time."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from leakscan.evidence import mask
from leakscan.store import Mute
from leakscan.web.answers import done, field
from leakscan.web.rendering import desk, page


def mutes(request: Request) -> Response:
    """Every mute there ever was, the newest first."""
    now = datetime.now(UTC)
    found = [(one, _of(one), _state(one, now)) for one in desk(request).store.mutes()]
    return page(request, "mutes.html", mutes=found)


def unmute(request: Request) -> Response:
    """End one."""

    def work() -> str:
        number = request.path_params["number"]
        desk(request).store.unmute(number, desk(request).who, field(request, "reason") or None)
        return f"mute {number} is over"

    return done(request, work)


def _of(one: Mute) -> str:
    if one.entry is not None:
        return f"client {mask(one.entry)} of {one.watchlist}"
    if one.source is not None:
        return f"source {one.source}"
    return f"incident {one.incident}" if one.incident is not None else f"watchlist {one.watchlist}"


def _state(one: Mute, now: datetime) -> str:
    if one.ended is not None:
        return "ended"
    if one.expires <= now:
        return "expired"
    return "active" if one.hidden else "unused"


ROUTES = [Route("/mutes", mutes), Route("/mutes/{number:int}/end", unmute, methods=["POST"])]
