"""Kept documents are screened again when a watchlist has changed: a new client may have leaked long ago."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from leakscan.errors import EvidenceError
from leakscan.evidence import recall
from leakscan.evidence.packing import unpacked
from leakscan.examine import examine_each, examine_text
from leakscan.model import Document, Hit, Watchlist

if TYPE_CHECKING:
    from leakscan.alerts.courier import Courier
    from leakscan.screening import Index
    from leakscan.store import KeptDocument, Store

BATCH = 50  # documents a transaction
KIND = "rescreen"


@dataclass
class Rescreened:
    """What rescreening came to: documents looked at, hits new to the store, and what could not be looked at.

    ``stopped``: it was asked to stop, and goes on from there the next time.
    """

    run: int
    documents: int = 0
    hits: list[Hit] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    stopped: bool = False

    @property
    def whole(self) -> bool:
        """Whether every kept document was looked at."""
        return not self.problems and not self.stopped


def is_due(store: Store, watchlist: Watchlist) -> bool:
    """Whether kept documents were screened for another content of the watchlist than its present one."""
    told, digest = store.rescreened(watchlist.name), watchlist.digest
    if told.get("digest") == digest and told.get("after") is not None:
        return True  # begun and not finished
    since = told.get("run") if told.get("digest") == digest else 0
    changed = store.screened_otherwise(watchlist.name, digest, since if isinstance(since, int) else 0)
    return changed and bool(store.kept(limit=1))


def rescreen(
    store: Store,
    evidence: Path,
    watchlist: Watchlist,
    index: Index,
    stopping: Callable[[], bool] = lambda: False,
    courier: Courier | None = None,
) -> Rescreened:
    """Screen every kept document for one watchlist, from where an earlier attempt was stopped or killed.

    Args:
        store: where the documents are known, and the hits go.
        evidence: the folder of kept documents.
        watchlist: what to look for.
        index: compiled from that watchlist, and from those that may explain a document better than it.
        stopping: asked between batches.
        courier: is told of what is found, if given.

    Raises:
        StoreError: the database refused; what was found before stands.
    """
    done = Rescreened(store.begin_run(KIND, {watchlist.name: watchlist.digest}))
    try:
        _all(store, evidence, watchlist, index, stopping, done, courier)
    except BaseException as error:
        store.end_run(done.run, status="failed", exit_status=3, problems=[str(error)])
        raise
    status = "finished" if done.whole else "incomplete"
    told = [*done.problems, "stopped before its end"] if done.stopped else done.problems
    store.end_run(done.run, status=status, exit_status=0 if done.whole else 3, problems=told)
    return done


def _all(
    store: Store,
    evidence: Path,
    watchlist: Watchlist,
    index: Index,
    stopping: Callable[[], bool],
    done: Rescreened,
    courier: Courier | None,
) -> None:
    texts = _Texts(store.dictionaries(), evidence, index, done)
    told, digest = store.rescreened(watchlist.name), watchlist.digest
    begun = told.get("digest") == digest and isinstance(told.get("after"), str)
    after = str(told["after"]) if begun else ""
    first = told["run"] if begun and isinstance(told.get("run"), int) else _first(store, done.run)
    while batch := store.kept(after, BATCH):
        if stopping():
            done.stopped = True
            return
        read: dict[str, str] = {}
        found = [hit for document in batch for hit in texts.hits(document, read)]
        hits = [hit for hit in found if hit.assessment.watchlist == watchlist.name]
        after = batch[-1].sha256
        progress = {"digest": digest, "run": first, "after": after}
        rule = courier.rule if courier else None
        new = set(store.found_again(watchlist.name, hits, progress, done.run, read, rule).new)
        if courier and hits:
            courier.wake()
        done.hits += [hit for hit in hits if hit.id in new]
        done.documents += len(batch)
    store.found_again(watchlist.name, (), {"digest": digest, "run": first, "after": None}, done.run)


def _first(store: Store, own: int) -> int:
    """The run from which on others say themselves what they looked for; one under way may hold the old list."""
    return min([own, *(run.id - 1 for run in store.runs(50) if run.status == "running" and run.id != own)])


@dataclass(frozen=True)
class _Texts:
    """Gets at the text of kept documents and examines it; what can't be read is a problem, and the rest goes on."""

    dictionaries: dict[int, bytes]
    evidence: Path
    index: Index
    done: Rescreened

    def hits(self, kept: KeptDocument, read: dict[str, str]) -> tuple[Hit, ...]:
        """The document's hits; where it has any, its text goes into ``read``."""
        ways = [self._from_bytes] * (kept.evidence is not None) + [self._from_text] * (kept.text is not None)
        for way in ways:
            try:
                hits, text = way(kept)
            except EvidenceError as error:  # where the bytes are damaged, the text may not be
                self.done.problems.append(str(error))
                continue
            if hits and text is not None:
                read[kept.sha256] = text
            return hits
        return ()

    def _from_bytes(self, kept: KeptDocument) -> tuple[tuple[Hit, ...], str | None]:
        content = recall(self.evidence, kept.sha256)
        (examination,) = examine_each([Document(content, kept.sighting, kept.media_type, kept.charset)], self.index)
        self._note(kept, examination.problems)
        return examination.hits, examination.text

    def _from_text(self, kept: KeptDocument) -> tuple[tuple[Hit, ...], str | None]:
        assert kept.text is not None  # noqa: S101  # the store gives documents that have either
        text = unpacked(kept.text, self.dictionaries)
        hits, cut = examine_text(text, kept.sha256, kept.size, kept.sighting, self.index)
        self._note(kept, () if cut is None else (cut,))
        return hits, text

    def _note(self, kept: KeptDocument, problems: tuple[str, ...]) -> None:
        place = kept.sighting.url or kept.sighting.path or kept.sha256[:16]
        self.done.problems += [f"{place}: {problem}" for problem in problems]
