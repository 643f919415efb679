"""Source health over time: whether silence meant anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from leakscan.errors import LeakscanError, UnknownNameError
from leakscan.web.charts import strips
from leakscan.web.rendering import desk, page

DAYS = 30
VISITS = 100


def sources(request: Request) -> Response:
    """Every source: thirty days of health, and its last visit in words."""
    own, today = desk(request), datetime.now(UTC)
    found = own.store.health(today - timedelta(days=DAYS))
    names, trouble = _configured(request)
    return page(
        request,
        "sources.html",
        strips=strips(found, names, today.date(), DAYS),
        last=own.store.last_visits(),
        days=DAYS,
        trouble=trouble,
    )


def _configured(request: Request) -> tuple[list[str], str]:
    """Names of the sources that should be visited; or what is wrong with the configuration."""
    from leakscan.workspace import find_workspace

    try:
        config = find_workspace(desk(request).place.root).config
    except LeakscanError as error:
        return [], str(error)
    return [name for name, source in config.source.items() if source.enabled], ""


def source(request: Request) -> Response:
    """One source and its latest visits."""
    name, store = request.path_params["name"], desk(request).store
    visits = store.visits(name, VISITS)
    if not visits:
        raise UnknownNameError(f"no source {name!r} was ever visited")
    return page(request, "source.html", name=name, visits=visits)


ROUTES = [Route("/sources", sources), Route("/sources/{name:path}", source)]
