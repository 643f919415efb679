"""Do the dates make sense?"""

from __future__ import annotations

from collections.abc import Iterator

from leakscan.model import Watchlist
from leakscan.watchlist.finding import Finding, Level


def check(watchlist: Watchlist) -> Iterator[Finding]:
    """An error for each client that left before it joined: such dates would date a leak wrongly."""
    for entry in watchlist.entries:
        if entry.since and entry.until and entry.until < entry.since:
            what = f"{entry.name!r} left ({entry.until}) before it joined ({entry.since})"
            yield Finding(entry.row, "until", Level.ERROR, what, "swap or correct the dates")
