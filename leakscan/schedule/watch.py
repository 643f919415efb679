"""The process that never forgets: it keeps every source to its interval, round after round, until it is told to stop.

What it needs to know is in the store: it can be killed at any moment and be started again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from leakscan.alerts.delivery import deliver
from leakscan.errors import IncompleteError, LeakscanError
from leakscan.quiet import quiet_until
from leakscan.schedule.due import Due, plan, ripe
from leakscan.schedule.rescreen import is_due
from leakscan.schedule.round import INCOMPLETE, Round, run_round
from leakscan.schedule.signals import Signals
from leakscan.store import open_store
from leakscan.workspace import Workspace, find_workspace

LOOK = 60.0  # seconds: the longest wait before the clock, the configuration and the store are looked at again
RESCREEN = 600.0  # seconds of rescreening at a time
SOON = 0.05
PAUSE, LONGEST_PAUSE = 5.0, 300.0  # seconds after a round that came to nothing; doubled each time

Tell = Callable[[str], None]


class NothingToWatchError(IncompleteError):
    """No source is enabled, so that a watch would watch nothing."""


@dataclass
class Watch:
    """A watch over the workspace at ``root``; ``run`` ends after ``rounds`` rounds, or when a signal asks for it.

    Attributes:
        root: the workspace's folder; its configuration is read anew before each round.
        tell: takes messages.
        log: where the crawls' log goes.
        rounds: how many rounds to make; None for no end.
        clock: the time, in UTC.
        cluster: options of ``leakscan crawl`` that name the cluster whose workers visit.
    """

    root: Path
    tell: Tell
    log: Path | None = None
    rounds: int | None = None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    cluster: Sequence[str] = ()
    status: int = 0
    _in_vain: int = field(default=0, init=False)
    _told: str = field(default="", init=False)
    _unchanged: object = field(default=None, init=False)

    def run(self, signals: Signals) -> int:
        """Watch; returns the gravest exit status of the rounds (3, then 2, then 1), 3 for one that was cut short.

        Raises:
            NothingToWatchError: no source is enabled at the start.
            UsageError: the configuration is wrong at the start; later it is told, and tried again.
        """
        if not any(source.enabled for source in find_workspace(self.root).config.source.values()):
            raise NothingToWatchError(
                f"no source is enabled in {self.root / 'leakscan.toml'}; there is nothing to watch"
            )
        made = 0
        while not signals.stopping and made != self.rounds:
            try:
                seconds = self._turn(signals)
            except LeakscanError as error:  # a full disk, a broken leakscan.toml: said, and tried again
                self._grave(error.exit_status)
                seconds = self._vain(f"error: {error}")
                made += 1
            made += seconds == 0
            if seconds and made != self.rounds:
                signals.wait(seconds)
        return self.status

    def _turn(self, signals: Signals) -> float:
        """Look once, and make a round if a source is due; returns the seconds to wait, 0 after a round."""
        place = find_workspace(self.root)
        self._deliver(place)
        now = self.clock()
        until = quiet_until(now, place.config.schedule.quiet, place.config.schedule.zone)
        if until is not None:
            return self._wait(f"quiet until {until:%Y-%m-%d %H:%M} UTC", (until - now).total_seconds())
        plans = _plans(place, now)
        if not plans:
            return self._wait("no source is enabled any more", LOOK)
        if plans[0].at > now:
            first = plans[0]
            again = self._rescreen(place, (first.at - now).total_seconds(), signals)
            if again is not None:
                return again
            says = f"next: {first.source} at {first.at:%Y-%m-%d %H:%M:%S} UTC ({first.why})"
            return self._wait(says, (first.at - now).total_seconds())
        return self._round(place, ripe(plans, now) or [plans[0].source], signals)

    def _deliver(self, place: Workspace) -> None:
        """Send what earlier rounds could not, or held back for a digest or the morning."""
        if not place.config.alerts.urls:
            return
        with open_store(place.database) as store:
            failed = deliver(store, place.config.alerts)
        for one in failed:
            self._grave(INCOMPLETE)
            self.tell(f"an alert was not delivered: {one}")

    def _round(self, place: Workspace, names: list[str], signals: Signals) -> float:
        done = run_round(self._command("crawl", *names), place.config.schedule.budget.total_seconds(), signals)
        self._told = ""
        self._grave(done.status)
        if done.stopped is not None:
            self._grave(INCOMPLETE)
            self.tell(f"the round was stopped: {done.stopped}")
        return self._after(place, names, done, signals)

    def _after(self, place: Workspace, names: list[str], done: Round, signals: Signals) -> float:
        """No wait after a round that left something in the store; else a pause, so that it is not tried in a loop."""
        now = self.clock()
        left = {due.source for due in _plans(place, now) if due.at <= now}
        if signals.stopping or self.rounds is not None or not left.intersection(names):
            self._in_vain = 0
            return 0.0
        return self._vain(f"the round (exit status {done.status}) left sources unvisited")

    def _rescreen(self, place: Workspace, seconds: float, signals: Signals) -> float | None:
        """Use the time until a source is due to screen kept documents for changed watchlists; None if there is none.

        A watchlist is read again only after its file was written. What does not fit goes on the next time.
        """
        mark = _mark(place)
        if mark == self._unchanged:
            return None
        with open_store(place.database) as store:
            changed = [watchlist.name for watchlist in place.watchlists() if is_due(store, watchlist)]
        if not changed:
            self._unchanged = mark
            return None
        self._told = ""
        done = run_round(self._command("rescreen", *changed), max(1.0, min(seconds, RESCREEN)), signals)
        if done.stopped is not None:
            return SOON
        self._grave(done.status)
        return SOON if done.status < INCOMPLETE - 1 else self._vain("rescreening was incomplete")

    def _command(self, *words: str) -> list[str]:
        command = [sys.executable, "-m", "leakscan", *words, "--workspace", str(self.root)]
        if words[0] != "crawl":
            return command
        log = ["--log", str(self.log)] if self.log is not None else []
        return [*command, "--scheduled", *log, *self.cluster]

    def _vain(self, says: str) -> float:
        seconds = min(PAUSE * (1 << self._in_vain), LONGEST_PAUSE)
        self._in_vain = min(self._in_vain + 1, 10)
        self.tell(f"{says}; again in {seconds:.0f} seconds")
        return seconds

    def _wait(self, says: str, seconds: float) -> float:
        if says != self._told:
            self.tell(says)
            self._told = says
        return max(SOON, min(seconds, LOOK))

    def _grave(self, status: int) -> None:
        self.status = max(self.status, status)


def _mark(place: Workspace) -> tuple[tuple[str, int, int], ...]:
    """Changes whenever a watchlist's file does."""
    paths = sorted(path for name in place.config.watchlist for path in place.watchlist_paths(name))
    found = [(path, path.stat()) for path in paths if path.exists()]
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in found)


def _plans(place: Workspace, now: datetime) -> list[Due]:
    with open_store(place.database) as store:
        return plan(place.config, store, now, place.config.schedule.jitter)
