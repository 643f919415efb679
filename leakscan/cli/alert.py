"""``leakscan alert``: whether alerts arrive, which were sent, which could not be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from leakscan.cli import asking
from leakscan.cli.console import fail, say, write
from leakscan.cli.options import WorkspaceOption
from leakscan.errors import UsageError

if TYPE_CHECKING:
    from rich.table import Table

    from leakscan.store import Alert, Delivery
    from leakscan.workspace import Workspace

app = typer.Typer(name="alert", help="Test, list and retry alerts.", no_args_is_help=True)

_Known = Sequence[tuple["Alert", list["Delivery"]]]
HEADINGS = ("ALERT", "MADE", "WHY", "SEVERITY", "INCIDENT", "HIT", "TARGET", "STATE")


@app.command(name="test")
def try_out(
    target: Annotated[
        list[str] | None, typer.Argument(metavar="[TARGET]...", help="References as in leakscan.toml; by default all.")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Send a made-up alert to every target, now, and say which took it. Ends with 3 if one did not.

    Example: leakscan alert test
    """
    from leakscan.alerts.trial import trial

    place = _configured(workspace)
    known = tuple(dict.fromkeys(place.config.alerts.urls))
    if unknown := [name for name in target or () if name not in known]:
        raise UsageError(f"no target {unknown[0]!r} in [alerts] of leakscan.toml; there are: {', '.join(known)}")
    problems = trial(target or known, place.config.alerts)
    for name, problem in problems.items():
        if problem is None:
            say(f"{name}: took it")
        else:
            fail(f"{name}: {problem}")
    raise typer.Exit(3 if any(problems.values()) else 0)


@app.command(name="list")
def list_(
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 20,
    pending: Annotated[bool, typer.Option("--pending", help="Only those that have not arrived.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One alert a line, as JSON.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List alerts, the newest first, and how far each has come.

    Example: leakscan alert list --pending
    """
    from leakscan.cli.hits_view import dumps
    from leakscan.cli.painting import painted

    with asking.opened(workspace) as (_, store):
        found = store.alerts(limit, open_only=pending)
    if as_json:
        for alert, deliveries in found:
            write(dumps(_json(alert, deliveries)))
    elif found:
        for line in painted(_table(found)):
            write(line)
    else:
        say("no alert is on its way" if pending else "no alert was ever made")


@app.command()
def retry(
    alerts: Annotated[
        list[int] | None, typer.Argument(metavar="[ALERT]...", help="Their numbers; by default all that failed.")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Try again, now, what could not be delivered. Ends with 3 if something still can't.

    Example: leakscan alert retry
    """
    from leakscan.alerts.delivery import deliver
    from leakscan.store import open_store

    place = _configured(workspace)
    with open_store(place.database) as store:
        store.hasten(alerts)
        failed = deliver(store, place.config.alerts)
        left = store.undelivered()
    for one in failed:
        fail(str(one))
    if not left:
        say("nothing is left to be delivered")
    raise typer.Exit(3 if left else 0)


def _configured(named: Any) -> Workspace:
    from leakscan.workspace import find_workspace

    place = find_workspace(named)
    if not place.config.alerts.urls:
        raise UsageError('alerts go nowhere: add [alerts] with urls = ["env:NAME"] to leakscan.toml (docs/alerts.md)')
    return place


def _rows(found: _Known) -> Iterator[tuple[str, ...]]:
    for alert, deliveries in found:
        incident = "" if alert.incident is None else str(alert.incident)
        head = (str(alert.id), f"{alert.made:%Y-%m-%d %H:%M:%S}", alert.kind, str(alert.severity), incident, alert.hit)
        for one in deliveries:
            yield (*head, one.target, _state(one))


def _table(found: _Known) -> Table:
    from rich.table import Table
    from rich.text import Text

    from leakscan.output.escape import one_line

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in HEADINGS:
        table.add_column(heading, no_wrap=heading != "STATE")
    for row in _rows(found):
        table.add_row(*(Text(one_line(cell)) for cell in row))
    return table


def _state(one: Delivery) -> str:
    if one.message is None:
        return "held back (quiet hours or a digest)"
    if one.delivered is not None:
        return f"delivered {one.delivered:%Y-%m-%d %H:%M:%S}"
    if one.dropped is not None:
        return "dropped: its target is no longer configured"
    if one.problem is None:
        return "to be sent"
    return f"not delivered after {one.tries} tries, next {one.due:%H:%M:%S}: {one.problem}"


def _json(alert: Alert, deliveries: Sequence[Delivery]) -> dict[str, Any]:
    from leakscan.model import iso

    plain = ("id", "kind", "hit", "incident", "clients", "copies", "rescreened")
    told = {name: getattr(alert, name) for name in plain}
    return told | {
        "severity": str(alert.severity),
        "made": iso(alert.made),
        "deliveries": [
            {name: getattr(one, name) for name in ("target", "message", "tries", "problem")}
            | {name: iso(getattr(one, name)) for name in ("due", "delivered", "dropped")}
            for one in deliveries
        ],
    }
