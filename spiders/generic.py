"""Forums whose engine no other spider reads, by what repeats itself on their pages; each visit says how sure it was."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response, TextResponse

from leakscan.crawl.addresses import tidy
from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.markup import Post, Thread
from leakscan.crawl.structure import StructureReader
from leakscan.crawl.structure.addresses import shape

LEARNED = "learned"  # the cursor's key


class GenericSpider(ForumSpider):
    """Reads an index or a board; what a link leads to is told by the page behind it. Options: ForumSpider's."""

    name = "generic"
    about = "other forums, read by their structure alone"
    markup = StructureReader()
    reader: StructureReader
    _lists = 0  # pages that were to be threads'

    def first(self) -> Iterator[Request]:
        """Begin with what earlier visits learned of the forum."""
        self.markup = self.reader = StructureReader()  # one that learns is each visit's own
        self.reader.learn(**(self.visit.cursor.get(LEARNED) or {"threads": ()}))
        yield from super().first()

    async def read_list(  # type: ignore[override]  # the base awaits either
        self, response: Response, page: int = 1, been: tuple[str, ...] = ()
    ) -> AsyncIterator[Any]:
        """A list, unless the page turns out to be a thread's."""
        await self._look(response)
        if isinstance(response, TextResponse) and self.reader.is_thread_page(response):
            address = tidy(response.url, response.url)
            self.reader.learn([shape(address)])
            self.listed(1)
            titles = [self.reader.names.get(address, ""), *response.css("h1, h2, title").xpath("string()").getall()]
            title = next(filter(None, (" ".join(text.split()) for text in titles)), "")
            thread = Thread(address, address, title, "")
            async for output in super().read_thread(response, thread, set()):
                yield output
        else:
            for output in super().read_list(response, page, been):
                yield output
        self._say()

    async def read_board(self, response: Response) -> AsyncIterator[Any]:  # type: ignore[override]  # as above
        """A list that another page named."""
        async for output in self.read_list(response):
            yield output
        self.listed(-1)

    async def read_thread(self, response: Response, thread: Thread, been: set[str], **more: Any) -> AsyncIterator[Any]:
        """A thread, unless the page turns out to be a list."""
        await self._look(response)
        is_list = isinstance(response, TextResponse) and not been and self.reader.is_list_page(response)
        if is_list:
            self._lists += 1
            for output in super().read_list(response):
                yield output
        else:
            async for output in super().read_thread(response, thread, been, **more):
                yield output
        self._say()

    def permalink(self, url: str, thread: Thread, post: Post) -> str:
        """Where the post stands; one without an anchor has an address of its own all the same."""
        return self.place(url, thread) + (post.anchor or post.id)

    async def _look(self, response: Response) -> None:
        """Look at the page off the reactor, which goes on meanwhile; the reader remembers what it saw."""
        if isinstance(response, TextResponse):
            await asyncio.to_thread(self.reader.look, response)

    def _say(self) -> None:
        self.visit.marks[LEARNED] = self.reader.learned
        self.visit.remark = f"read by structure alone: {self.reader.sureness}"
        posts, lists = self.reader.sureness.posts, self._lists
        self.visit.doubt = (
            f"no-posts: {lists} pages that threads led to are lists themselves" if lists and not posts else None
        )
