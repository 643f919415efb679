"""Lemmy instances by their API: local posts and comments, newest first, back to where the last visit began."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel
from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.moments import UtcDatetime
from leakscan.crawl.payload import Sparse, named
from leakscan.crawl.spider import MarkupChangedError, Page, Sign, SourceSpider
from leakscan.crawl.walk import goes_on
from leakscan.model import Document, Health


class _Text(Sparse):
    id: int  # the instance's own; ap_id is the author's instance's
    published: UtcDatetime
    updated: UtcDatetime | None = None
    name: str | None = None  # of a post
    url: str | None = None
    body: str | None = None
    content: str | None = None  # of a comment


class _Creator(Sparse):
    name: str


class _View(BaseModel):
    post: _Text
    comment: _Text | None = None
    creator: _Creator


class _Answer(BaseModel):
    views: Annotated[list[_View], named("posts", "comments")]


class LemmySpider(SourceSpider):
    """One document a post or comment. Option ``depth``: pages of fifty that the first visit reads (4)."""

    name = "lemmy"
    about = "Lemmy instances: local posts and comments"
    remembers = "newest ids; id and time of edit of each"
    kind = "json"
    signs: ClassVar = (
        Sign("private-instance", Health.LOGIN_WALL, r"\"error\":\s*\"(?:instance_is_private|incorrect_login)"),
        Sign("rate-limit", Health.RATE_LIMITED, r"\"error\":\s*\"rate_limit_error"),
    )

    def first(self) -> Iterator[Request]:
        """Ask for the newest of both kinds."""
        yield self._page_of("post", 0)
        yield self._page_of("comment", 0)

    def _page_of(self, what: str, page: int) -> Request:
        url = f"api/v3/{what}/list?sort=New&type_=Local&limit=50&page={page + 1}"
        return self.ask(url, self.read_list, listing=True, deeper=False, what=what, page=page)

    async def read_list(self, response: Response, what: str, page: int) -> AsyncIterator[Any]:
        """Keep what is new or edited, and go on to what is older."""
        views = self.json(response, _Answer).views
        if what == "comment" and any(view.comment is None for view in views):
            raise MarkupChangedError("a comment that is none")
        self.listed(len(views))
        if not views:
            return
        told = {_version(view.comment or view.post): view for view in reversed(views)}
        new = await self.visit.unseen(list(told))
        yield Page(tuple(self._document(told[key]) for key in new), {}, tuple(new))
        ids = [(view.comment or view.post).id for view in views]
        if goes_on(self.visit, what, max(ids), min(ids), page, self.option("depth", 4)):
            yield self._page_of(what, page + 1)

    def _document(self, view: _View) -> Document:
        text = view.comment or view.post
        parts = (None if view.comment else view.post.name, text.url, text.body, text.content, text.more)
        said, at = "\n".join(part for part in parts if part), text.updated or text.published
        url = f"{self.base}{'comment' if view.comment else 'post'}/{text.id}"
        told = {"title": view.post.name, "author": view.creator.name, "media_type": "text/plain"}
        return self.document(said, url, posted_at=at, **told)


def _version(text: _Text) -> str:
    """Changes with an edit; posts and comments are numbered apart."""
    return f"{'p' if text.name else 'c'}{text.id}.{(text.updated or text.published).isoformat()}"
