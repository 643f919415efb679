"""``leakscan runs``: what ran, what each source gave, and whether silence meant anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from leakscan.cli import asking
from leakscan.cli.console import say, warn, write
from leakscan.cli.options import WorkspaceOption

if TYPE_CHECKING:
    from rich.table import Table

    from leakscan.store import Run, Store, Visit
    from leakscan.workspace import Place

app = typer.Typer(name="runs", help="List and show runs and the health of their sources.")

JsonOption = Annotated[bool, typer.Option("--json", help="One run a line, as JSON.")]


@app.callback(invoke_without_command=True)
def runs(context: typer.Context) -> None:
    """List them, where nothing else is asked for."""
    if context.invoked_subcommand is None:
        command = context.command.get_command(context, "list")  # type: ignore[attr-defined]  # it is a group
        with command.make_context("list", [], parent=context) as listing:
            command.invoke(listing)


@app.command(name="list")
def list_(
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 20,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List runs, the newest first, and say which sources are overdue.

    Example: leakscan runs list --limit 5
    """
    from leakscan.cli.painting import painted

    with asking.opened(workspace) as (place, store):
        runs = store.runs(limit)
        late = _overdue(place, store)
    if not runs:
        say("nothing was ever crawled or scanned here")
    elif as_json:
        for run in runs:
            write(_dumps(_run_json(run)))
    else:
        for line in painted(_runs_table(runs)):
            write(line)
    for says in late:
        warn(says)


def _overdue(place: Place, store: Store) -> list[str]:
    """Which sources are overdue, in words; runs are listed whether the configuration can be read or not."""
    from datetime import UTC, datetime

    from leakscan.errors import LeakscanError
    from leakscan.schedule.due import overdue, plan
    from leakscan.workspace import find_workspace

    try:
        config = find_workspace(place.root).config
    except LeakscanError as error:
        return [f"what is overdue can't be said: {error}"]
    now, sources = datetime.now(UTC), config.source
    late = {due.source: overdue(due, sources[due.source].every, now) for due in plan(config, store, now)}
    return [f"overdue: {name}, by {by.total_seconds() / 3600:.1f} hours" for name, by in late.items() if by is not None]


@app.command()
def show(
    run: Annotated[int, typer.Argument(help="The run's number.")],
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Show a run: its sources with their health, its problems.

    Example: leakscan runs show 12
    """
    from leakscan.cli.painting import painted
    from leakscan.output.escape import one_line

    with asking.opened(workspace) as (_, store):
        found = store.run(run)
    if as_json:
        write(_dumps(_run_json(found) | {"visits": [_visit_json(visit) for visit in found.visits]}))
        return
    for line in painted(_runs_table([found])):
        write(line)
    if found.visits:
        write("")
        for line in painted(_visits_table(found.visits)):
            write(line)
    if found.self_test == "passed":
        write("self-test: passed")
    for problem in found.problems:
        write(f"problem: {one_line(problem)}")


def _runs_table(runs: Sequence[Run]) -> Table:
    from rich.text import Text

    table = _table(
        "RUN", "KIND", "STARTED", "SECONDS", "STATUS", "EXIT", "PAGES", "BYTES", "DOCUMENTS", "HITS", "PROBLEMS"
    )
    for run in runs:
        seconds = "" if run.ended is None else f"{(run.ended - run.started).total_seconds():.0f}"
        status = "" if run.exit_status is None else str(run.exit_status)
        counts = (run.pages, run.bytes, run.documents, run.hits, len(run.problems))
        words = (str(run.id), run.kind, f"{run.started:%Y-%m-%d %H:%M:%S}", seconds, run.status, status)
        table.add_row(*map(Text, words), *(Text(f"{n:,}") for n in counts))
    return table


def _visits_table(visits: Sequence[Visit]) -> Table:
    from rich.text import Text

    from leakscan.output.escape import one_line

    table = _table("SOURCE", "HEALTH", "PAGES", "BYTES", "DOCUMENTS", "HITS", "DETAIL")
    for visit in visits:
        told = "; ".join(filter(None, (visit.detail, visit.gap and f"gap: {visit.gap}")))
        counts = (visit.pages, visit.bytes, visit.documents, visit.hits)
        style = "" if visit.health == "ok" else "bold red"
        row = (Text(one_line(visit.source)), Text(str(visit.health), style), *(Text(f"{n:,}") for n in counts))
        table.add_row(*row, Text(one_line(told)))
    return table


def _table(*headings: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in headings:
        counted = heading in {"SECONDS", "PAGES", "BYTES", "DOCUMENTS", "HITS", "PROBLEMS"}
        table.add_column(heading, no_wrap=heading != "DETAIL", justify="right" if counted else "left")
    return table


def _run_json(run: Run) -> dict[str, Any]:
    from leakscan.model import iso

    plain = ("id", "kind", "status", "exit_status", "pages", "bytes", "documents", "hits", "problems", "self_test")
    return {"started": iso(run.started), "ended": iso(run.ended)} | {name: getattr(run, name) for name in plain}


def _visit_json(visit: Visit) -> dict[str, Any]:
    from leakscan.model import iso

    plain = ("source", "detail", "pages", "bytes", "documents", "hits", "gap")
    told = {name: getattr(visit, name) for name in plain}
    return told | {"health": str(visit.health), "started": iso(visit.started), "ended": iso(visit.ended)}


def _dumps(value: Any) -> str:
    from leakscan.cli.hits_view import dumps

    return dumps(value)
