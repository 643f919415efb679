"""The application: every page that there is, behind the gate."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from leakscan.errors import IncompleteError, LeakscanError, UnknownNameError
from leakscan.web import pages
from leakscan.web.rendering import HERE, page

if TYPE_CHECKING:
    from leakscan.web.desk import Desk


def make_app(desk: Desk) -> Starlette:
    """The pages over one desk; nothing stands before them yet (``gate.Gate`` has to)."""
    routes: list[BaseRoute] = [Mount("/static", StaticFiles(directory=HERE / "static"))]
    for module in pkgutil.iter_modules(pages.__path__):
        routes += import_module(f"{pages.__name__}.{module.name}").ROUTES
    app = Starlette(routes=routes, exception_handlers={LeakscanError: _failed, HTTPException: _no_such_page})
    app.state.desk = desk
    return app


def _failed(request: Request, error: Exception) -> Response:
    """What went wrong, in the words it was raised with."""
    status = 404 if isinstance(error, UnknownNameError) else 503 if isinstance(error, IncompleteError) else 400
    return page(request, "failed.html", status, says=str(error))


def _no_such_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    says = "There is no such page." if status == 404 else "That can't be done here."
    return page(request, "failed.html", status, says=says)
