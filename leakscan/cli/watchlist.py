"""``leakscan watchlist``: look at a client list before relying on it, or make one from a CRM's export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli import canary
from leakscan.cli.console import say, warn, write
from leakscan.cli.options import WorkspaceOption
from leakscan.cli.watchlist_place import locate
from leakscan.errors import UsageError
from leakscan.files import is_there
from leakscan.saying import count

if TYPE_CHECKING:
    from leakscan.watchlist import Finding, Imported

app = typer.Typer(name="watchlist", help="Check, show and import client lists.", no_args_is_help=True)
app.add_typer(canary.commands)

ListArgument = Annotated[
    str, typer.Argument(metavar="FILE|NAME", help="A file, or a watchlist's name in leakscan.toml.")
]


@app.command()
def check(
    which: ListArgument,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, help="Findings to print beside errors; 0 prints all.")
    ] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Every finding, one a line, as JSON.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Check a watchlist: what can't be read in it, and what would cost hits or bring noise.

    Ends with 2 where the list has errors, else with 0. Example: leakscan watchlist check clients.csv
    """
    from leakscan.cli.watchlist_view import finding_json, findings_table
    from leakscan.watchlist import check_file

    path, name = locate(which, workspace)
    checked = check_file(path, name)
    shown = _shown(checked.findings, limit)
    for line in map(finding_json, checked.findings) if as_json else findings_table(shown):
        write(line)
    if len(shown) < len(checked.findings) and not as_json:
        say(f"… and {len(checked.findings) - len(shown)} more; --limit 0 shows all")
    clients = len(checked.watchlist) if checked.watchlist else 0
    levels = [finding.level for finding in checked.findings]
    told = ", ".join(count(levels.count(level), level) for level in dict.fromkeys(levels)) or "nothing to tell"
    say(f"{path}: {count(clients, 'client')} can be used; {told}")
    if not checked.usable:
        raise typer.Exit(2)


@app.command()
def show(
    which: ListArgument,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many clients to print; 0 prints all.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="One client a line, as JSON.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Show what leakscan understood of a watchlist: counts, columns, the first clients.

    Example: leakscan watchlist show clients.csv --limit 5
    """
    from leakscan.cli.watchlist_view import entries_table, entry_json, summary
    from leakscan.watchlist import load_watchlist

    path, name = locate(which, workspace)
    watchlist = load_watchlist(path, name)
    entries = watchlist.entries[: limit or None]
    if as_json:
        for entry in entries:
            write(entry_json(entry))
        return
    for line in [*summary(watchlist), "", *entries_table(entries)]:
        write(line)
    if len(entries) < len(watchlist):
        say(f"… and {len(watchlist) - len(entries)} more; --limit 0 shows all")


@app.command(name="import")
def import_(
    export: Annotated[Path, typer.Argument(help="The CRM's export: CSV, TSV, XLSX or JSON lines.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The watchlist to write, a CSV file.")],
    mapping: Annotated[
        list[str] | None, typer.Option("--map", metavar="HEADING=COLUMN", help="What a heading of the export means.")
    ] = None,
    crm: Annotated[
        str | None, typer.Option("--from", help="Whose export it is: salesforce or hubspot; else its headings tell.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the output.")] = False,
) -> None:
    """Make a watchlist from a CRM's export; the rows are checked first, and nothing is written if one is bad.

    Example: leakscan watchlist import accounts.csv -o clients.csv --map "Seats=seats"
    """
    from leakscan.watchlist import import_export
    from leakscan.watchlist.importing import parse_mapping

    if output.suffix.lower() != ".csv":
        raise UsageError(f"{output}: the import writes CSV; name the output something.csv")
    if is_there(output) and not force:
        raise UsageError(f"{output} exists; choose another name or add --force")
    imported = import_export(export, parse_mapping(mapping or []), crm)
    _save(output, imported.to_csv())
    _tell(imported, output)


def _shown(findings: Sequence[Finding], limit: int) -> list[Finding]:
    """Every error, and as many others as wanted, in their order."""
    from leakscan.watchlist import Level

    others = [finding for finding in findings if finding.level is not Level.ERROR][: limit or None]
    kept = set(map(id, others))
    return [finding for finding in findings if finding.level is Level.ERROR or id(finding) in kept]


def _save(output: Path, text: str) -> None:
    """Written for the owner alone: a client list is the thing that must not leak."""
    from leakscan.files import write_private

    try:
        write_private(output, text.encode())
    except OSError as error:
        raise UsageError(f"{output} can't be written: {error.strerror or error}") from error


def _tell(imported: Imported, output: Path) -> None:
    if imported.crm:
        say(f"recognised as an export of {imported.crm.capitalize()}")
    for heading, column in imported.mapped.items():
        say(f"  {heading} -> {column}")
    if imported.left_out:
        warn(f"left out: {', '.join(imported.left_out)}; take one in with --map 'HEADING=COLUMN'")
    for heading in imported.reading.columns.ignored:
        warn(f"{heading} is neither a known column nor a figure; it was written but will be ignored")
    write(f"{count(len(imported.reading.watchlist), 'client')} written to {output}")
    say(f"next: leakscan watchlist check {output}")
