"""Archives of Mailman 3 lists (HyperKitty): threads by their API, mails and what is attached by the mailbox export."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.health import Finding
from leakscan.crawl.hyperkitty import Lists, Mail, Name, Names, Part, Thread, Threads, parts
from leakscan.crawl.marks import Mark
from leakscan.crawl.spider import Page, Sign, SourceSpider
from leakscan.model import Document, Health

if TYPE_CHECKING:
    from twisted.python.failure import Failure

BATCH = 50  # threads, or mails
DEPTH = 50  # batches of threads that the first visit goes back


class HyperkittySpider(SourceSpider):
    """The source's url is the archives' front page, or that of one list.

    Options: ``depth``, batches of 50 threads to go back; ``export = false`` for an archive that exports no mailboxes.
    """

    name = "hyperkitty"
    about = "Archives of Mailman 3 lists (HyperKitty)"
    kind = "json"
    remembers = "state of each thread; hashes of the mails read"
    pages = r"(?<=/)(?:(?:thread|message|lists|users|export)/|latest|search|\d{4}/\d)"
    marks: ClassVar = (Mark(0.8, text="hyperkitty"), Mark(0.4, css="a.thread-title, .thread-email"))
    signs: ClassVar = (
        Sign("not-provided", Health.LOGIN_WALL, r"credentials were not provided|do not have permission"),
        Sign("no-export", Health.GONE, r"archive download disabled"),
    )

    def first(self) -> Iterator[Request]:
        """Ask for the newest threads of the list, or for the lists there are."""
        root, found, rest = self.base.partition("list/")
        self.root = root.removesuffix("api/")
        self.export = self.option("export", default=True)
        if found and "@" in rest:
            yield self._ask_threads(rest.partition("/")[0], 0)
        else:
            yield self.ask(f"{self.root}api/lists/?format=json&limit=1000", self.read_lists, listing=True)

    def read_lists(self, response: Response) -> Iterator[Request]:
        """Ask for the threads of each public list."""
        for each in self.json(response, Lists).results:
            yield self._ask_threads(each.name, 0)

    def _ask_threads(self, name: str, offset: int) -> Request:
        url = f"{self.root}api/list/{name}/threads/?format=json&limit={BATCH}&offset={offset}"
        return self.ask(url, self.read_threads, listing=True, deeper=False, name=name, offset=offset)

    def read_threads(self, response: Response, name: str, offset: int) -> Iterator[Request]:
        """Ask for the mails of each thread that changed, and for older threads until the last whole visit's."""
        batch = self.json(response, Threads)
        self.listed(len(batch.results))
        for thread in batch.results:
            if self.visit.cursor.get(f"{name}/{thread.thread_id}") != thread.state:
                yield self._ask_names(name, thread, [], 0)
        times = [thread.date_active for thread in batch.results]
        if times and offset == 0:
            self.visit.when_whole[f"{name}/read_to"] = max(times).isoformat()
        read_to = self.visit.cursor.get(f"{name}/read_to")
        enough = min(times, default=None) is None or (
            min(times) < datetime.fromisoformat(read_to) if read_to else offset >= self.option("depth", DEPTH) * BATCH
        )
        if batch.next and not enough:
            yield self._ask_threads(name, offset + BATCH)

    def _ask_names(self, name: str, thread: Thread, before: list[Name], offset: int) -> Request:
        url = f"{self.root}api/list/{name}/thread/{thread.thread_id}/emails/?format=json&limit={BATCH}&offset={offset}"
        return self.ask(url, self.read_names, deeper=False, name=name, thread=thread, before=before, offset=offset)

    async def read_names(
        self, response: Response, name: str, thread: Thread, before: list[Name], offset: int
    ) -> AsyncIterator[Any]:
        """Ask for the mails of a thread that no visit has read: all at once if they are several."""
        batch = self.json(response, Names)
        names = before + batch.results
        if batch.next:
            yield self._ask_names(name, thread, names, offset + BATCH)
            return
        unseen = set(await self.visit.unseen([each.message_id_hash for each in names]))
        new = [each for each in names if each.message_id_hash in unseen]
        state = {f"{name}/{thread.thread_id}": thread.state}
        if not new:
            yield Page(cursor=state)
        elif self.export:
            which = f"thread={thread.thread_id}" if len(new) > 1 else f"message={new[0].message_id_hash}"
            url = f"{self.root}list/{name}/export/mails.mbox.gz?{which}"
            request = self.ask(url, self.read_export, kind="any", aside=True, name=name, new=new, state=state)
            yield request.replace(errback=self.on_no_export)
        else:
            for request in self._ask_mails(name, new, state):
                yield request

    def read_export(
        self, response: Response, name: str, new: list[Name], state: dict[str, Any]
    ) -> Iterator[Page | Request]:
        """Keep the mails of an export that are new; ask one by one for those that it lacks."""
        held = list(parts(response.body))
        found = [each for each in new if any(part.key == each.key for part in held)]
        rest = [each for each in new if each not in found]
        for at in range(0, len(found), BATCH):
            some = found[at : at + BATCH]
            documents = (self._document(name, each, part) for each in some for part in held if part.key == each.key)
            whole = not rest and at + BATCH >= len(found)
            yield Page(tuple(documents), state if whole else {}, tuple(each.message_id_hash for each in some))
        yield from self._ask_mails(name, rest, state)

    def missed(self, found: Finding, **passed: Any) -> Iterator[Request]:
        """An archive that exports nothing tells each mail by its API."""
        return self._without_export(**passed) if "new" in passed else iter(())

    def on_no_export(self, failure: Failure) -> Iterator[Request]:
        """So does one whose exports robots.txt forbids."""
        self.visit.answered += 1
        return self._without_export(**failure.request.cb_kwargs["passed"])  # type: ignore[attr-defined]  # Scrapy's

    def _without_export(self, name: str, new: list[Name], state: dict[str, Any]) -> Iterator[Request]:
        self.export = False
        yield from self._ask_mails(name, new, state)

    def _ask_mails(self, name: str, new: list[Name], state: dict[str, Any]) -> Iterator[Request]:
        left = {each.message_id_hash for each in new}
        for each in new:
            url = f"{self.root}api/list/{name}/email/{quote(each.message_id_hash)}/?format=json"
            yield self.ask(url, self.read_mail, deeper=False, name=name, left=left, state=state)

    def read_mail(self, response: Response, name: str, left: set[str], state: dict[str, Any]) -> Iterator[Page]:
        """Keep one mail's text; the thread is read with its last one."""
        mail = self.json(response, Mail)
        left.discard(mail.message_id_hash)
        document = self._document(name, mail, Part(mail.key, mail.content.encode(), "text/plain"))
        yield Page((document,), {} if left else state, (mail.message_id_hash,))

    def _document(self, name: str, mail: Name, part: Part) -> Document:
        return self.document(
            part.content,
            f"{self.root}list/{name}/message/{mail.message_id_hash}/{part.name and '#' + quote(part.name)}",
            title=part.name or mail.subject,
            author=mail.sender_name or None,
            posted_at=mail.date,
            media_type=part.media_type,
            charset=None if part.name else "utf-8",
        )
