"""Flarum forums by their JSON:API; all discussions stand in one list, the one written in last first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from typing import Any, ClassVar
from urllib.parse import urljoin

from pydantic import AwareDatetime, BaseModel, Field
from scrapy import Request
from scrapy.http import TextResponse

from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.health import Sign
from leakscan.crawl.marks import Mark
from leakscan.crawl.markup import Post, Thread
from leakscan.crawl.payload import read_json, shaped
from leakscan.model import Health

LIST = "api/discussions?sort=-lastPostedAt&page%5Blimit%5D=50"
POSTS = "api/posts?filter%5Bdiscussion%5D={}&sort=number&page%5Blimit%5D=50"


class _Discussion(BaseModel):
    title: str
    count: int = Field(alias="commentCount")
    last: str | None = Field(alias="lastPostedAt", default=None)


class _Comment(BaseModel):
    number: int
    created_at: AwareDatetime = Field(alias="createdAt")
    html: str = Field(alias="contentHtml")


class _Item(BaseModel):
    type: str
    id: str
    attributes: dict[str, Any] = {}
    relationships: dict[str, Any] = {}


class _Answer(BaseModel):
    data: list[_Item]
    included: list[_Item] = []
    links: dict[str, Any] = {}


class _Api:
    """Reads the API's answers as other forums' pages are read."""

    def threads(self, page: TextResponse) -> list[Thread]:
        """The discussions of an answer."""
        root = page.url.partition("api/discussions")[0]
        told = [(item.id, shaped(item.attributes, _Discussion)) for item in _answer(page).data]
        return [Thread(key, root + POSTS.format(key), one.title, f"{one.count} {one.last}") for key, one in told]

    def subordinate(self, page: TextResponse) -> list[str]:
        """There are no boards: tags stand beside the one list."""
        return []

    def is_list(self, page: TextResponse) -> bool:
        """An answer without discussions is a list of none."""
        return not _answer(page).data

    def is_thread(self, page: TextResponse) -> bool:
        """A page may hold nothing but what moderators did."""
        return True

    def later(self, page: TextResponse, *, posts: bool) -> str | None:
        """The next answer's address."""
        later = _answer(page).links.get("next")
        return urljoin(page.url, later) if isinstance(later, str) else None

    def title(self, page: TextResponse) -> str:
        """The list tells titles."""
        return ""

    def posts(self, page: TextResponse) -> Iterator[Post]:
        """The comments of an answer; not what moderators did, and not what was taken back."""
        answer = _answer(page)
        people = {one.id: one.attributes for one in answer.included if one.type == "users"}
        for item in answer.data:
            if item.attributes.get("contentType") != "comment" or item.attributes.get("contentHtml") is None:
                continue
            told = shaped(item.attributes, _Comment)
            author = people.get(str(((item.relationships.get("user") or {}).get("data") or {}).get("id")), {})
            name = author.get("displayName") or author.get("username")
            yield Post(item.id, str(told.number), told.html, name, told.created_at.astimezone(UTC))


def _answer(page: TextResponse) -> _Answer:
    return read_json(page.body, _Answer)


class FlarumSpider(ForumSpider):
    """Flarum 1; see ForumSpider for the options."""

    name = "flarum"
    about = "Flarum forums (JSON)"
    kind = "json"
    pages = r"(?<=/)(?:d|t|u|tags|all)(?:/|$)"
    marks: ClassVar = (
        Mark(0.7, css="#flarum-loading, #flarum-content, #flarum-json-payload"),
        Mark(0.5, text="flarum"),
    )
    signs: ClassVar = (
        Sign("permission-denied", Health.LOGIN_WALL, r"\"code\":\s*\"(?:permission_denied|not_authenticated)\""),
        Sign("not-found", Health.GONE, r"\"code\":\s*\"not_found\""),
    )
    markup = _Api()

    def entrance(self) -> str:
        """The list of all discussions."""
        return urljoin(self.base, LIST)

    def place(self, url: str, thread: Thread) -> str:
        """The discussion's page for people, which posts' numbers follow."""
        return urljoin(self.base, f"d/{thread.key}/")

    def again(self, url: str) -> Request | None:
        """The discussion of a post found earlier."""
        found = re.fullmatch(r".*/d/(\d+)/\d+", url)
        return self.ask(f"api/discussions/{found[1]}", self.still_there) if found else None
