"""The base of the forum spiders: boards, lists of threads, threads, posts; every post once, and each edit of it.

A list says by a thread's state whether somebody wrote in it. A thread that is as it was costs nothing; one that
changed is read on from the page where the last visit stopped, and from its beginning if nothing there is known.
What a list names is committed as due with the list's page, so that a visit that ends early loses nothing: the next
one reads what is due, and goes on with each list where it was left. Since edits change no list, a few threads that
did not change are read again on each visit, those unread for longest first.

What its cursor says of lists and threads is in :mod:`leakscan.crawl.account`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import Response, TextResponse

from leakscan.crawl.account import Account
from leakscan.crawl.addresses import on_site, tidy
from leakscan.crawl.health import Finding
from leakscan.crawl.markup import Markup, Post, Thread
from leakscan.crawl.posted import PostedSpider, page_of
from leakscan.crawl.spider import MarkupChangedError, Page
from leakscan.crawl.visit import Visit
from leakscan.model import Document, Health

DEPTH = 50  # pages of a list that are read back in all
RECHECK = 10  # unchanged threads that a visit reads again
RECHECK_PAGES = 20  # pages of such a thread


class ForumSpider(PostedSpider):
    """One document a post. A spider declares its ``markup``, and overrides what its engine does otherwise.

    Options: ``depth`` (pages of each list to go back in all), ``recheck`` (unchanged threads that a visit reads again),
    ``timezone`` (the forum's, such as "Europe/Berlin", where its dates tell none and it keeps summer time).
    """

    kind = "page"
    remembers = "state and last page of each thread; id and hash of each post"
    _hidden = False

    def __init__(self, name: str | None = None, visit: Visit | None = None, **arguments: str) -> None:
        super().__init__(name, visit, **arguments)
        zone = self.option("timezone", "")
        if zone and isinstance(self.markup, Markup):
            self.markup = replace(self.markup, zone=_zone_of(zone))

    def first(self) -> Iterator[Request]:
        """Ask for the source's address, the index or a board; then for what is due, up to half of all requests."""
        self._account = Account(self.visit.cursor)
        self._met = {tidy(self.base, self.entrance())}  # boards of this visit by address, threads by key
        self._rechecks = self._share = self.option("recheck", RECHECK)
        yield self.ask(self.entrance(), self.read_list, listing=True)
        yield from self._ask_threads(self._account.due()[: self.order.max_pages // 2])

    def entrance(self) -> str:
        """The address to begin at; the source's, where the engine knows no better."""
        return self.base

    # --- lists

    def read_list(self, response: Response, page: int = 1, been: tuple[str, ...] = ()) -> Iterator[Any]:
        """Ask for the boards that a list names, the threads that changed, and the next page if it is wanted.

        Args:
            response: a page of a list, or the index.
            page: its number among those read of the list in all; 0 where all behind it was read before.
            been: addresses of the list's pages that led here, its first one first.
        """
        html = page_of(response)
        boards, threads = self._named(html)
        if not (boards or threads or self.markup.is_list(html)):
            raise MarkupChangedError("the page names neither boards nor threads")
        self.listed(len(threads))
        pages = (*been, tidy(response.url, response.url))
        name = f"l/{_place(pages[0])}"
        known = self.visit.cursor.get(name)
        page = page if been or known is None else 0
        changed = [thread for thread in threads if self._account.is_changed(thread)]
        any_new = any(thread.state or not self._account.known(thread) for thread in changed)
        later = self._later(html, page, pages, any_new=any_new)
        if threads:
            yield self._page(cursor=self._account.list_read(name, page, later, changed))
        yield from self._ask_boards(boards)
        yield from self._ask_threads(changed)
        yield from self._ask_again([thread for thread in threads if thread not in changed])
        if later:
            yield from self._ask_list(later, page and page + 1, pages)
        for url, number in (known or {}).values() if not been else ():
            yield from self._ask_list(url, number, pages)

    def read_board(self, response: Response) -> Iterator[Any]:
        """A list that another page named."""
        yield from self.read_list(response)
        self.listed(-1)  # it stood for its threads; without any, it is nothing

    def _later(self, html: TextResponse, page: int, pages: tuple[str, ...], *, any_new: bool) -> str | None:
        """The list's next page: where all behind was read before only as long as there is something new."""
        later = self._next_page(html, posts=False)
        wanted = page < self.option("depth", DEPTH) if page else any_new
        return later if later not in pages and wanted else None

    def _ask_list(self, url: str, page: int, pages: tuple[str, ...]) -> Iterator[Request]:
        if self._may_ask_more() and url not in self._met:
            self._met.add(url)
            yield self.ask(url, self.read_list, deeper=False, page=page, been=pages)

    def _ask_boards(self, boards: list[str]) -> Iterator[Request]:
        """Each board once, another one first on each visit, so that edits are looked for in all in turn."""
        new = [url for url in boards if url not in self._met]
        if new:
            self._share = max(1, self._rechecks // len(new))
        for url in _rotated(new, self._account.turn - 1):
            if self._may_ask_more():
                self._met.add(url)
                self.listed(1)  # until it turns out to be empty
                yield self.ask(url, self.read_board)

    # --- threads

    def _ask_threads(self, threads: list[Thread]) -> Iterator[Request]:
        for thread in threads:
            if f"t/{thread.key}" in self._met or not self._may_ask_more():
                continue
            self._met.add(f"t/{thread.key}")
            known = self._account.known(thread)
            page = known.get("page") if not known.get("tries") else None  # what failed once is begun anew
            half = bool(known.get("half"))
            url = page or thread.url
            yield self.ask(url, self.read_thread, thread=thread, been=set(), resumed=bool(page), half=half)

    def _ask_again(self, threads: list[Thread]) -> Iterator[Request]:
        """Threads that did not change, from their beginning, for edits."""
        for thread in sorted(threads, key=lambda thread: self._account.known(thread).get("read", 0))[: self._share]:
            if f"t/{thread.key}" not in self._met and self._rechecks and self._may_ask_more():
                self._met.add(f"t/{thread.key}")
                self._rechecks -= 1
                yield self.ask(thread.url, self.read_thread, thread=thread, been=set(), again=True)

    async def read_thread(
        self,
        response: Response,
        thread: Thread,
        been: set[str],
        *,
        resumed: bool = False,
        half: bool = False,
        again: bool = False,
        since: datetime | None = None,
    ) -> AsyncIterator[Any]:
        """Keep what is new on a page of a thread, then go on; the thread is read with its last page.

        Args:
            response: the page.
            thread: what it is a page of.
            been: addresses of the thread's pages that this visit read.
            resumed: whether the page is where an earlier visit stopped.
            half: whether that visit had not come to the end, so that nothing on this page need be known.
            again: whether the thread did not change, and is read for edits.
            since: when the last post of the page before was posted, if this visit read that.
        """
        html = page_of(response)
        posts = {post.version: post for post in self.markup.posts(html)}
        if not posts and resumed:  # posts were deleted, so that the page which was the last is none any more
            yield self.ask(thread.url, self.read_thread, thread=thread, been=set())
            return
        if not posts and not self.markup.is_thread(html):
            raise MarkupChangedError("no posts on the page of a thread")
        self._note_hidden(response.url, posts.values())
        title = self.markup.title(html) or thread.title
        new = await self.visit.unseen(list(posts))
        shown = list(posts.values())
        fresh = dict.fromkeys((*(posts[version] for version in new), *self.moved(response.url, thread, shown)))
        documents = tuple(self.post_document(response.url, thread, post, title) for post in fresh)
        here = tidy(response.url, response.url)
        been.add(here)
        later = self._next_page(html, posts=True)
        gone = self.gone(response.url, thread, shown, last=later is None, since=since)
        if resumed and not half and posts and len(new) == len(posts) and here != thread.url:
            later, been = thread.url, set()  # nothing here was known: what lies before may not be either
        elif later in been or (again and len(been) >= RECHECK_PAGES):
            later = None
        yield self._page(documents, self._account.thread_read(thread, here, later, again=again), tuple(new), gone)
        if later and self._may_ask_more():
            since = shown[-1].posted_at if shown else since
            told: dict[str, Any] = {"thread": thread, "been": been, "again": again, "since": since}
            yield self.ask(later, self.read_thread, deeper=False, **told)

    def missed(self, found: Finding, **passed: Any) -> Iterator[Any]:
        """A thread that is withheld is asked for on a few visits more; what is gone, lists' pages too, on none."""
        thread: Thread | None = passed.get("thread")
        if passed.get("been") and thread is None and found.health is Health.GONE:
            yield self._page(cursor={f"l/{_place(passed['been'][0])}": {}})
        if thread is not None and passed.get("resumed") and found.health is Health.GONE:
            yield self.ask(thread.url, self.read_thread, thread=thread, been=set())  # posts were deleted: pages moved
            return
        if thread is None or passed.get("again") or found.health in {Health.RATE_LIMITED, Health.CHALLENGE}:
            return
        yield self._page(cursor=self._account.thread_missed(thread, gone=found.health is Health.GONE))

    # --- what they share

    def _named(self, page: TextResponse) -> tuple[list[str], list[Thread]]:
        """The boards and threads of a list that are the site's own."""
        boards, threads = self.markup.subordinate(page), self.markup.threads(page)
        printed = [*boards, *(thread.url for thread in threads)]
        addresses = on_site(page.url, printed, self.order.host)
        self.aliases |= {urlsplit(link).netloc.lower() for link in set(printed) - set(addresses)}
        own = {address for address in addresses if self.may_ask(urlsplit(address).hostname or "")}
        there = zip(threads, addresses[len(boards) :], strict=True)
        return (
            [address for address in addresses[: len(boards)] if address in own],
            [replace(thread, url=address) for thread, address in there if address in own],
        )

    def _page(
        self,
        documents: tuple[Document, ...] = (),
        cursor: dict[str, Any] | None = None,
        seen: tuple[str, ...] = (),
        gone: tuple[str, ...] = (),
    ) -> Page:
        """A page to commit; its cursor counts from now on in this visit too."""
        self._account.cursor.update(cursor or {})
        return Page(documents, cursor or {}, seen, gone)

    def _may_ask_more(self) -> bool:
        """Whether the visit's budget allows another request; what it does not is due on the next visit."""
        if self.visit.asked < self.order.max_pages:
            return True
        self.visit.note(
            f"the budget of {self.order.max_pages} pages a visit is spent (max_pages); the next one goes on"
        )
        return False

    def _note_hidden(self, url: str, posts: Iterable[Post]) -> None:
        if not self._hidden and any(post.hidden for post in posts):
            self._hidden = True
            self.visit.note(f"{url}: hidden-content: parts of posts are kept from this visitor (first met here)")


def _zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise CloseSpider(f'no time zone is called {name!r}: timezone = "Europe/Berlin", say') from error


def _place(url: str) -> str:
    """An address without its host, which may change while the forum stays."""
    parts = urlsplit(url)
    return parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")


def _rotated(items: list[str], by: int) -> list[str]:
    at = by % len(items) if items else 0
    return items[at:] + items[:at]
