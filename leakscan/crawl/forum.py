"""The base of the forum spiders: boards, lists of threads, threads, posts; every post once, and each edit of it.

A list says by a thread's state whether somebody wrote in it. A thread that is as it was costs nothing; one that
changed is read on from the page where the last visit stopped, and from its beginning if nothing there is known.
What a list names is committed as due with the list's page, so that a visit that ends early loses nothing: the next
one reads what is due, and goes on with each list where it was left. Since edits change no list, a few threads that
did not change are read again on each visit, those unread for longest first.

The cursor: ``visit`` counts visits; ``l/LIST`` holds the next pages to read of a list, near its ``head`` and in the
``rest`` that no visit has seen; ``t/THREAD`` the ``page`` reached, the ``state`` read and the visit that ``read`` it,
and what it takes to ask for it as long as it is due (``half``: its next page is, not its last).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse

from leakscan.crawl.addresses import tidy
from leakscan.crawl.health import Finding
from leakscan.crawl.markup import Post, Reader, Thread
from leakscan.crawl.spider import MarkupChangedError, Page, SourceSpider
from leakscan.crawl.structure.paging import next_page
from leakscan.model import Document, Health

DEPTH = 50  # pages of a list that are read back in all
RECHECK = 10  # unchanged threads that a visit reads again
RECHECK_PAGES = 20  # pages of such a thread
TRIES = 4  # visits that ask for a thread which is due, before they wait until somebody writes in it


class ForumSpider(SourceSpider):
    """One document a post. A spider declares its ``markup``, and overrides what its engine does otherwise.

    Options: ``depth`` (pages of each list to go back in all), ``recheck`` (unchanged threads that a visit reads again).
    """

    kind = "page"
    remembers = "state and last page of each thread; id and hash of each post"
    markup: ClassVar[Reader]
    _hidden = False

    def first(self) -> Iterator[Request]:
        """Ask for the source's address, the index or a board; then for what is due, up to half of all requests."""
        self._cursor = dict(self.visit.cursor)
        self._turn = int(self._cursor.get("visit", 0)) + 1
        self._met = {tidy(self.base, self.entrance())}  # boards of this visit by address, threads by key
        self._rechecks = self._share = self.option("recheck", RECHECK)
        yield self.ask(self.entrance(), self.read_list, listing=True)
        due = [(key[2:], known) for key, known in self._cursor.items() if key.startswith("t/") and "url" in known]
        for key, known in due[: self.order.max_pages // 2]:
            yield from self._ask_threads([Thread(key, known["url"], known["title"], known["want"])])

    def entrance(self) -> str:
        """The address to begin at; the source's, where the engine knows no better."""
        return self.base

    def permalink(self, url: str, thread: Thread, post: Post) -> str:
        """Where a person finds the post, given the page it was found on."""
        return f"{tidy(url, url)}#{post.anchor}"

    # --- lists

    def read_list(self, response: Response, page: int = 1, been: tuple[str, ...] = ()) -> Iterator[Any]:
        """Ask for the boards that a list names, the threads that changed, and the next page if it is wanted.

        Args:
            response: a page of a list, or the index.
            page: its number among those read of the list in all; 0 where all behind it was read before.
            been: addresses of the list's pages that led here, its first one first.
        """
        html = _page_of(response)
        boards, threads = self.markup.subordinate(html), self.markup.threads(html)
        if not (boards or threads or self.markup.is_list(html)):
            raise MarkupChangedError("the page names neither boards nor threads")
        self.listed(len(threads))
        pages = (*been, tidy(response.url, response.url))
        name = f"l/{_place(pages[0])}"
        known = self.visit.cursor.get(name)
        page = page if been or known is None else 0
        changed = [thread for thread in threads if self._is_changed(thread)]
        any_new = any(thread.state or not self._known(thread) for thread in changed)
        later = self._later(html, page, pages, any_new=any_new)
        if threads:
            yield self._list_read(name, page, later, changed)
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
        later = self._next(html, posts=False)
        wanted = page < self.option("depth", DEPTH) if page else any_new
        return later if later not in pages and wanted else None

    def _list_read(self, name: str, page: int, later: str | None, changed: list[Thread]) -> Page:
        """What is true once a page of a list is read: where to go on, and which threads are due."""
        left = {**self._cursor.get(name, {})}
        left.pop("rest" if page else "head", None)
        if later:
            left["rest" if page else "head"] = [later, page and page + 1]
        return self._page(cursor={"visit": self._turn, name: left, **dict(map(self._due, changed))})

    def _ask_list(self, url: str, page: int, pages: tuple[str, ...]) -> Iterator[Request]:
        if self._may_ask_more() and url not in self._met:
            self._met.add(url)
            yield self.ask(url, self.read_list, deeper=False, page=page, been=pages)

    def _ask_boards(self, boards: list[str]) -> Iterator[Request]:
        """Each board once, another one first on each visit, so that edits are looked for in all in turn."""
        new = [url for url in boards if url not in self._met and self.may_ask(urlsplit(url).hostname or "")]
        if new:
            self._share = max(1, self._rechecks // len(new))
        for url in _rotated(new, self._turn - 1):
            if self._may_ask_more():
                self._met.add(url)
                self.listed(1)  # until it turns out to be empty
                yield self.ask(url, self.read_board)

    # --- threads

    def _known(self, thread: Thread) -> dict[str, Any]:
        return self._cursor.get(f"t/{thread.key}") or {}

    def _is_changed(self, thread: Thread) -> bool:
        return not thread.state or self._known(thread).get("state") != thread.state

    def _due(self, thread: Thread) -> tuple[str, dict[str, Any]]:
        """The cursor's entry of a thread to read; one that is due for the same reason keeps its account."""
        known = self._known(thread)
        tries = known.get("tries", 0) if known.get("want") == thread.state else 0
        wanted = {"url": thread.url, "title": thread.title, "want": thread.state, "tries": tries}
        return f"t/{thread.key}", {**known, **wanted}

    def _ask_threads(self, threads: list[Thread]) -> Iterator[Request]:
        for thread in threads:
            if f"t/{thread.key}" in self._met or not self._may_ask_more():
                continue
            self._met.add(f"t/{thread.key}")
            known = self._known(thread)
            page = known.get("page") if not known.get("tries") else None  # what failed once is begun anew
            half = bool(known.get("half"))
            url = page or thread.url
            yield self.ask(url, self.read_thread, thread=thread, been=set(), resumed=bool(page), half=half)

    def _ask_again(self, threads: list[Thread]) -> Iterator[Request]:
        """Threads that did not change, from their beginning, for edits."""
        for thread in sorted(threads, key=lambda thread: self._known(thread).get("read", 0))[: self._share]:
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
    ) -> AsyncIterator[Any]:
        """Keep what is new on a page of a thread, then go on; the thread is read with its last page.

        Args:
            response: the page.
            thread: what it is a page of.
            been: addresses of the thread's pages that this visit read.
            resumed: whether the page is where an earlier visit stopped.
            half: whether that visit had not come to the end, so that nothing on this page need be known.
            again: whether the thread did not change, and is read for edits.
        """
        html = _page_of(response)
        posts = {post.version: post for post in self.markup.posts(html)}
        if not posts and not self.markup.is_thread(html):
            raise MarkupChangedError("no posts on the page of a thread")
        self._note_hidden(response.url, posts.values())
        title = self.markup.title(html) or thread.title
        new = await self.visit.unseen(list(posts))
        fresh = [posts[version] for version in new]
        documents = tuple(self._document(self.permalink(response.url, thread, post), title, post) for post in fresh)
        here = tidy(response.url, response.url)
        been.add(here)
        later = self._next(html, posts=True)
        if resumed and not half and posts and len(new) == len(posts) and here != thread.url:
            later, been = thread.url, set()  # nothing here was known: what lies before may not be either
        elif later in been or (again and len(been) >= RECHECK_PAGES):
            later = None
        yield self._page(documents, self._reached(thread, here, later, again=again), tuple(new))
        if later and self._may_ask_more():
            yield self.ask(later, self.read_thread, deeper=False, thread=thread, been=been, again=again)

    def _reached(self, thread: Thread, here: str, later: str | None, *, again: bool) -> dict[str, Any]:
        """The cursor's entry of a thread once a page of it is read; looking for edits moves no page."""
        known = self._known(thread)
        page = known.get("page", here) if again else here
        if later:
            return {} if again else {f"t/{thread.key}": {**known, "page": later, "half": True}}
        return {f"t/{thread.key}": {"page": page, "state": thread.state, "read": self._turn}}

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
        _, due = self._due(thread)
        due["tries"] += 1
        if found.health is Health.GONE or due["tries"] >= TRIES:
            due = {"state": thread.state, "read": self._turn}
        yield self._page(cursor={f"t/{thread.key}": due})

    # --- what they share

    def _next(self, html: TextResponse, *, posts: bool) -> str | None:
        """The next page as the engine has it, else as pagers commonly look: a changed layout must cut nothing off."""
        found = self.markup.later(html, posts=posts)
        return found or (next_page(html) if isinstance(html, HtmlResponse) else None)

    def _page(
        self, documents: tuple[Document, ...] = (), cursor: dict[str, Any] | None = None, seen: tuple[str, ...] = ()
    ) -> Page:
        """A page to commit; its cursor counts from now on in this visit too."""
        self._cursor.update(cursor or {})
        return Page(documents, cursor or {}, seen)

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

    def _document(self, url: str, title: str, post: Post) -> Document:
        return self.document(
            post.html.encode("utf-8", "replace"),
            url,
            title=title or None,
            author=post.author,
            posted_at=post.posted_at,
            media_type="text/html",
            charset="utf-8",
        )


def _page_of(response: Response) -> TextResponse:
    if not isinstance(response, TextResponse):
        raise MarkupChangedError("the answer is no text")
    return response


def _place(url: str) -> str:
    """An address without its host, which may change while the forum stays."""
    parts = urlsplit(url)
    return parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")


def _rotated(items: list[str], by: int) -> list[str]:
    at = by % len(items) if items else 0
    return items[at:] + items[:at]
