"""``leakscan reference``: public directories, whose names are no news."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli.console import say, write
from leakscan.cli.options import WorkspaceOption
from leakscan.errors import UsageError, WorkspaceError
from leakscan.saying import count

if TYPE_CHECKING:
    from leakscan.workspace import Workspace

app = typer.Typer(name="reference", help="Public directories that explain names away.", no_args_is_help=True)


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it: police, tickers …")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The directory: CSV, TSV, XLSX or JSON lines.")],
    column: Annotated[str, typer.Option("--column", help="Heading of the organisations' names.")] = "name",
    region: Annotated[
        str | None,
        typer.Option("--region", help="Heading of their regions: state, country …", show_default=False),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Register a public directory: what it lists weighs nothing, unless a page is purer than it could be.

    The file is copied into the workspace, and leakscan.toml gets a [reference.NAME] table.
    Example: leakscan reference add police agencies.csv --column agency --region state
    """
    from leakscan.watchlist.directory import load_reference
    from leakscan.workspace import find_workspace

    place = find_workspace(workspace)
    if name in place.config.reference:
        raise UsageError(f"there is a reference list {name!r} already; choose another name, or edit leakscan.toml")
    loaded = load_reference(file, name, column, region)
    _register(place, name, file, column, region)
    regions = len({region for at in loaded.regions.values() for region in at})
    said = count(len(loaded.regions), "organisation")
    say(f"{name}: {said}" + (f" in {count(regions, 'region')}" if region else ""))
    if not region:
        say("with --region HEADING a region's own share of clients would count, not that of the whole directory")
    say("next: leakscan reference list")


@app.command(name="list")
def list_(workspace: WorkspaceOption = None) -> None:
    """List the reference lists, and how many clients of each watchlist they hold.

    Example: leakscan reference list
    """
    from leakscan.reference import plain
    from leakscan.workspace import find_workspace

    place = find_workspace(workspace)
    references = place.references()
    if not references:
        say("no reference list yet; add one with: leakscan reference add NAME FILE")
        return
    watchlists = place.watchlists()
    for reference in references:
        write(f"{reference.name}: {count(len(reference.regions), 'organisation')}")
        for watchlist in watchlists:
            held = sum(plain(entry.name) in reference.regions for entry in watchlist.entries)
            write(f"  holds {held} of the {len(watchlist)} clients of {watchlist.name}")


def _register(place: Workspace, name: str, file: Path, column: str, region: str | None) -> None:
    """Copy the file and add its table; the new leakscan.toml is read again at once."""
    from leakscan.config import NAME, load_config
    from leakscan.files import write_private
    from leakscan.workspace import CONFIG_NAME

    copied = Path("references") / f"{name}{file.suffix.lower()}"
    config = place.root / CONFIG_NAME
    table = [f"[reference.{_quoted(name)}]", f"path = {_quoted(str(copied))}", f"column = {_quoted(column)}"]
    table += [f"region = {_quoted(region)}"] if region else []
    if not NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name: use letters, digits, '-', '_' and '.'")
    try:
        (place.root / copied).parent.mkdir(exist_ok=True)
        write_private(place.root / copied, file.read_bytes())
        before = config.read_text("utf-8").rstrip("\n")
        write_private(config, ("\n".join([before, "", *table]) + "\n").encode())
    except OSError as error:
        raise WorkspaceError(f"the reference list can't be kept: {error}") from error
    load_config(config)


def _quoted(said: str) -> str:
    """A basic string of TOML, which JSON's strings are too."""
    import json

    return json.dumps(said)
