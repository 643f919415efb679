"""Posts as documents, and what became of those found earlier: edited, or no longer where they stood."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from urllib.parse import urldefrag

from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse

from leakscan.crawl.addresses import on_site, tidy
from leakscan.crawl.files import files_in
from leakscan.crawl.markup import Markup, Post, Reader, Thread
from leakscan.crawl.spider import MarkupChangedError, Page, SourceSpider
from leakscan.crawl.structure.paging import next_page
from leakscan.model import Document

_ANY = Thread("", "", "", "")  # where it does not matter which thread a page is of


class PostedSpider(SourceSpider):
    """One document a post, by its own address."""

    markup: Reader

    def place(self, url: str, thread: Thread) -> str:
        """What the addresses of the posts on a page begin with, given the page's own."""
        return f"{tidy(url, url)}#"

    def permalink(self, url: str, thread: Thread, post: Post) -> str:
        """Where a person finds the post, given the page it was found on."""
        return self.place(url, thread) + post.anchor

    def again(self, url: str) -> Request | None:
        """The page on which a post found earlier stood."""
        return self.ask(urldefrag(url).url, self.read_place, deeper=False)

    async def read_place(self, response: Response) -> AsyncIterator[Page]:
        """Keep what posts found earlier say by now, and note those that are gone."""
        html = page_of(response)
        posts = list(self.markup.posts(html))
        if not posts:
            raise MarkupChangedError("no posts where some were found")
        standing = [post for post in posts if self.permalink(response.url, _ANY, post) in self.visit.standing]
        versions = {post.version: post for post in standing}
        new = await self.visit.unseen(list(versions))
        documents = (self.post_document(response.url, _ANY, versions[key], self.markup.title(html)) for key in new)
        last = self._next_page(html, posts=True) is None
        yield Page(tuple(documents), {}, tuple(new), self.gone(response.url, _ANY, posts, last=last))

    def gone(
        self, url: str, thread: Thread, posts: Sequence[Post], *, last: bool, since: datetime | None = None
    ) -> tuple[str, ...]:
        """Addresses of posts found earlier that a page does not show, though it shows what was posted around them.

        Args:
            url: the page's address.
            thread: what it is a page of.
            posts: what it shows.
            last: whether it is the thread's last, so that nothing need come after what is gone.
            since: when the last post of the page before was posted; a post may have moved there otherwise.
        """
        times = [post.posted_at for post in posts if post.posted_at is not None]
        place, shown = self.place(url, thread), [self.permalink(url, thread, post) for post in posts]

        def covered(found: str, at: datetime | None) -> bool:
            if not (found.startswith(place) and at and times):
                return False
            return (since or times[0]) < at and (last or at < times[-1])

        return self.vanished(covered, shown)

    def moved(self, url: str, thread: Thread, posts: Sequence[Post]) -> list[Post]:
        """Posts found earlier that stand on another page by now, since posts before them were deleted."""
        found = {address.rpartition("#")[2] for address in self.visit.standing}
        here = ((post, self.permalink(url, thread, post)) for post in posts)
        return [post for post, address in here if post.anchor in found and address not in self.visit.standing]

    def attributed(self, response: Response) -> dict[str, tuple[str | None, datetime | None]]:
        """Files are their posts' authors', who attached them when they wrote."""
        if not isinstance(self.markup, Markup):
            return {}
        framed = self.markup.framed(page_of(response))
        links = ((link, post) for html, post in framed for link in files_in(html, response.url, self.aliases))
        return {link: (post.author, post.posted_at) for link, post in links}

    def post_document(self, url: str, thread: Thread, post: Post, title: str) -> Document:
        """A post of a page as a document."""
        return self.document(
            post.html.encode("utf-8", "replace"),
            self.permalink(url, thread, post),
            title=title or None,
            author=post.author,
            posted_at=post.posted_at,
            media_type="text/html",
            charset="utf-8",
        )

    def _next_page(self, page: TextResponse, *, posts: bool) -> str | None:
        """The next page as the engine has it, else as pagers commonly look: a changed layout must cut nothing off."""
        later = self.markup.later(page, posts=posts) or (next_page(page) if isinstance(page, HtmlResponse) else None)
        return on_site(page.url, [later], self.order.host)[0] if later else None

    def still_there(self, response: Response) -> Iterator[Page]:
        """For :meth:`again`, where the answer's coming is all that is asked."""
        return iter(())


def page_of(response: Response) -> TextResponse:
    """The answer as text.

    Raises:
        MarkupChangedError: it is none.
    """
    if not isinstance(response, TextResponse):
        raise MarkupChangedError("the answer is no text")
    return response
