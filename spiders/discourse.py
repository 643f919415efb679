"""Discourse forums by their JSON: topics in order of activity, every post of those that changed.

``latest.json`` moves as people write, so a topic counts as read only when its last post is kept, and the whole list
only when every topic of it is. Topics that are read cost nothing again.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import Any, ClassVar

from pydantic import AwareDatetime, BaseModel
from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.spider import Page, Sign, SourceSpider
from leakscan.model import Document, Health

BATCH = 20  # posts a request, the engine's own chunk


class _Topic(BaseModel):
    id: int
    title: str
    slug: str = "topic"
    highest_post_number: int
    bumped_at: AwareDatetime | None = None
    pinned: bool = False

    @property
    def state(self) -> list[Any]:
        """What changes when somebody writes."""
        return [self.highest_post_number, self.bumped_at.isoformat() if self.bumped_at else None]


class _TopicList(BaseModel):
    topics: list[_Topic]
    more_topics_url: str | None = None


class _Latest(BaseModel):
    topic_list: _TopicList


class _Post(BaseModel):
    id: int
    post_number: int
    username: str
    created_at: AwareDatetime
    version: int = 1
    cooked: str  # HTML

    @property
    def edit(self) -> str:
        """Changes with each edit that the forum counts."""
        return f"{self.id}.{self.version}"


class _Stream(BaseModel):
    posts: list[_Post]
    stream: list[int] = []  # the ids of all posts; in a topic's first answer only


class _Posts(BaseModel):
    post_stream: _Stream


class DiscourseSpider(SourceSpider):
    """One document a post. Option ``depth``: pages of the list that the first visit goes back (10)."""

    name = "discourse"
    about = "Discourse forums (JSON)"
    remembers = "last post of each topic"
    kind = "json"
    signs: ClassVar = (
        Sign("login-required", Health.LOGIN_WALL, r"\"error_type\":\s*\"not_logged_in\"|login_required"),
        Sign("rate-limit", Health.RATE_LIMITED, r"\"error_type\":\s*\"rate_limit\""),
        Sign("not-allowed", Health.REFUSED, r"\"error_type\":\s*\"(?:invalid_access|read_only)\""),
        Sign("not-found", Health.GONE, r"\"error_type\":\s*\"not_found\""),
    )

    def first(self) -> Iterator[Request]:
        """Ask for the newest page of the list."""
        yield self._latest(0)

    def _latest(self, page: int) -> Request:
        url = f"latest.json?no_definitions=true&order=default&page={page}"
        return self.ask(url, self.read_list, listing=True, deeper=False, page=page)

    def read_list(self, response: Response, page: int) -> Iterator[Request]:
        """Ask for each topic that changed, and for the next page where older ones may have."""
        latest = self.json(response, _Latest).topic_list
        self.listed(len(latest.topics))
        for topic in latest.topics:
            if self._known(topic).get("state") != topic.state:
                yield self.ask(f"t/{topic.id}.json", self.read_topic, topic=topic)
        bumped = [topic.bumped_at for topic in latest.topics if topic.bumped_at and not topic.pinned]
        if page == 0 and bumped:
            self.visit.when_whole["read_to"] = max(bumped).isoformat()
        if latest.more_topics_url and bumped and not self._is_far_enough(min(bumped), page):
            yield self._latest(page + 1)

    def _known(self, topic: _Topic) -> dict[str, Any]:
        return self.visit.cursor.get(f"t/{topic.id}") or {}

    def _is_far_enough(self, oldest: datetime, page: int) -> bool:
        """Down to where the last whole visit began; on the first visit, as many pages as wanted."""
        read_to = self.visit.cursor.get("read_to")
        return oldest < datetime.fromisoformat(read_to) if read_to else page + 1 >= self.option("depth", 10)

    async def read_topic(self, response: Response, topic: _Topic) -> AsyncIterator[Page | Request]:
        """Keep the posts that came along, if they are the next ones, and edits among those known; ask for the rest."""
        stream = self.json(response, _Posts).post_stream
        high = self._known(topic).get("post", 0)
        new = sorted(number for number in stream.stream if number > high)
        given = {post.id: post for post in stream.posts}
        first = [number for number in new if number in given]
        if first != new[: len(first)]:  # posts moved here from elsewhere: take all in order of their ids
            first = []
        edited = [post for post in stream.posts if post.id <= high and post.version > 1]
        fresh = await self.visit.unseen([post.edit for post in edited])
        posts = [post for post in edited if post.edit in fresh] + [given[number] for number in first]
        for output in self._go_on(topic, posts, new[len(first) :], max([high, *first])):
            yield output

    def read_posts(self, response: Response, topic: _Topic, asked: list[int], rest: list[int]) -> Iterator[Any]:
        """Keep one batch of posts, then go on with the next."""
        posts = [post for post in self.json(response, _Posts).post_stream.posts if post.id in asked]
        yield from self._go_on(topic, posts, rest, asked[-1])

    def _go_on(self, topic: _Topic, posts: list[_Post], rest: list[int], high: int) -> Iterator[Page | Request]:
        """One page of posts; the topic is marked as read with its last one."""
        reached = {"post": high} if rest else {"post": high, "state": topic.state}
        seen = tuple(post.edit for post in posts if post.version > 1)
        yield Page(tuple(self._document(topic, post) for post in posts), {f"t/{topic.id}": reached}, seen)
        if rest:
            asked, left = rest[:BATCH], rest[BATCH:]
            url = f"t/{topic.id}/posts.json?" + "&".join(f"post_ids[]={number}" for number in asked)
            yield self.ask(url, self.read_posts, deeper=False, topic=topic, asked=asked, rest=left)

    def _document(self, topic: _Topic, post: _Post) -> Document:
        return self.document(
            post.cooked.encode(),
            f"{self.base}t/{topic.slug}/{topic.id}/{post.post_number}",
            title=topic.title,
            author=post.username,
            posted_at=post.created_at,
            media_type="text/html",
            charset="utf-8",
        )
