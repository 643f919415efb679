"""Files attached to posts, each a document of its own: a client list is as likely in a table as in a post.

A file that was not read yet is part of the cursor (``f/ADDRESS``), committed with its post, so that a visit which ends
early loses nothing: the next one asks again, ``TRIES`` times in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from mimetypes import guess_type
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from leakscan.crawl.addresses import on_site
from leakscan.crawl.health import Finding
from leakscan.crawl.markup import Post
from leakscan.crawl.moments import read_moment
from leakscan.crawl.page import Page
from leakscan.crawl.payload import holds_no_text
from leakscan.model import Health, iso

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from leakscan.crawl.spider import SourceSpider

TRIES = 3  # visits that ask for a file


@dataclass(frozen=True, slots=True)
class Attached:
    """A file attached to a post, and whose."""

    url: str
    name: str
    author: str | None
    posted_at: datetime | None


class AttachedFiles:
    """The files of one visit."""

    def __init__(self, spider: SourceSpider) -> None:
        self.spider = spider
        self.withheld = False

    def again(self) -> Iterator[Page | Request]:
        """What earlier visits left unread, once more; the tries are counted first."""
        for key, told in list(self.spider.visit.cursor.items()):
            if key.startswith("f/") and told:
                name, author, posted_at, tries = told
                file = Attached(key[2:], name, author, read_moment(posted_at))
                yield Page(cursor={key: self._told(file, tries + 1) if tries < TRIES else None})
                if tries < TRIES:
                    yield self._ask(file)

    async def of(self, page: str, posts: Iterable[Post]) -> list[Attached]:
        """The files of these posts of a page that no visit has read, as far as they may hold text."""
        named = [(post, *file) for post in posts for file in post.files] if not self.withheld else []
        addresses = on_site(page, [url for _, url, _ in named], self.spider.order.host)
        found = {
            url: Attached(url, name or unquote(urlsplit(url).path.rpartition("/")[2]), post.author, post.posted_at)
            for url, (post, _, name) in zip(addresses, named, strict=True)
            if self.spider.may_ask(urlsplit(url).hostname or "")
        }
        unread = await self.spider.visit.unseen([f"f{url}" for url in found]) if found else []
        return [found[key[1:]] for key in unread if not holds_no_text(guess_type(found[key[1:]].name)[0])]

    def due(self, files: Iterable[Attached]) -> dict[str, Any]:
        """The cursor's entries of files to read."""
        return {f"f/{file.url}": self._told(file, 1) for file in files}

    @staticmethod
    def _told(file: Attached, tries: int) -> list[Any]:
        return [file.name, file.author, iso(file.posted_at), tries]

    def ask(self, files: Iterable[Attached]) -> Iterator[Request]:
        """Ask for the files."""
        yield from map(self._ask, files)

    def _ask(self, file: Attached) -> Request:
        return self.spider.ask(file.url, self.read, kind="text", aside=True, file=file)

    def read(self, response: Response, file: Attached) -> Iterator[Page]:
        """Keep the file, unless it is a picture, sound or film."""
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1").partition(";")[0].strip().lower()
        document = self.spider.document(
            response.body,
            file.url,
            title=file.name,
            author=file.author,
            posted_at=file.posted_at,
            media_type=kind if kind and kind != "application/octet-stream" else guess_type(file.name)[0],
        )
        documents = () if holds_no_text(kind) else (document,)
        yield Page(documents, {f"f/{file.url}": None}, (f"f{file.url}",))

    def missed(self, found: Finding, file: Attached) -> Iterator[Page]:
        """What members alone may have is not asked for post by post; what is gone is not asked for again."""
        self.withheld = self.withheld or found.health in {Health.LOGIN_WALL, Health.REFUSED}
        if found.health is Health.GONE:
            yield Page(cursor={f"f/{file.url}": None})
