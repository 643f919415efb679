"""`leakscan scan`: look for client lists in files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli.console import fail, messages, say, warn, write
from leakscan.cli.options import WorkspaceOption
from leakscan.errors import UsageError, WorkspaceError
from leakscan.model import Hit, Severity

if TYPE_CHECKING:
    from leakscan.model import Watchlist
    from leakscan.output.formats import Style
    from leakscan.scan import Summary
    from leakscan.scan.keep import Keeper
    from leakscan.scan.run import Result
    from leakscan.workspace import Workspace

app = typer.Typer()

_SKIPPED_SHOWN = 10


Paths = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="Files, folders, archives, fsspec URLs; - is standard input.")
]
Lists = Annotated[
    list[str] | None,
    typer.Option(
        "--watchlist",
        metavar="FILE-OR-NAME",
        help="A client list's file, or its name in leakscan.toml; repeatable. By default all of the workspace's.",
        show_default=False,
    ),
]
Format = Annotated[str, typer.Option("--format", help="table, jsonl, json, csv or sarif.")]
NoStore = Annotated[bool, typer.Option("--no-store", help="Print hits and keep nothing.")]
Database = Annotated[
    Path | None,
    typer.Option("--db", help="Keep hits in this database instead of the workspace's.", show_default=False),
]
FailOn = Annotated[
    Severity | None,
    typer.Option(
        "--fail-on", help="Exit with 1 from this severity on; else the workspace's, else medium.", show_default=False
    ),
]
MinSeverity = Annotated[
    Severity | None,
    typer.Option(
        "--min-severity", help="Print hits from here on: the table from low, the others all.", show_default=False
    ),
]
Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes to work in.")]
Names = Annotated[bool, typer.Option("--names", help="Show clients' names in table, csv and sarif too.")]


@app.command("scan")
def scan(
    paths: Paths,
    *,
    watchlist: Lists = None,
    output: Format = "table",
    no_store: NoStore = False,
    db: Database = None,
    fail_on: FailOn = None,
    min_severity: MinSeverity = None,
    workers: Workers = 1,
    names: Names = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Look for your client lists in files, folders, archives and standard input.

    Results go to stdout, everything else to stderr. Exit status: 0 nothing at or above --fail-on, 1 hits, 2 usage,
    3 something could not be read, whatever else was found.

    Example: leakscan scan dumps/ --watchlist clients.csv --no-store --format jsonl
    """
    from leakscan.output.formats import renderer
    from leakscan.scan import Summary, scan_paths
    from leakscan.screening import compile_index

    render = renderer(output)
    place = _place(workspace, watchlist or [], no_store, db)
    lists = _watchlists(watchlist or [], place)
    keeper = _keeper(no_store, db, place)
    index = compile_index(lists, _cache(place, watchlist or []))
    limits = place.config.thresholds if place else None
    floor = min_severity or (limits.min_severity if limits else Severity.LOW)
    summary = Summary()
    with keeper:
        own = _own(place, db, watchlist or [])  # the store's files are there by now
        results = scan_paths(paths, index, workers=workers, own=own)
        hits = _hits(results, summary, keeper, _shows_progress(output))
        everything = min_severity is None and output != "table"
        shown = (hit for hit in hits if everything or hit.assessment.severity.rank >= floor.rank)
        _safe_stdout()
        for line in render(shown, _style(names)):
            write(line)
        status = summary.exit_status(fail_on or (limits.fail_on if limits else Severity.MEDIUM))
        keeper.finish(summary, status)
    _tell(summary)
    raise typer.Exit(status)


def _place(named: Path | None, chosen: list[str], no_store: bool, db: Path | None) -> Workspace | None:
    """The workspace, where one is there or needed."""
    from leakscan.workspace import find_workspace

    missing = [name for name in chosen if not Path(name).is_file()]
    try:
        return find_workspace(named)
    except WorkspaceError as error:
        if named is not None or not chosen:
            raise
        if missing:
            raise UsageError(
                f"--watchlist {missing[0]}: no such file, and as a name it needs a workspace: {error}"
            ) from error
        if no_store or db:
            return None
        raise WorkspaceError(f"{error}; or keep nothing (--no-store), or name a database (--db hits.db)") from error


