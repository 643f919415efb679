"""`leakscan source`: what is crawled, how it fares, and how to add to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from leakscan.cli.console import say, warn, write
from leakscan.cli.options import WorkspaceOption
from leakscan.errors import UnknownNameError
from leakscan.model import iso
from leakscan.output.escape import one_line

if TYPE_CHECKING:
    from leakscan.store import Visit
    from leakscan.workspace import Workspace

app = typer.Typer(
    name="source", help="Sources: what is crawled, how it fares, and how to add to it.", no_args_is_help=True
)

TRIAL_PAGES = 20  # pages that `source test` asks for at most


@app.command("list")
def list_sources(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON lines.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List the sources of leakscan.toml with the health of their last visit.

    Example: leakscan source list
    """
    from leakscan.workspace import find_workspace

    place = find_workspace(workspace)
    rests = _rests(place)
    rows = [_row(name, place, visit, rests.get(name)) for name, visit in _last_visits(place).items()]
    if not rows:
        say(f"{place.root / 'leakscan.toml'} has no source; leakscan source spiders shows what there is to choose from")
    for line in map(json.dumps, rows) if as_json else _table(rows):
        write(line)


@app.command("spiders")
def list_spiders() -> None:
    """List the spiders that a source can name.

    Example: leakscan source spiders
    """
    from leakscan.crawl.process import spiders

    for name, spider in spiders().items():
        write(f"{name:<16}{one_line(spider.about)}")


@app.command("add")
def add_source(
    url: Annotated[str, typer.Argument(help="A page of the site: its front page, a board, a feed.")],
    name: Annotated[str | None, typer.Option("--name", help="The source's name; by default its host's.")] = None,
    spider: Annotated[
        str | None, typer.Option("--spider", help="The spider to use, if you know better than the page tells.")
    ] = None,
    every: Annotated[str, typer.Option("--every", help="How often to visit it, such as 30m or 6h.")] = "30m",
    proxy: Annotated[str | None, typer.Option("--proxy", help="The proxy to reach it by.")] = None,
    cookie: Annotated[str | None, typer.Option("--cookie", help="A reference to a session cookie: env:NAME …")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="The site may be inside your own network.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Look at a site once, tell which spider reads it and how sure that is, and write it into leakscan.toml.

    Example: leakscan source add https://forum.example/
    """
    from leakscan.cli.source_add import add

    settings = {"url": url, "every": every, "proxy": proxy, "cookie": cookie, "allow_private": allow_private or None}
    add(workspace, name, spider, {key: value for key, value in settings.items() if value is not None})


@app.command("new")
def new_source(
    name: Annotated[str, typer.Argument(help="The spider's name, which is its file's.")],
    url: Annotated[str, typer.Argument(help="The site's address.")] = "https://site.example/",
    engine: Annotated[str, typer.Option("--engine", help="What the site is like: paste, forum or api.")] = "paste",
) -> None:
    """Write a spider and saved pages, refusals too, whose tests fail until they are real, in a checkout of leakscan.

    Example: leakscan source new some_site --engine paste https://paste.example/
    """
    from leakscan.crawl.scaffold import checkout, write_spider

    root = checkout(Path.cwd())
    for path in write_spider(root, name, engine, url):
        write(str(path.relative_to(root)))
    say(f"now put what the site really answers in their place, and make this pass: pytest tests/spiders -k {name}")


@app.command("test")
def try_source(
    name: Annotated[str, typer.Argument(help="A source of leakscan.toml.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Visit one source without keeping anything, and say how it fares. Exit 0 if it was read, else 3.

    Example: leakscan source test pastebin
    """
    from leakscan.crawl.page import Memory
    from leakscan.crawl.rest import KEY as REST
    from leakscan.crawl.runner import Visits
    from leakscan.workspace import find_workspace

    place = find_workspace(workspace)
    if name not in place.config.source:
        raise UnknownNameError(f"no source {name!r}; there are: {', '.join(sorted(place.config.source)) or 'none yet'}")
    source = place.config.source[name]
    trial = source.model_copy(update={"max_pages": min(source.max_pages, TRIAL_PAGES)})
    memory = Memory(cursors={REST: _rests(place).get(name)})
    (visited,) = Visits({name: trial}, memory, place.config.contact, insist=True).run()
    write(
        f"{name}: {visited.health} ({visited.pages} pages, {visited.documents} documents): {one_line(visited.detail)}"
    )
    for document in [document for page in memory.pages for document in page.documents][:10]:
        seen = document.sighting
        write(f"  {iso(seen.posted_at) or '-':<22}{one_line(seen.title or '-')[:60]:<62}{one_line(seen.url or '')}")
    over_budget = [problem for problem in visited.problems if "budget of" in problem]
    for problem in visited.problems:
        warn(problem)
    raise typer.Exit(0 if visited.health == "ok" and len(over_budget) == len(visited.problems) else 3)


def _last_visits(place: Workspace) -> dict[str, Visit | None]:
    if not place.database.exists():
        return dict.fromkeys(place.config.source)
    from leakscan.store import open_store

    with open_store(place.database) as store:
        last = store.last_visits()
    return {name: last.get(name) for name in place.config.source}


def _rests(place: Workspace) -> dict[str, Any]:
    """What is remembered of each source that refused or asked to be left alone."""
    if not place.database.exists():
        return {}
    from leakscan.crawl.rest import KEY
    from leakscan.store import open_store

    with open_store(place.database) as store:
        return {name: store.cursor(name).get(KEY) for name in place.config.source}


def _row(name: str, place: Workspace, visit: Visit | None, told: Any) -> dict[str, Any]:
    from leakscan.crawl.rest import KEY, resting

    source, rest = place.config.source[name], resting({KEY: told})
    return {
        "source": name,
        "spider": source.spider,
        "url": source.url,
        "every": int(source.every.total_seconds()),
        "enabled": source.enabled,
        "last_visit": iso(visit.ended) if visit else None,
        "health": str(visit.health) if visit else None,
        "detail": visit.detail if visit else None,
        "gap": visit.gap if visit else None,
        "left_alone_until": iso(rest.until) if rest else None,
    }


def _table(rows: list[dict[str, Any]]) -> list[str]:
    head = ("SOURCE", "SPIDER", "EVERY", "LAST VISIT", "HEALTH", "URL")
    cells = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    seconds = row["every"]
    unit, size = next(
        (unit, size) for unit, size in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)) if seconds % size == 0
    )
    health = (row["health"] or "-") + (" (gap)" if row["gap"] else "")
    if row["left_alone_until"]:
        health += f" (left alone until {row['left_alone_until']})"
    every = f"{seconds // size}{unit}" if row["enabled"] else "off"
    plain = (row["source"], row["spider"], every, row["last_visit"] or "never", health, row["url"] or "-")
    return tuple(one_line(cell) for cell in plain)
