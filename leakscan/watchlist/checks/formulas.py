"""Did a spreadsheet leave formulas or their errors in the cells?"""

from __future__ import annotations

from collections.abc import Iterator

from leakscan.model import Entry, Watchlist
from leakscan.watchlist.finding import Finding, Level

_FAILED = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!")


def check(watchlist: Watchlist) -> Iterator[Finding]:
    """An error for each cell that is a formula, or the mark a failed one leaves, instead of a value."""
    for entry in watchlist.entries:
        for column, value in _texts(entry):
            if value.startswith("=") or value.upper() in _FAILED:
                what = f"{value[:40]!r} is a formula or its error, not a value"
                yield Finding(entry.row, column, Level.ERROR, what, "paste the values only, then save again")


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "name", entry.name
    yield "id", entry.key
    for column, values in (("aliases", entry.aliases), ("identifiers", entry.identifiers)):
        for value in values:
            yield column, value
