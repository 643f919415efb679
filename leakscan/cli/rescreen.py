"""`leakscan rescreen`: screen kept documents again after a watchlist has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli.console import say, warn, write
from leakscan.cli.options import WorkspaceOption

if TYPE_CHECKING:
    from leakscan.alerts.courier import Courier
    from leakscan.model import Watchlist
    from leakscan.schedule.rescreen import Rescreened
    from leakscan.schedule.signals import Signals
    from leakscan.store import Store
    from leakscan.workspace import Workspace

app = typer.Typer()


@app.command("rescreen")
def rescreen(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WATCHLIST]...", help="By default those that changed since documents were screened."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="New hits as JSON lines.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Screen kept documents again: a client added today may have leaked last year.

    Documents with a hit are always kept; keep = "text" in a source's settings keeps the text of all the others too.
    Stopped or killed, it goes on from there the next time. leakscan watch does this by itself when nothing is due.

    Example: leakscan rescreen acme
    """
    from leakscan.alerts.courier import courier
    from leakscan.cli.telling import told
    from leakscan.crawl.lock import only_one
    from leakscan.schedule.signals import Signals
    from leakscan.store import open_store
    from leakscan.workspace import find_workspace

    place = find_workspace(workspace)
    asked = names or []
    for name in asked:
        place.watchlist_path(name)  # says so if there is none of that name
    watchlists = place.watchlists()  # all of them: a hit is assessed beside those that may explain it better
    lock = only_one(place.root / "leakscan.rescreen.lock", "rescreening")
    with lock, open_store(place.database) as store, Signals() as signals, courier(place) as messenger:
        status = _each(place, store, watchlists, signals, asked, messenger, as_json=as_json)
    raise typer.Exit(max(status, told(messenger)))


def _each(
    place: Workspace,
    store: Store,
    watchlists: list[Watchlist],
    signals: Signals,
    asked: list[str],
    messenger: Courier,
    *,
    as_json: bool,
) -> int:
    from leakscan.schedule.rescreen import is_due
    from leakscan.schedule.rescreen import rescreen as screen_again
    from leakscan.screening import compile_index

    chosen = [watchlist for watchlist in watchlists if (watchlist.name in asked if asked else is_due(store, watchlist))]
    if not chosen:
        say("no watchlist has changed since documents were kept")
        return 0
    index = compile_index(watchlists, place.cache)
    status = 0
    for watchlist in chosen:
        done = screen_again(store, place.evidence, watchlist, index, lambda: signals.stopping, messenger)
        _tell(watchlist, done)
        status = max(status, _shown(place, done, as_json=as_json))
    return status


def _tell(watchlist: Watchlist, done: Rescreened) -> None:
    for problem in done.problems[:5]:
        warn(problem)
    if len(done.problems) > 5:
        warn(f"and {len(done.problems) - 5} more problems: leakscan runs show {done.run}")
    ended = "stopped; it goes on from there the next time" if done.stopped else "done"
    say(f"{watchlist.name}: {done.documents} kept documents screened again, {len(done.hits)} new hits; {ended}")


def _shown(place: Workspace, done: Rescreened, *, as_json: bool) -> int:
    from leakscan.output.formats import Style, renderer

    thresholds = place.config.thresholds
    shown = [h for h in done.hits if as_json or h.assessment.severity.rank >= thresholds.min_severity.rank]
    for line in renderer("jsonl" if as_json else "table")(shown, Style()):
        write(line)
    if not done.whole:
        return 3
    return int(any(hit.assessment.severity.rank >= thresholds.fail_on.rank for hit in done.hits))
