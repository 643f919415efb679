"""Sums for reports as methods of the store."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from leakscan.store import entries
from leakscan.store.core import Core
from leakscan.store.late import reporting
from leakscan.store.values import stamp

if TYPE_CHECKING:
    from leakscan.store.reporting import Appearance, Count, Exposed, Incident


class Summing(Core):
    """What happened since a moment, without reading every hit."""

    def counts(self, since: datetime) -> list[Count]:
        """Hits first seen since then, by verdict, severity and status."""
        with self._reading() as db:
            return reporting.counts(db, stamp(since))

    def incidents(self, since: datetime) -> list[Incident]:
        """Incidents of which a hit was first seen since then, the most urgent first."""
        with self._reading() as db:
            return reporting.incidents(db, stamp(since))

    def exposed(self, since: datetime) -> list[Exposed]:
        """Entries that surfaced since then; mentions and dismissed hits do not count."""
        with self._reading() as db:
            return reporting.exposed(db, stamp(since))

    def watchlists(self) -> list[str]:
        """Names of the watchlists that hits are of."""
        with self._reading() as db:
            return reporting.watchlists(db)

    def watchlist_sizes(self) -> dict[str, int]:
        """How many clients each watchlist had when its newest hit was assessed."""
        with self._reading() as db:
            return reporting.sizes(db)

    def appearances(self, entry: str, watchlist: str | None, since: datetime) -> tuple[str, list[Appearance]]:
        """The name of one entry (named by key or name) and the documents it stands in.

        Raises:
            UnknownNameError: It was never found, or several watchlists have one of that name.
        """
        with self._reading() as db:
            number, _, _, name = entries.named(db, entry, watchlist)
            return name, reporting.appearances(db, number, stamp(since))