def _cache(place: Workspace | None, named: list[str]) -> Path | None:
    """Where the compiled watchlists may be kept; nowhere if one of them is encrypted on disk."""
    return place.cache if place and not any(name.endswith(".age") for name in named) else None


def _watchlists(chosen: list[str], place: Workspace | None) -> list[Watchlist]:
    """The lists to look for: files are read, other words are names in leakscan.toml."""
    from leakscan.watchlist import load_watchlist

    if not chosen and place:
        return place.watchlists()
    lists = []
    for name in chosen:
        if Path(name).is_file():
            lists.append(load_watchlist(Path(name)))
        elif place and name in place.config.watchlist:
            lists += place.watchlists([name])
        else:
            known = ", ".join(sorted(place.config.watchlist)) if place else "no workspace is in use"
            raise UsageError(f"--watchlist {name}: neither a file nor a name in leakscan.toml ({known})")
    twice = {one.name for one in lists if sum(one.name == other.name for other in lists) > 1}
    if twice:
        raise UsageError(f"two watchlists are called {', '.join(sorted(twice))}; rename one of the files")
    return lists


def _keeper(no_store: bool, db: Path | None, place: Workspace | None) -> Keeper:
    from leakscan.scan.keep import Keeper

    if no_store and db:
        raise UsageError("--no-store keeps nothing and --db keeps it elsewhere; give one of them")
    if no_store or (place is None and db is None):
        return Keeper(None, None)
    return Keeper(db or (place.database if place else None), None if db or place is None else place.evidence)


def _own(place: Workspace | None, db: Path | None, chosen: list[str]) -> frozenset[tuple[int, int]]:
    """What is left out when a folder that holds it is scanned: the store, the evidence, the lists themselves."""
    from leakscan.scan import identities

    files = [Path(name) for name in chosen]
    for base in [db] if db else []:
        files += [base, *(base.with_name(base.name + tail) for tail in ("-wal", "-shm", ".lock"))]
    if place:
        base = place.database
        files += [base, *(base.with_name(base.name + tail) for tail in ("-wal", "-shm", ".lock")), place.evidence]
        lists = (place.watchlist_paths(name) for name in place.config.watchlist)
        files += [place.root / "leakscan.toml", *chain.from_iterable(lists)]
    return identities(files)


def _hits(results: Iterator[Result], summary: Summary, keeper: Keeper, progress: bool) -> Iterator[Hit]:
    """The hits of the results, each kept and counted before it is handed on."""
    from contextlib import nullcontext

    from leakscan.examine import Examination

    with messages().status("reading") if progress else nullcontext() as status:
        for result in results:
            summary.add(result)
            if status is not None and summary.documents % 16 == 0:
                status.update(f"{summary.documents} documents read, {sum(summary.hits.values())} hits")
            if isinstance(result, Examination):
                keeper.keep(result)
                yield from result.hits


def _shows_progress(output: str) -> bool:
    """Only on a terminal, and never among lines that are being printed there."""
    return sys.stderr.isatty() and (output == "table" or not sys.stdout.isatty())


def _style(names: bool) -> Style:
    from shutil import get_terminal_size

    from leakscan.output.formats import Style

    terminal = sys.stdout.isatty()
    colour = terminal and "NO_COLOR" not in os.environ
    return Style(names=names, colour=colour, width=max(60, get_terminal_size((120, 24)).columns))


def _safe_stdout() -> None:
    """What the terminal's charset lacks is shown as its code instead of ending the scan."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")


def _tell(summary: Summary) -> None:
    """Problems in full, what was skipped in short, and the line that sums up."""
    for problem in summary.problems:
        fail(problem)
    for skipped in summary.skipped[:_SKIPPED_SHOWN]:
        say(f"skipped: {skipped}")
    if len(summary.skipped) > _SKIPPED_SHOWN:
        say(f"skipped: and {len(summary.skipped) - _SKIPPED_SHOWN} more")
    if not summary.documents:
        warn("nothing was read")
    say(summary.line())
