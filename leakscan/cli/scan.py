"""`leakscan scan`: look for client lists in files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli import scan_setup as setup
from leakscan.cli.console import say, write
from leakscan.cli.options import WorkspaceOption
from leakscan.cli.scan_show import safe_stdout, shown_progress, style_of, tell
from leakscan.model import Hit, Severity

if TYPE_CHECKING:
    from leakscan.scan import Summary
    from leakscan.scan.examined import Result
    from leakscan.scan.keep import Keeper
    from leakscan.scan.marks import Marks
    from leakscan.scan.portion import Portion, Shard
    from leakscan.scan.workers import Engine
    from leakscan.screening import Index

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
Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes to work in.")]
Share = Annotated[
    str | None,
    typer.Option(
        "--shard", metavar="I/N", help="Read the Ith of N shares; join them: leakscan merge.", show_default=False
    ),
]
Restart = Annotated[bool, typer.Option("--restart", help="Begin anew where the same scan was killed before its end.")]
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
    restart: Restart = False,
    names: Names = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Look for your client lists in files, folders, archives and standard input.

    Results go to stdout, everything else to stderr. Exit status: 0 nothing at or above --fail-on, 1 hits, 2 usage,
    3 something could not be read, whatever else was found. Killed, the same command goes on where it was.

    Example: leakscan scan dumps/ --watchlist clients.csv --no-store --format jsonl
    """
    from leakscan.output.formats import renderer
    from leakscan.scan import Summary
    from leakscan.scan.marks import job_of
    from leakscan.screening import compile_index

    render = renderer(output)
    engine = setup.engine_of(workers)
    chosen = watchlist or []
    place = setup.place_of(workspace, chosen, no_store, db)
    lists = setup.watchlists_of(chosen, place)
    share = setup.share_of(shard, paths)
    keeper = setup.keeper_of(no_store, db, place)
    index = compile_index(lists, setup.cache_of(place, chosen))
    limits = place.config.thresholds if place else None
    floor = min_severity or (limits.min_severity if limits else Severity.LOW)
    summary = Summary()
    with keeper:
        own = setup.own_files(place, db, chosen)  # the store's files are there by now
        marks = keeper.begin(job_of(paths, lists, share), {one.name: one.digest for one in lists}, anew=restart)
        results = _results(_portions(paths, own, share, marks), index, keeper, marks, engine)
        with shown_progress(output, summary, paths, own, share) as moved:
            hits = _hits(results, summary, keeper, marks, moved)
            everything = min_severity is None and output != "table"
            shown = (hit for hit in hits if everything or hit.assessment.severity.rank >= floor.rank)
            safe_stdout()
            for line in render(shown, style_of(names)):
                write(line)
        status = summary.exit_status(fail_on or (limits.fail_on if limits else Severity.MEDIUM))
        keeper.finish(summary, status)
    tell(summary)
    raise typer.Exit(status)


def _portions(
    paths: list[str], own: frozenset[tuple[int, int]], share: Shard | None, marks: Marks | None
) -> Iterator[Portion]:
    """What is left to read, of this share."""
    from leakscan.scan import plan

    for portion in plan(paths, own):
        if (share is None or share.holds(portion)) and not (marks and marks.is_done(portion)):
            yield portion


def _results(
    portions: Iterator[Portion], index: Index, keeper: Keeper, marks: Marks | None, engine: Engine | None
) -> Iterator[list[Result]]:
    from leakscan.scan import scan_portions

    begun = marks.begun if marks else lambda _: 0
    return scan_portions(portions, index, keeper.keeping, engine, begun)


def _hits(
    results: Iterator[list[Result]],
    summary: Summary,
    keeper: Keeper,
    marks: Marks | None,
    moved: Callable[[], None],
) -> Iterator[Hit]:
    """The hits of an earlier attempt, then those of the results, each kept and counted before it is handed on."""
    from leakscan.scan.examined import Examined

    if marks and marks.run is not None:
        _say_going_on(marks)
        vars(summary).update(vars(marks.earlier))
        yield from keeper.earlier_hits()
    for group in results:
        for result in group:
            summary.add(result)
        keeper.keep(group)
        moved()
        yield from (hit for result in group if isinstance(result, Examined) for hit in result.hits)


def _say_going_on(marks: Marks) -> None:
    done = marks.earlier
    say(
        f"going on where run {marks.run} ended: {done.portions:,} files or parts of files are done "
        f"({done.documents:,} documents, {sum(done.hits.values()):,} hits); --restart begins anew"
    )
