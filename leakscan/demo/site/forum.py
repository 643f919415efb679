"""A forum that speaks Discourse's JSON: the list of topics, a topic's first posts, and the rest by their ids."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from leakscan.demo.page import Page, dice
from leakscan.demo.site.answer import ROBOTS, Answer, as_json
from leakscan.demo.site.cook import cook
from leakscan.demo.vocabulary import HANDLES

_OPENED = datetime(2020, 2, 20, 8, tzinfo=UTC)
_TOPICS_A_PAGE = 30
_POSTS_A_CHUNK = 20


@dataclass(frozen=True, slots=True)
class _Post:
    id: int
    number: int
    page: Page
    written: datetime
    author: str


@dataclass(frozen=True, slots=True)
class _Topic:
    id: int
    title: str
    slug: str
    posts: tuple[_Post, ...]


class ForumSite:
    """Answers for pages that each are one post; those of one title are a topic, in their order."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.topics = {topic.id: topic for topic in _topics(pages)}
        self.posts = len(pages)
        self._read: set[int] = set()

    def addresses(self, base: str) -> dict[str, Page]:
        """Every post under its address, which is what the spider cites; ``base`` is the forum's own."""
        return {_place(base, topic, post): post.page for topic in self.topics.values() for post in topic.posts}

    def read_addresses(self, base: str) -> set[str]:
        """The addresses of the posts that were sent out."""
        both = ((topic, post) for topic in self.topics.values() for post in topic.posts)
        return {_place(base, topic, post) for topic, post in both if post.id in self._read}

    def answer(self, path: str, query: Mapping[str, list[str]]) -> Answer:
        """``latest.json``, ``t/ID.json``, ``t/ID/posts.json``, or Discourse's own 404."""
        if path == "/robots.txt":
            return ROBOTS
        if path == "/latest.json":
            page = query.get("page", ["0"])[0]
            return as_json(self._latest(int(page) if page.isdecimal() else 0))
        if (asked := re.fullmatch(r"/t/(\d{1,9})(\.json|/posts\.json)", path)) and int(asked[1]) in self.topics:
            sent = (_whole if asked[2] == ".json" else _chosen)(self.topics[int(asked[1])], query.get("post_ids[]", []))
            self._read.update(post["id"] for post in sent["post_stream"]["posts"])
            return as_json(sent)
        return as_json({"errors": ["The requested URL could not be found."], "error_type": "not_found"}, 404)

    def _latest(self, page: int) -> dict[str, Any]:
        ordered = sorted(self.topics.values(), key=lambda topic: topic.posts[-1].written, reverse=True)
        shown = ordered[page * _TOPICS_A_PAGE : (page + 1) * _TOPICS_A_PAGE]
        listing: dict[str, Any] = {"per_page": _TOPICS_A_PAGE, "topics": [_line(topic) for topic in shown]}
        if len(ordered) > (page + 1) * _TOPICS_A_PAGE:
            listing["more_topics_url"] = f"/latest?no_definitions=true&page={page + 1}"
        return {"users": [], "topic_list": listing}


def _topics(pages: Sequence[Page]) -> list[_Topic]:
    draw = dice("forum")
    topics: list[_Topic] = []
    post_id, written = 4000, _OPENED
    for number, title in enumerate(dict.fromkeys(page.title for page in pages)):
        posts: list[_Post] = []
        for page in (page for page in pages if page.title == title):
            post_id += draw.randint(1, 5)
            written += timedelta(minutes=draw.randint(3, 50))
            posts.append(_Post(post_id, len(posts) + 1, page, written, draw.choice(HANDLES)))
        topics.append(_Topic(310 + 3 * number, title, _slug(title), tuple(posts)))
    return topics


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "topic"


def _line(topic: _Topic) -> dict[str, Any]:
    return {
        "id": topic.id,
        "title": topic.title,
        "slug": topic.slug,
        "posts_count": len(topic.posts),
        "highest_post_number": len(topic.posts),
        "created_at": _moment(topic.posts[0].written),
        "last_posted_at": _moment(topic.posts[-1].written),
        "bumped": True,
        "bumped_at": _moment(topic.posts[-1].written),
        "pinned": False,
    }


def _place(base: str, topic: _Topic, post: _Post) -> str:
    return f"{base}t/{topic.slug}/{topic.id}/{post.number}"


def _whole(topic: _Topic, _ids: Sequence[str]) -> dict[str, Any]:
    stream = [post.id for post in topic.posts]
    posts = [_post(topic, post) for post in topic.posts[:_POSTS_A_CHUNK]]
    return {**_line(topic), "post_stream": {"posts": posts, "stream": stream}}


def _chosen(topic: _Topic, ids: Sequence[str]) -> dict[str, Any]:
    return {
        "id": topic.id,
        "post_stream": {"posts": [_post(topic, post) for post in topic.posts if str(post.id) in ids]},
    }


def _post(topic: _Topic, post: _Post) -> dict[str, Any]:
    return {
        "id": post.id,
        "post_number": post.number,
        "username": post.author,
        "created_at": _moment(post.written),
        "updated_at": _moment(post.written),
        "version": 1,
        "cooked": cook(post.page.text),
        "topic_id": topic.id,
        "topic_slug": topic.slug,
    }


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"
