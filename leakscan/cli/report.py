"""``leakscan report``: for those who have to answer for what surfaced, and for one client alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli import asking
from leakscan.cli.console import say
from leakscan.cli.options import WorkspaceOption
from leakscan.errors import IncompleteError, UsageError
from leakscan.files import is_there

if TYPE_CHECKING:
    from leakscan.store import Store
    from leakscan.workspace import Workspace

app = typer.Typer()


@app.command()
def report(
    *,
    since: Annotated[str, typer.Option(help="From when on: 30d, 12h or 2026-11-22.")] = "30d",
    for_client: Annotated[
        str | None,
        typer.Option("--for-client", metavar="ENTRY", help="Only what may be told to this client (key or name)."),
    ] = None,
    watchlist: Annotated[str | None, typer.Option(help="Whose client --for-client is.")] = None,
    output: Annotated[str, typer.Option("--format", help="md, html or json.")] = "md",
    to: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file to write, for you alone; else stdout.", show_default=False),
    ] = None,
    reveal: Annotated[
        bool, typer.Option("--reveal", help="Name the clients; the history will say that you did.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Report what surfaced: incidents, clients (masked unless --reveal), source health, hours left of 72.

    With --for-client it holds what may be told to that one client, and nothing about any other.

    Example: leakscan report --since 30d --format html -o report.html
    """
    from leakscan.report.writing import format_names
    from leakscan.workspace import find_workspace

    if output not in format_names():
        raise UsageError(f"no report format {output!r}; there are: {', '.join(format_names())}")
    if to is not None and is_there(to) and not force:
        raise UsageError(f"{to} exists; choose another name or add --force")
    if watchlist and for_client is None:
        raise UsageError("--watchlist says whose client --for-client is; without that it means nothing")
    place = find_workspace(workspace)
    with asking.opened(place.root) as (_, store):
        if for_client is None:
            text = _whole(store, place, since, output, reveal)
        else:
            text = _of_client(store, for_client, watchlist, since, output)
    _save(text, to)


def _whole(store: Store, place: Workspace, since: str, output: str, reveal: bool) -> str:
    from leakscan.report import gather, write_report

    sources = [name for name, source in place.config.source.items() if source.enabled]
    told = gather(store, asking.moment(since), sources=sources, reveal=reveal)
    if reveal:
        store.revealed([case.hit for case in told.cases], asking.who())
        store.looked(f"a report since {since} as {output}", asking.who())
    return write_report(told, output)


def _of_client(store: Store, entry: str, watchlist: str | None, since: str, output: str) -> str:
    from leakscan.report import disclose, write_disclosure

    told = disclose(store, entry, asking.moment(since), watchlist)
    store.looked(f"what may be told to one client, since {since}, as {output}", asking.who())
    return write_disclosure(told, output)


def _save(text: str, to: Path | None) -> None:
    if to is None:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        return
    from leakscan.files import write_private

    try:
        write_private(to, text.encode())
    except OSError as error:
        raise IncompleteError(f"{to} can't be written: {error.strerror or error}") from error
    say(f"written to {to}")
