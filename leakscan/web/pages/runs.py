"""Runs: what ran, what came of it, and what went wrong."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from leakscan.web.rendering import desk, page

PAGE = 50


def runs(request: Request) -> Response:
    """The latest runs, the newest first."""
    before = request.query_params.get("before", "")
    found = desk(request).store.runs_before(int(before) if before.isdecimal() else None, PAGE + 1)
    return page(request, "runs.html", runs=found[:PAGE], more=found[PAGE - 1].id if len(found) > PAGE else None)


def run(request: Request) -> Response:
    """One run with its visits and its problems."""
    return page(request, "run.html", run=desk(request).store.run(request.path_params["number"]))


ROUTES = [Route("/runs", runs), Route("/runs/{number:int}", run)]
