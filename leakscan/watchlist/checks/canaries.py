"""Is there a planted client that would prove which copy leaked?"""

from __future__ import annotations

from collections.abc import Iterator

from leakscan.model import Watchlist
from leakscan.watchlist.finding import Finding, Level


def check(watchlist: Watchlist) -> Iterator[Finding]:
    """A note where the list has no canary at all."""
    if watchlist.entries and not any(entry.canary for entry in watchlist.entries):
        yield Finding(
            None,
            "canary",
            Level.NOTE,
            "no client of this list is a canary",
            "plant invented clients, each in one copy of the list, and name the copy in this column: "
            "finding one proves which copy leaked",
        )
