"""What a form was answered with: back to a page of ours, with a note of what was done or why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from leakscan.durations import parse_duration
from leakscan.errors import LeakscanError, UsageError


def field(request: Request, name: str) -> str:
    """A field of the form, without spaces around it; empty where there is none."""
    values: list[str] = request.state.form.get(name, [""])
    return values[0].strip()


def fields(request: Request, name: str) -> list[str]:
    """Every value of a field."""
    values: list[str] = request.state.form.get(name, [])
    return values


def duration(request: Request, name: str) -> timedelta:
    """A field that says how long; UsageError where it does not."""
    try:
        return parse_duration(field(request, name))
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{name}: write a number and a unit, such as 30d or 8w") from error


def done(request: Request, work: Callable[[], str]) -> Response:
    """Do the work and go back to where the form stands, with what it says; a refusal is said there too."""
    back = field(request, "back")
    try:
        request.state.session.tell("done", work())
    except LeakscanError as error:
        request.state.session.tell("error", str(error))
    ours = back.startswith("/") and not back.startswith(("//", "/\\"))
    return RedirectResponse(back if ours else "/", 303)
