"""Pages out of templates: all text made printable and escaped at one place, with what every page shows around it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from leakscan import __version__
from leakscan.model import Severity, Status
from leakscan.output.page import templates
from leakscan.review import words
from leakscan.saying import count

if TYPE_CHECKING:
    from jinja2 import Environment

    from leakscan.web.desk import Desk

HERE = Path(__file__).parent
NAVIGATION = (
    ("/", "Queue"),
    ("/incidents", "Incidents"),
    ("/clients", "Clients"),
    ("/sources", "Sources"),
    ("/runs", "Runs"),
    ("/alerts", "Alerts"),
    ("/mutes", "Mutes"),
)


def desk(request: Request) -> Desk:
    """The desk that the application was made with."""
    found: Desk = request.app.state.desk
    return found


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The page of this template."""
    own = desk(request)
    session = getattr(request.state, "session", None)
    tally = own.store.tally()
    common = {
        "who": own.who,
        "csrf": session.csrf if session else "",
        "notes": session.told() if session else [],
        "path": request.url.path,
        "navigation": NAVIGATION,
        "unseen": sum(tally[Status.NEW][one] for one in Severity if one.rank >= Severity.LOW.rank),
        "now": datetime.now(UTC),
        "version": __version__,
    }
    return HTMLResponse(environment().get_template(template).render({**common, **values}), status)


@cache
def environment() -> Environment:
    """The templates of this room, with the words that they share."""
    made = templates(HERE / "templates")
    made.globals |= {"words": words, "severities": tuple(reversed(Severity)), "statuses": tuple(Status)}
    made.filters |= {"when": _when, "iso": _iso, "ago": _ago, "counted": count, "pairs": _pairs}
    return made


def _when(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"


def _iso(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _ago(moment: datetime, now: datetime) -> str:
    """How long ago, as short as it can be said: ``3 h``, ``2 d``; ahead of now it is ``now``."""
    seconds = (now - moment).total_seconds()
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds // size:.0f} {unit}"
    return "now"


def _pairs(values: Iterable[object]) -> list[tuple[str, str]]:
    """Options of a choice that are called what they are."""
    return [(str(value), str(value)) for value in values]
