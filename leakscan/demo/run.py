"""The demo itself: two sites come up, the real spiders crawl them, and what was found is held against the truth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leakscan.demo.cast import load_cast
from leakscan.demo.folder import configure, make_folder
from leakscan.demo.outcome import ALERT, Outcome, judge
from leakscan.demo.page import Page, Place
from leakscan.demo.pages import all_pages
from leakscan.demo.site.forum import ForumSite
from leakscan.demo.site.pastes import PasteSite
from leakscan.demo.site.server import serve
from leakscan.store import HitFilter, open_store

if TYPE_CHECKING:
    from leakscan.crawl.run import Crawled
    from leakscan.model import Hit
    from leakscan.workspace import Workspace

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Demo:
    """A finished demo: the run's number in the store, the outcome, and how many clients were looked for."""

    run: int
    outcome: Outcome
    clients: int


def run_demo(folder: Path, tell: Tell, *, paste_port: int = 0, forum_port: int = 0) -> Demo:
    """Make the workspace, serve the sites, crawl them, and judge. Once a process, since a crawl is.

    Args:
        folder: the workspace to make.
        tell: takes one line of progress at a time.
        paste_port: port of the paste site on 127.0.0.1; 0 is any free one.
        forum_port: port of the forum.

    Raises:
        LeakscanError: the folder can't be used, a port is taken, or the crawl could not begin.
    """
    cast = load_cast()
    make_folder(folder)
    pages = all_pages(cast)
    pastes = PasteSite([page for page in pages if page.place is Place.PASTES])
    forum = ForumSite([page for page in pages if page.place is Place.FORUM])
    with ExitStack() as stack:
        paste_base = stack.enter_context(serve(pastes, paste_port))
        forum_base = stack.enter_context(serve(forum, forum_port))
        tell(f"paste site {paste_base} with {len(pastes.pages)} pastes, forum {forum_base} with {forum.posts} posts")
        workspace = configure(folder, paste_base, forum_base, running=True)
        try:
            crawled = _crawl(workspace, tell)
        finally:
            configure(folder, paste_base, forum_base, running=False)
    addresses = {**pastes.addresses(paste_base), **forum.addresses(forum_base)}
    read = pastes.read_addresses(paste_base) | forum.read_addresses(forum_base)
    outcome = judge(addresses, _hits(workspace), read, _problems(crawled, addresses))
    return Demo(crawled.run, outcome, len(cast.watchlist))


def _crawl(workspace: Workspace, tell: Tell) -> Crawled:
    from leakscan.crawl.run import crawl
    from leakscan.screening import compile_index

    index = compile_index(workspace.watchlists(), workspace.cache)
    return crawl(
        workspace,
        workspace.config.source,
        index,
        kind="demo",
        fail_on=ALERT,
        log=workspace.root / "crawl.log",
        told=lambda visited: tell(f"{visited.source}: {visited.health}, {visited.documents} documents read"),
    )


def _hits(workspace: Workspace) -> list[Hit]:
    with open_store(workspace.database) as store:
        return [stored.hit for stored in store.hits(HitFilter())]


def _problems(crawled: Crawled, addresses: Mapping[str, Page]) -> list[str]:
    told = [
        f"{visited.source}: {visited.health}: {visited.detail}"
        + "".join(f"; {problem}" for problem in (*visited.problems, visited.gap) if problem)
        for visited in crawled.visits
        if not visited.whole
    ]
    documents = sum(visited.documents for visited in crawled.visits)
    if documents != len(addresses):
        told.append(f"{documents} documents were screened, but {len(addresses)} pages stand on the sites")
    return told
