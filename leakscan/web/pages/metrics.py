"""What Prometheus reads: for a signed-in browser, or for whoever shows the token of ``[metrics]``."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from leakscan.schedule.due import plan
from leakscan.schedule.metrics import metrics as told
from leakscan.web.gate import METRICS
from leakscan.web.rendering import desk
from leakscan.workspace import find_workspace


def metrics(request: Request) -> Response:
    """The store in Prometheus' text format; the doctor is not asked, since that takes long."""
    at = desk(request)
    plans = plan(find_workspace(at.place.root).config, at.store, datetime.now(UTC))
    return PlainTextResponse(told(at.store, plans), media_type="text/plain; version=0.0.4")


ROUTES = [Route(METRICS, metrics)]
