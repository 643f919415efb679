"""Alerts: what was told to whom, and what has not arrived."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from leakscan.web.rendering import desk, page

SHOWN = 100


def alerts(request: Request) -> Response:
    """The latest alerts with how far each has come."""
    pending = request.query_params.get("pending") == "yes"
    store = desk(request).store
    return page(
        request,
        "alerts.html",
        alerts=store.alerts(SHOWN, open_only=pending),
        undelivered=store.undelivered(),
        pending=pending,
        shown=SHOWN,
    )


ROUTES = [Route("/alerts", alerts)]
