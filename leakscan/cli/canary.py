"""``leakscan watchlist canary``: plant clients that do not exist, so that a leak tells which copy it is."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Annotated

import typer

from leakscan.cli.console import say, write
from leakscan.cli.options import WorkspaceOption
from leakscan.cli.watchlist_place import locate
from leakscan.errors import UsageError, WorkspaceError

commands = typer.Typer(name="canary", help="Plant clients that do not exist.", no_args_is_help=True)


@commands.callback()
def canary() -> None:
    """Plant clients that do not exist, each in one copy of a list: finding one proves which copy leaked."""


@commands.command()
def mint(
    which: Annotated[
        str | None,
        typer.Argument(metavar="FILE|NAME", help="A watchlist; by default the workspace's only one."),
    ] = None,
    copy: Annotated[str, typer.Option("--copy", help="The copy they go into: partner-b, backup …")] = "",
    count: Annotated[int, typer.Option("--count", min=1, max=100, help="How many.")] = 3,
    workspace: WorkspaceOption = None,
) -> None:
    """Make plausible clients that do not exist, and write them into the watchlist with the copy they are for.

    Prints them as CSV rows for that copy. They are like no client, no reference list and no ordinary word.
    Example: leakscan watchlist canary mint acme --copy partner-b --count 3
    """
    from leakscan.screening.wordlist import is_known
    from leakscan.watchlist.minting import mint as minting

    if not copy.strip():
        raise UsageError("say which copy they go into: --copy partner-b")
    path, taken = _place(which, workspace)
    try:
        minted = minting(path, copy.strip(), count, is_known, taken)
    except OSError as error:
        raise WorkspaceError(f"{path} can't be written: {error.strerror or error}") from error
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([minted.columns, *minted.rows])
    write(out.getvalue().rstrip("\n"))
    clients = "client was" if count == 1 else "clients were"
    say(f"{count} {clients} added to {path} as planted in {copy.strip()!r}")
    say("next: put these rows among the others of that copy, and of no other")


def _place(which: str | None, workspace: Path | None) -> tuple[Path, list[str]]:
    """The file, and all names that the workspace's reference lists hold."""
    from leakscan.workspace import find_workspace

    if which is None:
        names = list(find_workspace(workspace).config.watchlist)
        if len(names) != 1:
            raise UsageError(f"name a watchlist, there are: {', '.join(sorted(names)) or 'none'}")
        which = names[0]
    path, name = locate(which, workspace)
    if name is None:
        return path, []
    return path, [said for reference in find_workspace(workspace).references() for said in reference.names]
