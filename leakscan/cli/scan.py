"""`leakscan scan`: look for client lists in files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli import scan_setup as setup
from leakscan.cli.console import say, write
from leakscan.cli.options import ClusterOption, InsecureOption, WorkspaceOption
from leakscan.cli.scan_estimate import announce, estimated
from leakscan.cli.scan_show import safe_stdout, shown_progress, style_of, tell
from leakscan.model import Severity
from leakscan.saying import count

if TYPE_CHECKING:
    from leakscan.scan import Summary

app = typer.Typer()

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
Alert = Annotated[bool, typer.Option("--alert", help="Send alerts too, as leakscan.toml says of [alerts].")]
Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes to work in.")]
Share = Annotated[
    str | None,
    typer.Option(
        "--shard", metavar="I/N", help="Read the Ith of N shares; join them: leakscan merge.", show_default=False
    ),
]
Restart = Annotated[bool, typer.Option("--restart", help="Begin anew where the same scan was killed before its end.")]
KeepFrom = Annotated[
    Severity,
    typer.Option("--keep-from", help="Only count hits below: of very many pages, very many mention a client."),
]
Base = Annotated[
    str | None,
    typer.Option(
        "--base",
        metavar="URL",
        help="What the lines of a wet.paths.gz are relative to; by default where the list is, else Common Crawl.",
        show_default=False,
    ),
]
Estimate = Annotated[bool, typer.Option("--estimate", help="Say how large it is and how long it takes, and end.")]
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
    shard: Share = None,
    cluster: ClusterOption = None,
    insecure: InsecureOption = False,
    restart: Restart = False,
    keep_from: KeepFrom = Severity.INFO,
    base: Base = None,
    estimate: Estimate = False,
    names: Names = False,
    alert: Alert = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Look for your client lists in files, folders, archives and standard input.

    Results go to stdout, everything else to stderr. Exit status: 0 nothing at or above --fail-on, 1 hits, 2 usage,
    3 something could not be read, whatever else was found. Killed, the same command goes on where it was.

    Example: leakscan scan dumps/ --watchlist clients.csv --no-store --format jsonl
    """
    from leakscan.cli.telling import told
    from leakscan.output.formats import renderer
    from leakscan.scan.job import Scan
    from leakscan.screening import compile_index

    render = renderer(output)
    processes = None if estimate else setup.processes_of(workers, cluster, paths)
    chosen = watchlist or []
    place = setup.place_of(workspace, chosen, no_store, db)
    lists = setup.watchlists_of(chosen, place)
    share = setup.share_of(shard, paths)
    if estimate:
        raise typer.Exit(estimated(paths, base, share, lists, workers))
    messenger = setup.messenger_of(place, elsewhere=no_store or db is not None) if alert else None
    announce(paths, base, share)
    access = setup.access_of(cluster, insecure, place, paths, workers)
    fatal = setup.fatal_of(place, fail_on, keep_from)
    floor = setup.floor_of(place, min_severity, output)
    keeper = setup.keeper_of(no_store, db, place, messenger, far=access is not None, floor=keep_from)
    with setup.working(processes, access) as engine, setup.delivering(messenger), keeper:
        index = compile_index(lists, setup.cache_of(place, chosen))
        work = Scan(paths, index, keeper, setup.own_files(place, db, chosen), share, base)  # the store's are there now
        _say_going_on(work.begin(anew=restart), work.summary)
        with shown_progress(output, work) as moved:
            shown = (hit for hit in work.hits(engine, moved) if hit.assessment.severity.rank >= floor.rank)
            safe_stdout()
            for line in render(shown, style_of(names)):
                write(line)
        status = work.summary.exit_status(fatal)
        keeper.finish(work.summary, status)
    tell(work.summary)
    raise typer.Exit(max(status, told(messenger)) if messenger else status)


def _say_going_on(run: int | None, done: Summary) -> None:
    if run is not None:
        parts = count(done.portions, "file or part of a file is", "files or parts of files are")
        held = f"{count(done.documents, 'document')}, {count(sum(done.hits.values()), 'hit')}"
        say(f"going on where run {run} ended: {parts} done ({held}); --restart begins anew")
