"""bepasty, a paste server that one hosts oneself: its list names everything it holds, so nothing can be missed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any

from pydantic import BaseModel, Field
from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.moments import UnixTime, from_unix
from leakscan.crawl.payload import Sparse, holds_no_text
from leakscan.crawl.spider import Page, SourceSpider


class _Meta(Sparse):
    uploaded: Annotated[UnixTime, Field(alias="timestamp-upload")]
    filename: str | None = None
    type: str | None = None
    size: int = 1
    complete: bool = True
    locked: bool = False


class _Item(BaseModel):
    meta: Annotated[_Meta, Field(alias="file-meta")]


class BepastySpider(SourceSpider):
    """One document a paste; it must allow anybody to list and read. What is still being uploaded is left for later."""

    name = "bepasty"
    about = "bepasty paste servers"
    paged = False
    remembers = "ids of the pastes read"
    kind = "json"

    def first(self) -> Iterator[Request]:
        """Ask for the list."""
        yield self.ask("apis/rest/items", self.read_list, listing=True, conditional=True)

    async def read_list(self, response: Response) -> AsyncIterator[Any]:
        """Ask for each paste that is new, oldest first; pictures are left alone, and locked ones are not given out."""
        items = self.json(response, dict[str, _Item])
        self.listed(len(items))
        for key in await self.visit.unseen(sorted(items, key=lambda key: items[key].meta.uploaded)):
            meta = items[key].meta
            if meta.complete and meta.size and not meta.locked and not holds_no_text(meta.type):
                yield self.ask(f"{key}/+inline", self.read_paste, kind="text", key=key, meta=meta)

    def read_paste(self, response: Response, key: str, meta: _Meta) -> Iterator[Page]:
        """One paste is one page."""
        posted_at = from_unix(meta.uploaded)
        document = self.document(
            response.body, f"{self.base}{key}", title=meta.filename, posted_at=posted_at, media_type=meta.type
        )
        yield Page((document,), {}, (key,))
