"""`leakscan check`: the vendor's one command. Has this list surfaced, where, and how far can the answer be trusted?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli.console import fail, say, write
from leakscan.cli.options import WorkspaceOption
from leakscan.errors import UnknownNameError, WatchlistError, WorkspaceError
from leakscan.model import Hit, Severity
from leakscan.output.escape import printable
from leakscan.saying import count

if TYPE_CHECKING:
    from leakscan.config import Config, SourceConfig
    from leakscan.crawl.keyless import Choice
    from leakscan.crawl.result import Visited
    from leakscan.crawl.run import Crawled
    from leakscan.watchlist import Checked

app = typer.Typer()


@app.command("check")
def check(
    watchlist: Annotated[Path, typer.Argument(metavar="LIST", help="Your client list: CSV, XLSX or JSON lines.")],
    source: Annotated[
        list[str] | None,
        typer.Option("--source", help="Look at this source only; repeatable.", show_default=False),
    ] = None,
    log: Annotated[
        Path | None, typer.Option("--log", help="Append Scrapy's log to this file.", show_default=False)
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Say whether a client list has surfaced: read it, check it, visit every source that needs no key.

    Nothing is kept. Sources of the nearest workspace are visited too, from their beginning. Ends with 0 if the list was
    not found and every source could be read, 1 if it was found, 3 if a source could not be read.

    Example: leakscan check clients.csv
    """
    from leakscan.watchlist import check_file

    checked = check_file(watchlist)
    if not checked.usable:
        first = next(finding for finding in checked.findings if finding.level == "error")
        raise WatchlistError(
            f"{first.what}; all that is wrong: leakscan watchlist check {watchlist}",
            path=watchlist, row=first.row, column=first.column,
        )  # fmt: skip
    config = _config(workspace)
    choice = _choice(config, source or [])
    if not choice.visit:
        for line in _answer(watchlist, checked, (), choice):
            write(printable(line))
        fail("no source could be looked at, so this answers nothing; add sources to leakscan.toml (leakscan init)")
        raise typer.Exit(3)
    crawled = _look(checked, choice.visit, config, log)
    for line in [*_found(crawled.hits), *_answer(watchlist, checked, crawled.visits, choice)]:
        write(printable(line))
    raise typer.Exit(crawled.exit_status(config.thresholds.fail_on))


def _config(named: Path | None) -> Config:
    """The nearest workspace's configuration, or an empty one: the command works anywhere."""
    from leakscan.config import Config
    from leakscan.workspace import find_workspace

    try:
        return find_workspace(named).config
    except WorkspaceError:
        if named is not None:
            raise
        return Config()


def _choice(config: Config, wanted: Sequence[str]) -> Choice:
    from leakscan.crawl.keyless import Choice, keyless
    from leakscan.crawl.process import spiders

    choice = keyless(config.source, spiders())
    if not wanted:
        return choice
    for name in wanted:
        if name not in choice.visit:
            why = f"it needs {choice.left_out[name]}" if name in choice.left_out else "there is none of that name"
            raise UnknownNameError(f"source {name!r} can't be looked at: {why}")
    others = {name: "to be asked for: you named other sources" for name in choice.visit if name not in wanted}
    return Choice({name: choice.visit[name] for name in wanted}, {**choice.left_out, **others})


def _look(checked: Checked, sources: Mapping[str, SourceConfig], config: Config, log: Path | None) -> Crawled:
    """One crawl into a workspace that is gone afterwards; no cursor of an earlier one hides anything."""
    from leakscan.crawl.run import crawl
    from leakscan.screening import compile_index
    from leakscan.workspace import Workspace

    assert checked.watchlist is not None  # noqa: S101 - a usable list was read
    index = compile_index([checked.watchlist])
    say(f"looking at {', '.join(sources)} …")
    with TemporaryDirectory(prefix="leakscan-") as folder:
        place = Workspace(Path(folder), config)
        return crawl(place, sources, index, kind="check", fail_on=config.thresholds.fail_on, log=log, told=_tell)


def _tell(visited: Visited) -> None:
    say(
        f"{visited.source}: {visited.health}, {count(visited.documents, 'document')}",
        style=None if visited.whole else "yellow",
    )


def _found(hits: Sequence[Hit]) -> Iterator[str]:
    from leakscan.output.formats import Style, renderer

    surfaced = [hit for hit in hits if hit.assessment.severity.rank >= Severity.MEDIUM.rank]
    if surfaced:
        yield from renderer("table")(surfaced, Style())
        yield ""


def _answer(path: Path, checked: Checked, visits: Sequence[Visited], choice: Choice) -> Iterator[str]:
    hits = [hit for visited in visits for hit in visited.hits]
    surfaced = [hit for hit in hits if hit.assessment.severity.rank >= Severity.MEDIUM.rank]
    documents = sum(visited.documents for visited in visits)
    if surfaced:
        yield f"Your list HAS SURFACED: {len(surfaced)} of the {documents} documents looked at expose it (above)."
    elif documents:
        yield f"Your list was not found in the {documents} documents looked at."
    elif visits:
        yield "No document could be looked at, so nothing can be said of your list."
    if len(hits) > len(surfaced):
        yield f"Mentions: {len(hits) - len(surfaced)} more name clients of yours without being a list of them."
    yield ""
    yield "How far this can be trusted:"
    for visited in visits:
        yield f"  {_trust(visited)}"
    for needs in dict.fromkeys(choice.left_out.values()):
        names = [name for name, needed in choice.left_out.items() if needed == needs]
        yield f"  not looked at: {', '.join(names)}; needed: {needs}"
    yield f"  {_list_quality(path, checked)}"
    yield "  What is on no public page, or was deleted before today, no visit can find: watch on with leakscan crawl."


def _trust(visited: Visited) -> str:
    if visited.whole:
        return f"read: {visited.source}, {count(visited.documents, 'document')} on {count(visited.pages, 'page')}"
    why = visited.gap or (visited.detail if visited.health != "ok" else "; ".join(visited.problems[:2]))
    return f"NOT fully read: {visited.source} ({visited.health}), {count(visited.documents, 'document')}: {why}"


def _list_quality(path: Path, checked: Checked) -> str:
    clients = len(checked.watchlist) if checked.watchlist else 0
    warnings = sum(finding.level == "warning" for finding in checked.findings)
    if not warnings:
        return f"the list: {count(clients, 'client')}, nothing in it that would hide them"
    return f"the list: {count(clients, 'client')}, {count(warnings, 'warning')} (leakscan watchlist check {path})"
