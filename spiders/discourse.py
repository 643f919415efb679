"""Discourse forums by their JSON: topics in order of activity, every post of those that changed.

``latest.json`` moves as people write, so a topic counts as read only when its last post is kept, and the whole list
only when every topic of it is. Topics that are read cost nothing again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

from pydantic import AwareDatetime, BaseModel
from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.spider import Page, Sign, SourceSpider
from leakscan.model import Document, Health

BATCH = 20  # posts a request, the engine's own chunk


class Topic(BaseModel):
    """A line of the list."""

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


class TopicList(BaseModel):
    """The topics of one page of the list."""

    topics: list[Topic]
    more_topics_url: str | None = None


class Latest(BaseModel):
    """``latest.json``."""

    topic_list: TopicList


class Post(BaseModel):
    """One post; ``cooked`` is its HTML."""

    id: int
    post_number: int
    username: str
    created_at: datetime
    version: int = 1
    cooked: str


class Stream(BaseModel):
    """Posts, and in a topic's first answer the ids of all there are."""

    posts: list[Post]
    stream: list[int] = []


class Posts(BaseModel):
    """``t/ID.json`` and ``t/ID/posts.json``."""

    post_stream: Stream


class DiscourseSpider(SourceSpider):
    """One document a post. Options: ``depth``, pages of the list that the first visit goes back (default 10)."""

    name = "discourse"
    about = "Discourse forums (JSON)"
    kind = "json"
    signs: ClassVar = (
        Sign("login-required", Health.LOGIN_WALL, r"\"error_type\":\s*\"not_logged_in\"|login_required"),
        Sign("rate-limit", Health.RATE_LIMITED, r"\"error_type\":\s*\"rate_limit\""),
        Sign("not-allowed", Health.REFUSED, r"\"error_type\":\s*\"invalid_access\""),
        Sign("not-found", Health.GONE, r"\"error_type\":\s*\"not_found\""),
        Sign("read-only", Health.REFUSED, r"\"error_type\":\s*\"read_only\""),
    )

    def first(self) -> Iterator[Request]:
        """Ask for the newest page of the list."""
        yield self._latest(0)

    def _latest(self, page: int) -> Request:
        url = f"latest.json?no_definitions=true&order=default&page={page}"
        return self.ask(url, self.read_list, listing=True, deeper=False, page=page)

    def read_list(self, response: Response, page: int) -> Iterator[Request]:
        """Ask for each topic that changed, and for the next page where older ones may have."""
        latest = self.json(response, Latest).topic_list
        self.listed(len(latest.topics))
        for topic in latest.topics:
            if self._known(topic).get("state") != topic.state:
                yield self.ask(f"t/{topic.id}.json", self.read_topic, topic=topic)
        bumped = [topic.bumped_at for topic in latest.topics if topic.bumped_at and not topic.pinned]
        if page == 0 and bumped:
            self.visit.when_whole["read_to"] = max(bumped).isoformat()
        if latest.more_topics_url and bumped and not self._is_far_enough(min(bumped), page):
            yield self._latest(page + 1)

    def _known(self, topic: Topic) -> dict[str, Any]:
        return self.visit.cursor.get(f"t/{topic.id}") or {}

    def _is_far_enough(self, oldest: datetime, page: int) -> bool:
        """Down to where the last whole visit began; on the first visit, as many pages as wanted."""
        read_to = self.visit.cursor.get("read_to")
        return oldest < datetime.fromisoformat(read_to) if read_to else page + 1 >= self.option("depth", 10)

    async def read_topic(self, response: Response, topic: Topic) -> Any:
        """Keep the posts that came along, if they are the next ones, and edits among those known; ask for the rest."""
        stream = self.json(response, Posts).post_stream
        high = self._known(topic).get("post", 0)
        new = sorted(number for number in stream.stream if number > high)
        given = {post.id: post for post in stream.posts}
        first = [number for number in new if number in given]
        if first != new[: len(first)]:  # posts moved here from elsewhere: take all in order of their ids
            first = []
        edits = await self._edited([post for post in stream.posts if post.id <= high])
        posts = edits + [given[number] for number in first]
        for output in self._go_on(topic, posts, new[len(first) :], max([high, *first])):
            yield output

    async def _edited(self, posts: list[Post]) -> list[Post]:
        fresh = await self.visit.unseen([f"{post.id}.{post.version}" for post in posts if post.version > 1])
        return [post for post in posts if f"{post.id}.{post.version}" in fresh]

    def read_posts(
        self, response: Response, topic: Topic, asked: list[int], rest: list[int]
    ) -> Iterator[Page | Request]:
        """Keep one batch of posts, then go on with the next."""
        posts = [post for post in self.json(response, Posts).post_stream.posts if post.id in asked]
        yield from self._go_on(topic, posts, rest, asked[-1])

    def _go_on(self, topic: Topic, posts: list[Post], rest: list[int], high: int) -> Iterator[Page | Request]:
        """One page of posts; the topic is marked as read with its last one."""
        reached = {"post": high} if rest else {"post": high, "state": topic.state}
        seen = tuple(f"{post.id}.{post.version}" for post in posts if post.version > 1)
        yield Page(tuple(self._document(topic, post) for post in posts), {f"t/{topic.id}": reached}, seen)
        if rest:
            asked, left = rest[:BATCH], rest[BATCH:]
            ids = "&".join(f"post_ids[]={number}" for number in asked)
            yield self.ask(
                f"t/{topic.id}/posts.json?{ids}", self.read_posts, deeper=False, topic=topic, asked=asked, rest=left
            )

    def _document(self, topic: Topic, post: Post) -> Document:
        url = f"{self.base}t/{topic.slug}/{topic.id}/{post.post_number}"
        told = {"title": topic.title, "author": post.username, "posted_at": post.created_at}
        return self.document(post.cooked.encode(), url, media_type="text/html", charset="utf-8", **told)
