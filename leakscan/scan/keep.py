"""Keeping what a scan finds: evidence first, then the store, in steps of a few documents."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from leakscan.examine import Examination
from leakscan.scan.summary import Summary

if TYPE_CHECKING:
    from leakscan.alerts.courier import Courier
    from leakscan.store import Kept, Store

_STEP_DOCUMENTS = 200
_STEP_BYTES = 16 << 20


class Keeper:
    """Writes a scan into a store; without a database it keeps nothing.

    A step is committed before its hits are handed on, so what was printed is in the store. ``courier``, if given, is
    told of what is new.
    """

    def __init__(self, database: Path | None, evidence: Path | None, courier: Courier | None = None) -> None:
        self._database, self._evidence, self._courier = database, evidence, courier
        self._store: Store | None = None
        self._run = 0
        self._pending: list[Kept] = []
        self._bytes = 0
        self._finished = False

    def __enter__(self) -> Self:
        if self._database is not None:
            from leakscan.store import open_store

            self._store = open_store(self._database)
            self._run = self._store.begin_run("scan")
        return self

    def keep(self, examination: Examination) -> None:
        """Keep one examined document and its hits."""
        if self._store is None or examination.text is None:
            return
        from leakscan.store import Kept

        document = examination.document
        self._pending.append(Kept(document, examination.hits, self._keep_evidence(examination), examination.text))
        self._bytes += len(document.content)
        if examination.hits or len(self._pending) >= _STEP_DOCUMENTS or self._bytes >= _STEP_BYTES:
            self._commit()

    def _keep_evidence(self, examination: Examination) -> str | None:
        if self._evidence is None or not examination.hits:
            return None
        from leakscan.evidence import keep

        return str(keep(self._evidence, examination.document).relative_to(self._evidence.parent))

    def _commit(self) -> None:
        from leakscan.store import Step

        if self._store is not None and self._pending:
            rule = self._courier.rule if self._courier else None
            self._store.commit_step(Step("files", tuple(self._pending)), self._run, rule)
            if self._courier:
                self._courier.wake()
        self._pending, self._bytes = [], 0

    def finish(self, summary: Summary, exit_status: int) -> None:
        """Write what is left and close the run."""
        self._commit()
        if self._store is not None:
            status = "incomplete" if summary.problems else "finished"
            self._store.end_run(
                self._run,
                status=status,
                exit_status=exit_status,
                problems=summary.problems,
                bytes_read=summary.bytes_read,
            )
        self._finished = True

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._store is None:
            return
        try:
            if not self._finished:
                self._commit()
                told = [str(error) or type(error).__name__] if error else []
                self._store.end_run(self._run, status="failed", exit_status=3, problems=told)
        finally:
            self._store.close()
