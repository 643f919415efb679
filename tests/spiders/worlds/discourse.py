"""A Discourse forum: its topics by the last post, two posts of a topic at once."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Any

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.world import Item, World

POSTS, TOPICS, SIZE = 2, 4, 3  # posts an answer, topics a page, posts a topic


class _Discourse(World):
    spider = "discourse"
    options = MappingProxyType({"recheck": 10})

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        if path == "/latest.json":
            return self._latest(int(query["page"]))
        number, near, chosen = re.fullmatch(r"/t/(\d+)(?:/(\d+))?(/posts)?\.json", path).groups()  # type: ignore[union-attr]
        posts = [item for item in self.items if _topic(item) == int(number)]
        if not posts:
            return Reply(b'{"error_type": "not_found"}', 404)
        if chosen:
            ids = {int(key) for key in re.findall(r"post_ids(?:\[\]|%5B%5D)=(\d+)", asked.path)}
            return self.json({"post_stream": {"posts": [_post(item) for item in posts if item.number in ids]}})
        first = max(0, min(int(near or 1) - 1, len(posts) - POSTS))
        shown = [_post(item) for item in posts[first : first + POSTS]]
        return self.json({"post_stream": {"posts": shown, "stream": [item.number for item in posts]}})

    def _latest(self, page: int) -> Reply:
        last = {_topic(item): item for item in self.items}
        rows = [_row(number, last[number]) for number in sorted(last, reverse=True)]
        shown = rows[page * TOPICS : (page + 1) * TOPICS]
        more = {"more_topics_url": f"/latest?page={page + 1}"} if len(rows) > (page + 1) * TOPICS else {}
        return self.json({"topic_list": {"topics": shown, **more}})


def _topic(item: Item) -> int:
    return (item.number - 1) // SIZE + 1


def _row(number: int, last: Item) -> dict[str, Any]:
    told = {"id": number, "title": f"Topic {number}", "slug": f"topic-{number}", "bumped_at": last.at.isoformat()}
    return {**told, "highest_post_number": _post(last)["post_number"]}


def _post(item: Item) -> dict[str, Any]:
    told = {"id": item.number, "post_number": (item.number - 1) % SIZE + 1, "username": "mira"}
    return {**told, "created_at": item.at.isoformat(), "version": item.version + 1, "cooked": f"<p>{item.text}</p>"}


WORLD = _Discourse
