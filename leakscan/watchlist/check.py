"""Everything that is worth knowing about a watchlist before relying on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leakscan.errors import WatchlistError
from leakscan.model import Watchlist
from leakscan.watchlist.checks import discovered
from leakscan.watchlist.finding import Finding, Level
from leakscan.watchlist.load import Reading, read, reason
from leakscan.watchlist.sheet import Sheet


@dataclass(frozen=True)
class Checked:
    """A checked file: the watchlist of its good rows (None if the file can't be read at all) and the findings."""

    watchlist: Watchlist | None
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        """Whether nothing found is an error, so that the list loads."""
        return all(finding.level is not Level.ERROR for finding in self.findings)


def check_file(path: Path, name: str | None = None) -> Checked:
    """Check a file: what can't be read in it, what its columns mean, and all that :func:`check_watchlist` looks at."""
    try:
        reading = read(path, name)
    except WatchlistError as error:
        return Checked(None, (_unreadable(error),))
    findings = [_unreadable(error) for error in reading.errors]
    findings += [*_columns(reading), *_shape(reading.sheet), *check_watchlist(reading.watchlist)]
    return Checked(reading.watchlist, tuple(_in_order(findings)))


def check_watchlist(watchlist: Watchlist) -> list[Finding]:
    """All checks of a watchlist that was read, in the order of its rows, findings about the whole list last."""
    return _in_order([finding for check in discovered() for finding in check(watchlist)])


def _in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.row is None, finding.row or 0))


def _unreadable(error: WatchlistError) -> Finding:
    what, _, advice = reason(error).partition("; ")
    return Finding(error.row, error.column, Level.ERROR, what, advice or "correct it; the list is refused until then")


def _columns(reading: Reading) -> Iterator[Finding]:
    for heading, meant in reading.columns.ignored.items():
        if meant and meant not in reading.columns.known:
            yield Finding(
                None,
                heading,
                Level.WARNING,
                "this column is not known and is ignored",
                f"if it means {meant!r}, call it so",
            )
        else:
            advice = "fine if it is a remark; a figure holds numbers only"
            yield Finding(None, heading, Level.NOTE, "this column is neither known nor a figure and is ignored", advice)


def _shape(sheet: Sheet) -> Iterator[Finding]:
    for row in sheet.rows:
        if row.short:
            what = f"the row ends after {len(row.cells)} of {len(sheet.columns)} cells; the others count as empty"
            yield Finding(row.number, None, Level.WARNING, what, "make sure that no line end split the row")
    if sheet.left_out:
        what = f"only the first sheet was read, not: {', '.join(sheet.left_out)}"
        yield Finding(
            None, None, Level.WARNING, what, "move the other sheets' clients into it, or into a list of their own"
        )
