"""Overviews as methods of the store."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from leakscan.model import Severity, Status
from leakscan.store.core import Core
from leakscan.store.late import overview, runs
from leakscan.store.values import stamp

if TYPE_CHECKING:
    from leakscan.store.overview import Day, Seen
    from leakscan.store.records import Run
    from leakscan.store.reporting import Incident


class Looking(Core):
    """What charts and timelines are drawn from; none of it reads an assessment."""

    def tally(self) -> dict[Status, dict[Severity, int]]:
        """How many hits stand where, by severity."""
        with self._reading() as db:
            return overview.tally(db)

    def daily(self, since: datetime, least: Severity = Severity.MEDIUM) -> dict[date, dict[Severity, int]]:
        """Hits by the day (UTC) they were first seen and by severity, from ``least`` on."""
        with self._reading() as db:
            return overview.daily(db, stamp(since), least)

    def health(self, since: datetime) -> list[Day]:
        """What became of each source's visits, by source and day (UTC)."""
        with self._reading() as db:
            return overview.health(db, stamp(since))

    def incident(self, number: int) -> Incident:
        """One incident with all its hits; UnknownNameError where there is none."""
        with self._reading() as db:
            return overview.incident(db, number)

    def incident_seen(self, number: int, limit: int = 500) -> list[Seen]:
        """The places at which documents of an incident were seen, oldest first, at most so many."""
        with self._reading() as db:
            return overview.seen(db, number, limit)

    def runs_before(self, before: int | None, limit: int) -> list[Run]:
        """Runs older than the one of this number (None for the newest on), newest first, without their visits."""
        with self._reading() as db:
            last = before if before is not None else 1 << 62
            return runs.read(db, "WHERE id < ? ORDER BY id DESC LIMIT ?", [last, limit], with_visits=False)
