"""What a scan has done so far, kept in the transactions of what it found: a killed one goes on from there.

The marks of a scan lie among the cursors, under a source that no source can be called: the portions that are done,
how far the one under way has come, and what each step came to. A scan that has come to its end forgets them; a shard
keeps them, so that whoever joins the shards can tell whether all of them are whole.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from leakscan import __version__
from leakscan.model import iso
from leakscan.scan.portion import Portion, Shard
from leakscan.scan.remote import is_url
from leakscan.scan.summary import Summary

if TYPE_CHECKING:
    from leakscan.model import Watchlist
    from leakscan.store import Store

JOBS = "*scans*"
_UNDER_WAY = "under way"
_KEPT = timedelta(days=30)  # marks of a scan that nobody took up again


@dataclass(frozen=True)
class Job:
    """What a scan is: the same paths, watchlists and shard are the same scan; ``whole`` is what its shards share."""

    digest: str
    shard: Shard | None = None
    whole: str = ""


def job_of(paths: Iterable[str], watchlists: Iterable[Watchlist], shard: Shard | None, *options: str) -> Job:
    """The scan of these paths for these watchlists, by this release, and of whatever else changes what it keeps."""
    places = [path if path == "-" or is_url(path) else os.path.abspath(path) for path in paths]  # noqa: PTH100 - .. stays
    whole = _digest([__version__, *options, *places, *sorted(f"{w.name} {w.digest}" for w in watchlists)])
    return Job(_digest([whole, str(shard)]), shard, whole)


def _digest(told: list[str]) -> str:
    return hashlib.sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Marks:
    """The marks of one job in a store.

    ``run`` is the run that was killed, None for a scan that begins; ``earlier`` is what it and those before it came to.
    """

    def __init__(self, store: Store, job: Job, run: int, *, anew: bool = False) -> None:
        self._store, self._job = store, job
        self.run: int | None = None
        self.earlier = Summary()
        self._steps = 0
        self._within: tuple[str, int] = ("", 0)
        before = self._noted()
        if before is not None and not _can_go_on(store, before):
            before = None  # it still runs, and its marks are its own
        if before is not None and anew:
            store.forget(str(before["marks"]))
            before = None
        self._place = str(before["marks"]) if before else f"*scan {run}*"
        if before is not None:
            self.run = int(str(before["run"]))
            self._take_up()
        self._note(run, done=False)

    def is_done(self, portion: Portion) -> bool:
        """Whether an earlier attempt has looked at all of it."""
        return self.run is not None and bool(self._store.has_seen(self._place, [portion.key]))

    def begun(self, portion: Portion) -> int:
        """How many of its documents an earlier attempt has kept."""
        key, documents = self._within
        return documents if key == portion.key else 0

    def step(self, came_to: Summary, done: Iterable[str], under_way: tuple[str, int]) -> dict[str, Any]:
        """What a step of the store has to say of the scan: its ``source``, ``cursor`` and ``seen``.

        Args:
            came_to: what the step came to.
            done: keys of portions that were finished in it.
            under_way: key of the portion that is under way behind it, and how many of its documents are kept.
        """
        self._steps += 1
        cursor = {f"step {self._steps:09}": came_to.told(), _UNDER_WAY: list(under_way)}
        return {"source": self._place, "cursor": cursor, "seen": tuple(done)}

    def finish(self, run: int, problems: int = 0) -> None:
        """The scan has come to its end, and so many files could not be read."""
        if self._job.shard is not None:
            self._note(run, done=True, problems=problems)
            return
        self._store.forget(self._place)
        noted = self._noted()
        if noted is not None and noted["marks"] == self._place:
            self._write(None)

    def _take_up(self) -> None:
        for key, value in sorted(self._store.cursor(self._place).items()):
            if key == _UNDER_WAY:
                assert isinstance(value, list)  # noqa: S101  # step() writes one
                self._within = (str(value[0]), int(str(value[1])))
            else:
                assert isinstance(value, dict)  # noqa: S101  # as above
                self.earlier.add_told(value)
                self._steps += 1

    def _noted(self) -> dict[str, Any] | None:
        told = self._store.cursor(JOBS).get(self._job.digest)
        return told if isinstance(told, dict) else None

    def _note(self, run: int, *, done: bool, problems: int = 0) -> None:
        told = {"marks": self._place, "run": run, "at": iso(datetime.now(UTC)), "done": done, "problems": problems}
        shard = None if self._job.shard is None else str(self._job.shard)
        self._write({**told, "shard": shard, "whole": self._job.whole})

    def _write(self, told: Mapping[str, Any] | None) -> None:
        from leakscan.store import Step

        self._store.commit_step(Step(JOBS, cursor={self._job.digest: None if told is None else dict(told)}))


def forget_old(store: Store) -> None:
    """Drop the marks of scans that were killed long ago and not taken up again; those of shards stay."""
    from leakscan.store import Step

    for digest, told in store.cursor(JOBS).items():
        assert isinstance(told, dict)  # noqa: S101  # as written above
        if told["shard"] is None and datetime.fromisoformat(str(told["at"])) < datetime.now(UTC) - _KEPT:
            store.forget(str(told["marks"]))
            store.commit_step(Step(JOBS, cursor={digest: None}))


def _can_go_on(store: Store, before: Mapping[str, Any]) -> bool:
    """Whether the scan is at an end, or was killed; one that still runs is left alone."""
    return bool(before["done"]) or store.run(int(before["run"])).status != "running"
