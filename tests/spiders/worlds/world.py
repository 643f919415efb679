"""What all worlds have: things that people write, the newest last."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from tests.crawl.site import Asked, Reply

HTML, JSON, XML = ({"Content-Type": kind} for kind in ("text/html; charset=utf-8", "application/json", "text/xml"))


@dataclass(frozen=True)
class Item:
    """One thing somebody wrote; ``version`` counts edits."""

    number: int
    at: datetime
    version: int = 0

    @property
    def text(self) -> str:
        """What it says; each version says something else, and names a client."""
        return f"Maple Hollow Police wrote item {self.number} version {self.version} here"

    @property
    def key(self) -> str:
        """An opaque key of eight letters and digits."""
        return f"k{self.number * 7919 % 9_999_991:07d}"

    @property
    def unix(self) -> int:
        """When it was written."""
        return int(self.at.timestamp())


class World:
    """A site. ``items`` are what stands on it.

    Attributes:
        spider: reads it.
        path: of the source's url.
        options: of the source.
        every: seconds between two items.
        days: how long ago the first was written.
        page: items on a page of its list, or in all of it.
        reach: items that a later visit can read back over, None for all there are.
        edits: whether an edit shows in what a spider reads.
        deletions: whether a deletion does.
    """

    spider: ClassVar[str]
    path: ClassVar[str] = ""
    options: ClassVar[Mapping[str, Any]] = MappingProxyType({})
    page: ClassVar[int] = 10
    every: ClassVar[int] = 1
    days: ClassVar[int] = 1
    reach: ClassVar[int | None] = None
    edits: ClassVar[bool] = True
    deletions: ClassVar[bool] = True

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._number = 0
        self._began = datetime.now(UTC).replace(microsecond=0) - timedelta(days=self.days)
        self.url = ""

    # --- what people do

    def write(self, count: int = 1) -> list[Item]:
        """Write some things."""
        new = []
        for _ in range(count):
            self._number += 1
            new.append(Item(self._number, self._began + timedelta(seconds=self.every * self._number)))
        self.items += new
        return new

    def edit(self, item: Item) -> Item:
        """Write something else in its place."""
        edited = replace(item, version=item.version + 1)
        self.items[self.items.index(item)] = edited
        return edited

    def delete(self, item: Item) -> None:
        """Take it away."""
        self.items.remove(item)

    # --- what the site answers

    def respond(self, asked: Asked) -> Reply | None:
        """The answer to a request, None for what is not there."""
        if asked.path == "/robots.txt":
            return None
        parts = urlsplit(asked.path)
        return self.answer(parts.path, dict(parse_qsl(parts.query)), asked)

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        """The site's own."""
        raise NotImplementedError

    # --- what they use

    @property
    def newest(self) -> list[Item]:
        """All of it, the newest first."""
        return self.items[::-1]

    def of(self, key: str) -> Item | None:
        """The item with a key."""
        return next((item for item in self.items if item.key == key), None)

    @staticmethod
    def json(value: object, **headers: str) -> Reply:
        """An answer of JSON."""
        return Reply(json.dumps(value).encode(), headers={**JSON, **headers})

    @staticmethod
    def html(body: str) -> Reply:
        """A page."""
        return Reply(
            f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>".encode(), headers=HTML
        )

    @staticmethod
    def plain(item: Item | None) -> Reply | None:
        """An item's text, if it is there."""
        return None if item is None else Reply(item.text.encode())

    def part(self, items: Sequence[Item], number: int) -> Sequence[Item]:
        """A page of some items, counted from 0."""
        return items[number * self.page : (number + 1) * self.page]


def number_in(text: str) -> int:
    """The first number of a text."""
    found = re.search(r"\d+", text)
    assert found is not None, text
    return int(found[0])
