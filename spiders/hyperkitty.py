"""Archives of Mailman 3 lists (HyperKitty) by their API: every mail of the threads that somebody wrote in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import quote

from pydantic import AwareDatetime, BaseModel
from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.marks import Mark
from leakscan.crawl.spider import Page, Sign, SourceSpider
from leakscan.model import Health

BATCH = 50
DEPTH = 50  # batches of threads that the first visit goes back


class _Thread(BaseModel):
    thread_id: str
    subject: str
    date_active: AwareDatetime
    replies_count: int

    @property
    def state(self) -> list[Any]:
        """What changes when somebody writes."""
        return [self.replies_count, self.date_active.isoformat()]


class _Threads(BaseModel):
    results: list[_Thread]
    next: str | None = None


class _List(BaseModel):
    name: str


class _Lists(BaseModel):
    results: list[_List]


class _Name(BaseModel):
    message_id_hash: str


class _Names(BaseModel):
    results: list[_Name]
    next: str | None = None


class _Mail(_Name):
    sender_name: str | None = None
    subject: str
    date: AwareDatetime
    content: str


class HyperkittySpider(SourceSpider):
    """The source's url is the archives' front page, or that of one list. Option ``depth``: batches of 50 threads."""

    name = "hyperkitty"
    about = "Archives of Mailman 3 lists (HyperKitty)"
    kind = "json"
    remembers = "state of each thread; hashes of the mails read"
    marks: ClassVar = (Mark(0.8, text="hyperkitty"), Mark(0.4, css="a.thread-title, .thread-email"))
    signs: ClassVar = (
        Sign("not-provided", Health.LOGIN_WALL, r"credentials were not provided|do not have permission"),
    )

    def first(self) -> Iterator[Request]:
        """Ask for the newest threads of the list, or for the lists there are."""
        root, found, rest = self.base.partition("list/")
        self.root = root.removesuffix("api/")
        if found and "@" in rest:
            yield self._ask_threads(rest.partition("/")[0], 0)
        else:
            yield self.ask(f"{self.root}api/lists/?format=json&limit=1000", self.read_lists, listing=True)

    def read_lists(self, response: Response) -> Iterator[Request]:
        """Ask for the threads of each public list."""
        for each in self.json(response, _Lists).results:
            yield self._ask_threads(each.name, 0)

    def _ask_threads(self, name: str, offset: int) -> Request:
        url = f"{self._api(name)}threads/?format=json&limit={BATCH}&offset={offset}"
        return self.ask(url, self.read_threads, listing=True, deeper=False, name=name, offset=offset)

    def _api(self, name: str) -> str:
        return f"{self.root}api/list/{name}/"

    def read_threads(self, response: Response, name: str, offset: int) -> Iterator[Request]:
        """Ask for the mails of each thread that changed, and for older threads until the last whole visit's."""
        batch = self.json(response, _Threads)
        self.listed(len(batch.results))
        for thread in batch.results:
            if self.visit.cursor.get(f"{name}/{thread.thread_id}") != thread.state:
                yield self._ask_names(name, thread, 0)
        times = [thread.date_active for thread in batch.results]
        if times and offset == 0:
            self.visit.when_whole[f"{name}/read_to"] = max(times).isoformat()
        read_to = self.visit.cursor.get(f"{name}/read_to")
        enough = min(times, default=None) is None or (
            min(times) < datetime.fromisoformat(read_to) if read_to else offset >= self.option("depth", DEPTH) * BATCH
        )
        if batch.next and not enough:
            yield self._ask_threads(name, offset + BATCH)

    def _ask_names(self, name: str, thread: _Thread, offset: int) -> Request:
        url = f"{self._api(name)}thread/{thread.thread_id}/emails/?format=json&limit={BATCH}&offset={offset}"
        return self.ask(url, self.read_names, deeper=False, name=name, thread=thread, offset=offset)

    async def read_names(self, response: Response, name: str, thread: _Thread, offset: int) -> AsyncIterator[Any]:
        """Ask for the mails of a thread that no visit has read; the thread is read with the last of them."""
        batch = self.json(response, _Names)
        new = await self.visit.unseen([each.message_id_hash for each in batch.results])
        left = set(new)
        state = {} if batch.next else {f"{name}/{thread.thread_id}": thread.state}
        if not left:
            yield Page(cursor=state)
        for key in new:
            url = f"{self._api(name)}email/{quote(key)}/?format=json"
            yield self.ask(url, self.read_mail, deeper=False, name=name, left=left, state=state)
        if batch.next:
            yield self._ask_names(name, thread, offset + BATCH)

    def read_mail(self, response: Response, name: str, left: set[str], state: dict[str, Any]) -> Iterator[Page]:
        """Keep one mail."""
        mail = self.json(response, _Mail)
        left.discard(mail.message_id_hash)
        document = self.document(
            mail.content.encode(),
            f"{self.root}list/{name}/message/{mail.message_id_hash}/",
            title=mail.subject,
            author=mail.sender_name or None,
            posted_at=mail.date,
            media_type="text/plain",
            charset="utf-8",
        )
        yield Page((document,), {} if left else state, (mail.message_id_hash,))
