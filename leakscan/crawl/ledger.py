"""The ledger of a real run: examine the documents, keep the evidence, commit the step."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from leakscan.crawl.page import JSON, Page
from leakscan.evidence import keep
from leakscan.examine import examine_each
from leakscan.extract import limits, members
from leakscan.model import Document, Hit
from leakscan.store import Kept, PackedText, Step, Store

if TYPE_CHECKING:
    from leakscan.alerts.courier import Courier
    from leakscan.examine import Examination
    from leakscan.screening import Index


class StoreLedger:
    """Screens pages and writes them to the store; what is new and what was unreadable is noted by source.

    ``texts`` are the sources of which every document's text is kept; ``courier``, if given, is told of what is new.
    """

    def __init__(
        self,
        store: Store,
        index: Index,
        evidence: Path,
        run: int,
        texts: Container[str] = frozenset(),
        courier: Courier | None = None,
    ) -> None:
        self.store, self.index, self.evidence, self.run, self.texts = store, index, evidence, run, texts
        self._courier = courier
        self._dictionary = max(store.dictionaries().items(), default=(None, None))
        self.new: defaultdict[str, list[Hit]] = defaultdict(list)
        self.problems: defaultdict[str, list[str]] = defaultdict(list)

    def cursor(self, source: str) -> Mapping[str, JSON]:
        """Where the source was left."""
        return self.store.cursor(source)

    def has_seen(self, source: str, keys: Iterable[str]) -> set[str]:
        """Those of the keys that were committed as seen."""
        return self.store.has_seen(source, keys)

    def standing(self, source: str) -> Mapping[str, datetime | None]:
        """Where hits of the source stand, as far as anybody knows."""
        return self.store.standing(source)

    def commit(self, pages: Sequence[tuple[str, Page]]) -> None:
        """Pages, each with its source, in their order and in one transaction, archives opened; evidence is on disk."""
        found = self._examined(pages)
        steps = [
            Step(source, tuple(kept), page.cursor, page.seen, page.gone, sole=True)
            for (source, page), kept in zip(pages, found, strict=True)
        ]
        rule = self._courier.rule if self._courier else None
        done = self.store.commit_steps(steps, run=self.run, rule=rule)
        if self._courier and (done.new or done.known):
            self._courier.wake()
        new = set(done.new)
        for step in steps:
            hits = [hit for kept in step.examinations for hit in kept.hits if hit.id in new]
            self.new[step.source] += hits
            new.difference_update(hit.id for hit in hits)

    def _examined(self, pages: Sequence[tuple[str, Page]]) -> list[list[Kept]]:
        """What is to be kept of each page; their documents are screened together, which is quicker by far."""
        found = [list[Kept]() for _ in pages]
        order = deque[int]()

        def documents() -> Iterator[Document]:
            for number, (source, page) in enumerate(pages):
                for document in self._opened(source, page.documents):
                    order.append(number)
                    yield document

        for examination in examine_each(documents(), self.index):
            number = order.popleft()
            found[number].append(self._kept(pages[number][0], examination))
        return found

    def _opened(self, source: str, documents: Iterable[Document]) -> Iterator[Document]:
        for document in documents:
            for found in members(document, limits.ATTACHED_BYTES):
                if isinstance(found, Document):
                    yield found
                elif not found.harmless:
                    self.problems[source].append(f"{found.path}: {found.reason}")

    def _kept(self, source: str, examination: Examination) -> Kept:
        document, seen = examination.document, examination.document.sighting
        self.problems[source] += [f"{seen.url or seen.path}: {problem}" for problem in examination.problems]
        packed = self._packed(source, examination)
        if not examination.hits:
            return Kept(document, packed=packed)
        place = keep(self.evidence, document).relative_to(self.evidence.parent)  # relative to the workspace
        return Kept(document, examination.hits, str(place), examination.text, packed)

    def _packed(self, source: str, examination: Examination) -> PackedText | None:
        """The text, where the source's settings ask for it to be kept."""
        if source not in self.texts or not examination.text:
            return None
        from leakscan.evidence.packing import pack

        number, dictionary = self._dictionary
        return PackedText(pack(examination.text, dictionary), len(examination.text), number)
