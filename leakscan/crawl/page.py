"""What a spider is told of its source, and what it hands over: one page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from leakscan.model import Document

JSON = Any  # what json.dumps takes; the cursor's values are a spider's own


@dataclass(frozen=True)
class Page:
    """What one page of a source brought: it is screened, then committed as a whole or not at all.

    ``cursor`` are the source's cursor values that are true once these documents are kept, ``seen`` the keys that
    need no second look. A page without documents moves the cursor alone. ``gone`` are addresses at which nothing stands
    any more. An address shows one document at a time: a new one there is an edit of the old.
    """

    documents: tuple[Document, ...] = ()
    cursor: Mapping[str, JSON] = field(default_factory=dict)
    seen: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __repr__(self) -> str:  # Scrapy logs items: content must not reach a log
        return f"Page({len(self.documents)} documents, {len(self.seen)} seen)"


class Ledger(Protocol):
    """Where pages end up, and who remembers what earlier visits saw. Called from one thread, never the reactor's."""

    def cursor(self, source: str) -> Mapping[str, JSON]:
        """The source's cursor as the last committed page left it."""
        ...

    def has_seen(self, source: str, keys: Iterable[str]) -> set[str]:
        """Those of the keys that were committed as seen."""
        ...

    def standing(self, source: str) -> Mapping[str, datetime | None]:
        """Addresses at which documents that matter were seen last, each with when it was posted, if that is known."""
        ...

    def commit(self, pages: Sequence[tuple[str, Page]]) -> None:
        """Screen the documents of pages, each with its source, and commit them in their order in one transaction."""
        ...


@dataclass
class Memory:
    """A ledger that forgets at the end of the process: for ``scrapy crawl`` and for trying a spider out."""

    pages: list[Page] = field(default_factory=list)
    cursors: dict[str, JSON] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    known: Mapping[str, datetime | None] = field(default_factory=dict)

    def cursor(self, source: str) -> Mapping[str, JSON]:
        """The cursor so far; every source shares it, since there is one."""
        return dict(self.cursors)

    def has_seen(self, source: str, keys: Iterable[str]) -> set[str]:
        """Those of the keys that a page of this process had."""
        return self.seen & set(keys)

    def standing(self, source: str) -> Mapping[str, datetime | None]:
        """Where documents were seen, those that were ``known`` before and then in the order of the pages."""
        places = dict(self.known)
        for page in self.pages:
            places |= {d.sighting.url: d.sighting.posted_at for d in page.documents if d.sighting.url}
            for url in page.gone:
                places.pop(url, None)
        return places

    def commit(self, pages: Sequence[tuple[str, Page]]) -> None:
        """Remember the pages."""
        for _, page in pages:
            self.pages.append(page)
            self.cursors.update(page.cursor)
            self.seen.update(page.seen)
