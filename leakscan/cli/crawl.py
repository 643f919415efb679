"""`leakscan crawl`: visit the sources of leakscan.toml, screen what they bring, keep the hits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli.console import fail, say, warn, write
from leakscan.cli.options import ClusterOption, InsecureOption, WorkspaceOption, access_to
from leakscan.errors import UnknownNameError, UsageError
from leakscan.model import Severity
from leakscan.saying import count

if TYPE_CHECKING:
    from leakscan.cluster import Access, Cluster
    from leakscan.config import SourceConfig
    from leakscan.crawl.result import Visited
    from leakscan.model import Hit, Watchlist
    from leakscan.workspace import Workspace

app = typer.Typer()


@app.command("crawl")
def crawl(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE]...", help="Sources of leakscan.toml; by default all that are enabled."),
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Sources that are switched off too.")] = False,
    due: Annotated[
        bool, typer.Option("--due", help="Only those whose `every` has passed; no other in quiet hours.")
    ] = False,
    scheduled: Annotated[
        bool, typer.Option("--scheduled", hidden=True, help="The sources are named by leakscan watch: insist on none.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="New hits as JSON lines.")] = False,
    fail_on: Annotated[
        Severity | None,
        typer.Option(
            "--fail-on", help="Exit 1 from this severity on; by default as leakscan.toml says.", show_default=False
        ),
    ] = None,
    log: Annotated[
        Path | None,
        typer.Option("--log", help="Append the log to this file; JSON lines if it ends in .jsonl.", show_default=False),
    ] = None,
    cluster: ClusterOption = None,
    insecure: InsecureOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Visit sources, screen what they bring, and keep the hits.

    Fit for cron as it stands: one run at a time, new hits on stdout, the rest on stderr. With --cluster the visits are
    made by the workers of a Dask cluster, and what they bring is screened and kept here.

    Example: leakscan crawl --due --log crawl.log
    """
    from leakscan.workspace import find_workspace

    place = find_workspace(workspace)
    sources = _chosen(place, names or [], everything=everything)
    if due:
        sources = _due(place, sources)
    if not sources:
        say("no source is due")
        raise typer.Exit(_deliver(place))
    threshold = fail_on or place.config.thresholds.fail_on
    insist = bool(names) and not (due or scheduled)  # whoever names a source wants it, even if it refused before
    access = access_to(cluster, insecure, place) if cluster else None
    raise typer.Exit(_run(place, sources, threshold, log=log, as_json=as_json, insist=insist, access=access))


def _run(
    place: Workspace,
    sources: Mapping[str, SourceConfig],
    fail_on: Severity,
    *,
    log: Path | None,
    as_json: bool,
    insist: bool,
    access: Access | None,
) -> int:
    from leakscan.crawl.run import crawl as crawl_sources
    from leakscan.crawl.self_test import PASSED
    from leakscan.screening import compile_index

    index = compile_index(place.watchlists(), place.cache)
    with _working(access) as cluster:
        crawled = crawl_sources(
            place, sources, index, fail_on=fail_on, log=log, told=_tell, tested=True, insist=insist, cluster=cluster
        )
    _show(crawled.hits, place.config.thresholds.min_severity, as_json=as_json)
    if crawled.self_test != PASSED:
        fail(f"the self-test failed: {crawled.self_test}; whatever this run did not find proves nothing")
    for problem in crawled.untold:
        fail(f"an alert was not delivered: {problem}; see: leakscan alert list")
    dark = [visited.source for visited in crawled.visits if not visited.whole]
    if dark:
        fail(
            f"incomplete: {len(dark)} of {len(crawled.visits)} sources ({', '.join(dark)}); "
            "silence there proves nothing"
        )
    _say_rescreen(place, list(index.watchlists.values()))
    _write_metrics(place)
    say(f"run {crawled.run}: {len(crawled.hits)} new hits; more: leakscan hits list, leakscan runs show {crawled.run}")
    return crawled.exit_status(fail_on)


def _write_metrics(place: Workspace) -> None:
    textfile = place.config.metrics.textfile
    if textfile is None:
        return
    from leakscan.schedule.textfile import told, write_textfile
    from leakscan.store import open_store

    with open_store(place.database) as store:
        write_textfile(place.root / textfile, told(place, store, datetime.now(UTC)))


def _working(access: Access | None) -> AbstractContextManager[Cluster | None]:
    if access is None:
        return nullcontext()
    from leakscan.cluster import connected

    return connected(access, say)


def _deliver(place: Workspace) -> int:
    """What earlier runs left in the outbox; 3 where it can't be delivered."""
    from leakscan.alerts.courier import courier
    from leakscan.cli.telling import told

    with courier(place) as messenger:
        pass
    return told(messenger)


def _say_rescreen(place: Workspace, watchlists: list[Watchlist]) -> None:
    from leakscan.schedule.rescreen import is_due
    from leakscan.store import open_store

    with open_store(place.database) as store:
        changed = [watchlist.name for watchlist in watchlists if is_due(store, watchlist)]
    if changed:
        warn(f"{', '.join(changed)} changed since documents were kept; screen them again: leakscan rescreen")


def _tell(visited: Visited) -> None:
    """One source's line, as soon as it has ended."""
    counts = ", ".join(
        (count(visited.pages, "page"), count(visited.documents, "document"), count(len(visited.hits), "new hit"))
    )
    line = f"{visited.source}: {visited.health} ({counts}): {visited.detail}"
    say(line, style=None if visited.whole else "yellow")
    if visited.gap:
        warn(f"{visited.source}: not covered: {visited.gap}")
    for problem in visited.problems[:5]:
        warn(f"{visited.source}: {problem}")
    if len(visited.problems) > 5:
        warn(f"{visited.source}: and {len(visited.problems) - 5} more problems")


def _show(hits: Sequence[Hit], floor: Severity, *, as_json: bool) -> None:
    from leakscan.output.formats import Style, renderer

    shown = hits if as_json else [hit for hit in hits if hit.assessment.severity.rank >= floor.rank]
    for line in renderer("jsonl" if as_json else "table")(shown, Style()):
        write(line)


def _chosen(place: Workspace, names: Sequence[str], *, everything: bool) -> dict[str, SourceConfig]:
    known = place.config.source
    if not known:
        raise UsageError(f'{place.root / "leakscan.toml"} has no source; add [source.NAME] with spider = "…"')
    for name in names:
        if name not in known:
            raise UnknownNameError(f"no source {name!r}; there are: {', '.join(sorted(known))}")
    if names:
        return {name: known[name] for name in dict.fromkeys(names)}
    return {name: source for name, source in known.items() if source.enabled or everything}


def _due(place: Workspace, sources: Mapping[str, SourceConfig]) -> dict[str, SourceConfig]:
    from leakscan.quiet import quiet_until
    from leakscan.schedule.due import PAST, when_due
    from leakscan.store import open_store

    now = datetime.now(UTC)
    if until := quiet_until(now, place.config.schedule.quiet, place.config.schedule.zone):
        say(f"quiet until {until:%Y-%m-%d %H:%M} UTC")
        return {}
    with open_store(place.database) as store:
        plans = [when_due(name, source, store.visits(name, PAST), now) for name, source in sources.items()]
    return {due.source: sources[due.source] for due in plans if due.ripe <= now}
