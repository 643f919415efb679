"""Discourse forums by their JSON: topics in order of activity, every post of those that changed.

``latest.json`` moves as people write, so a topic counts as read only when its last post is kept, and the whole list
only when every topic of it is. Most edits leave no trace in the list: a few topics that did not change, and some posts
of each, are looked at again in every visit, all in their turn.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.discourse import Latest, Post, Posts, Topic, next_after
from leakscan.crawl.spider import Mark, Page, Parse, Sign, SourceSpider
from leakscan.model import Document, Health

BATCH = 20  # posts a request, the engine's own chunk


class DiscourseSpider(SourceSpider):
    """One document a post and version.

    Options: ``depth``, pages of the list that the first visit goes back (10); ``recheck``, topics of the newest page
    that are looked at again though nothing is new in them (3).
    """

    name = "discourse"
    about = "Discourse forums (JSON)"
    remembers = "last post of each topic"
    kind = "json"
    pages = r"(?<=/)(?:t|c|u|g|tags?|latest|top|new|categories|search)(?:/|$)"
    marks: ClassVar = (
        Mark(0.98, css="meta[name=generator][content^=Discourse]"),
        Mark(0.8, css="#data-discourse-setup, meta#data-discourse-setup, nav.crawler-nav"),
    )
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
        latest = self.json(response, Latest).topic_list
        self.listed(len(latest.topics))
        for topic in latest.topics:
            if self._known(topic).get("state") != topic.state:
                yield self.ask(f"t/{topic.id}.json", self.read_topic, topic=topic)
        same = {topic.id: topic for topic in latest.topics if self._known(topic).get("state") == topic.state}
        for key in next_after(
            list(same), self.visit.cursor.get("rechecked", 0), self.option("recheck", 3) * (page == 0)
        ):
            yield self.ask(f"t/{key}.json", self.read_topic, topic=same[key], again=True)
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

    async def read_topic(self, response: Response, topic: Topic, again: bool = False) -> AsyncIterator[Page | Request]:
        """Keep the posts that came along, if they are the next ones, and edits among those known; ask for the rest."""
        stream = self.json(response, Posts).post_stream
        high = self._known(topic).get("post", 0)
        new = sorted(number for number in stream.stream if number > high)
        given = {post.id: post for post in stream.posts}
        first = [number for number in new if number in given]
        if first != new[: len(first)]:  # posts moved here from elsewhere: take all in order of their ids
            first = []
        edited = await self._edited([post for post in stream.posts if post.id <= high])
        posts = edited + [given[number] for number in first]
        if again:
            yield Page(cursor={"rechecked": topic.id})
        for output in self._go_on(topic, posts, new[len(first) :], max([high, *first])):
            yield output
        unseen = [number for number in stream.stream if number <= high and number not in given]
        if old := next_after(unseen, self.visit.cursor.get(f"e/{topic.id}", 0), BATCH):
            yield self._posts(topic.id, old, self.read_again, topic=topic, last=old[-1])

    async def read_again(self, response: Response, topic: Topic, last: int) -> AsyncIterator[Page]:
        """Keep those of the known posts that were edited since."""
        edited = await self._edited(self.json(response, Posts).post_stream.posts)
        yield self._page(topic, edited, {f"e/{topic.id}": last})

    def again(self, url: str) -> Request | None:
        """The posts around one found earlier."""
        found = re.search(r"/t/[^/]+/(\d+)/(\d+)$", url)
        return self.ask(f"t/{found[1]}/{found[2]}.json", self.read_place, place=url) if found else None

    def read_place(self, response: Response, place: str) -> Iterator[Page]:
        """A post that is not where it was is gone."""
        posts = self.json(response, Posts).post_stream.posts
        shown = (f"{place.rpartition('/')[0]}/{post.post_number}" for post in posts)
        yield Page(gone=self.vanished(lambda url, _: url == place, shown))

    async def _edited(self, posts: list[Post]) -> list[Post]:
        """Those of the known posts that are in a version which no visit has read."""
        edited = {post.edit: post for post in posts if post.version > 1}
        return [edited[key] for key in await self.visit.unseen(list(edited))]

    def read_posts(self, response: Response, topic: Topic, asked: list[int], rest: list[int]) -> Iterator[Any]:
        """Keep one batch of posts, then go on with the next."""
        posts = [post for post in self.json(response, Posts).post_stream.posts if post.id in asked]
        yield from self._go_on(topic, posts, rest, asked[-1])

    def _go_on(self, topic: Topic, posts: list[Post], rest: list[int], high: int) -> Iterator[Page | Request]:
        """One page of posts; the topic is marked as read with its last one."""
        reached = {"post": high} if rest else {"post": high, "state": topic.state}
        yield self._page(topic, posts, {f"t/{topic.id}": reached})
        if rest:
            asked, left = rest[:BATCH], rest[BATCH:]
            yield self._posts(topic.id, asked, self.read_posts, topic=topic, asked=asked, rest=left)

    def _posts(self, number: int, ids: list[int], parse: Parse, **passed: Any) -> Request:
        url = f"t/{number}/posts.json?" + "&".join(f"post_ids[]={post}" for post in ids)
        return self.ask(url, parse, deeper=False, **passed)

    def _page(self, topic: Topic, posts: list[Post], cursor: dict[str, Any]) -> Page:
        seen = tuple(post.edit for post in posts if post.version > 1)
        return Page(tuple(self._document(topic, post) for post in posts), cursor, seen)

    def _document(self, topic: Topic, post: Post) -> Document:
        return self.document(
            post.cooked.encode(),
            f"{self.base}t/{topic.slug}/{topic.id}/{post.post_number}",
            title=topic.title,
            author=post.username,
            posted_at=post.created_at,
            media_type="text/html",
            charset="utf-8",
        )
