"""Keeping what a scan finds: evidence first, then the store, in steps of a few documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from leakscan.extract import Unread
from leakscan.model import Hit, Severity
from leakscan.scan.examined import Begun, Examined, Finished, Keeping, Result
from leakscan.scan.marks import Job, Marks, forget_old
from leakscan.scan.summary import Summary

if TYPE_CHECKING:
    from leakscan.alerts.courier import Courier
    from leakscan.store import Kept, Store

_STEP_DOCUMENTS = 200
_STEP_BYTES = 64 << 20


@dataclass
class _Step:
    """What was seen since the last commit."""

    kept: list[Kept] = field(default_factory=list)
    came_to: Summary = field(default_factory=Summary)
    done: list[str] = field(default_factory=list)

    @property
    def is_due(self) -> bool:
        """Whether it holds a hit, or enough."""
        full = len(self.kept) >= _STEP_DOCUMENTS or self.came_to.bytes_read >= _STEP_BYTES
        return full or bool(self.came_to.found)

    @property
    def is_empty(self) -> bool:
        return not (self.kept or self.done or self.came_to.problems or self.came_to.skipped)


class Keeper:
    """Writes a scan into a store; without a database it keeps nothing.

    A step is committed before its hits are handed on, so what was printed is in the store. ``courier``, if given, is
    told of what is new.
    """

    def __init__(
        self,
        database: Path | None,
        evidence: Path | None,
        courier: Courier | None = None,
        *,
        far: bool = False,
        floor: Severity = Severity.INFO,
    ) -> None:
        self._database, self._evidence, self._courier = database, evidence, courier
        self._store: Store | None = None
        self._marks: Marks | None = None
        self._run = 0
        self._step = _Step()
        self._within: tuple[str, int] = ("", 0)
        self._bytes_read = 0
        self._finished = False
        self.keeping = Keeping(None if far else evidence, far and evidence is not None, floor)

    def __enter__(self) -> Self:
        if self._database is not None:
            from leakscan.store import open_store

            self._store = open_store(self._database)
        return self

    def begin(self, job: Job, watchlists: dict[str, str], *, anew: bool = False) -> Marks | None:
        """Begin the run; gives the marks of what an earlier attempt at the same scan has done, if it is kept at all.

        Args:
            job: which scan it is.
            watchlists: digests of what is looked for, by name.
            anew: do all of it again.
        """
        if self._store is not None:
            forget_old(self._store)
            self._run = self._store.begin_run("scan", watchlists)
            self._marks = Marks(self._store, job, self._run, anew=anew)
        return self._marks

    def earlier_hits(self) -> list[Hit]:
        """The hits of earlier attempts, as they stand in the store now."""
        if self._store is None or self._marks is None:
            return []
        return [self._store.hit(found).hit for found in dict.fromkeys(self._marks.earlier.found)]

    def keep(self, results: Sequence[Result]) -> None:
        """Keep some results; what they found is committed when this returns."""
        if self._store is None:
            return
        for result in results:
            self._step.came_to.add(result)
            if isinstance(result, Begun):
                self._within = (result.key, result.behind)
            elif isinstance(result, Finished):
                self._step.done.append(result.key)
            elif isinstance(result, Examined | Unread):
                self._within = (self._within[0], self._within[1] + 1)
            if isinstance(result, Examined) and result.read:
                self._bytes_read += result.document.size
                self._step.kept.append(self._kept(result))
        if self._step.is_due:
            self._commit()

    def _kept(self, result: Examined) -> Kept:
        from leakscan.store import Kept

        place = result.evidence
        if isinstance(place, bytes):
            place = self._written(result.document.sha256, place)
        return Kept(result.document, result.hits, place, rows=result.rows)

    def _written(self, sha256: str, record: bytes) -> str:
        from leakscan.evidence import keep_record

        assert self._evidence is not None  # noqa: S101  # what comes back packed was asked for
        return str(keep_record(self._evidence, sha256, record).relative_to(self._evidence.parent))

    def _commit(self) -> None:
        from leakscan.store import Step

        if self._store is not None and self._marks is not None and not self._step.is_empty:
            step = self._step
            said = self._marks.step(step.came_to, step.done, self._within)
            rule = self._courier.rule if self._courier else None
            self._store.commit_step(Step(examinations=tuple(step.kept), **said), self._run, rule)
            if self._courier:
                self._courier.wake()
        self._step = _Step()

    def finish(self, summary: Summary, exit_status: int) -> None:
        """Write what is left and close the run."""
        self._commit()
        if self._store is not None and self._marks is not None:
            self._marks.finish(self._run, len(summary.problems))
            self._store.end_run(
                self._run,
                status="incomplete" if summary.problems else "finished",
                exit_status=exit_status,
                problems=summary.problems,
                bytes_read=self._bytes_read,
            )
        self._finished = True

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._store is None:
            return
        try:
            if not self._finished and self._run:
                self._commit()
                told = [str(error) or type(error).__name__] if error else []
                self._store.end_run(
                    self._run, status="failed", exit_status=3, problems=told, bytes_read=self._bytes_read
                )
        finally:
            self._store.close()
