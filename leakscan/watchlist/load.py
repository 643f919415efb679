"""From a file to a watchlist; every row is understood or is an error with its file, row and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from leakscan.errors import WatchlistError
from leakscan.model import Entry, Watchlist
from leakscan.watchlist.columns import Columns, columns_of, nearest
from leakscan.watchlist.formats import read_sheet
from leakscan.watchlist.numbers import number_of
from leakscan.watchlist.row import Row
from leakscan.watchlist.sheet import Sheet, SheetRow, text_of

_FIELDS = tuple(name for name in Row.model_fields if name != "id")


@dataclass(frozen=True)
class Reading:
    """What a file amounted to: the watchlist of its good rows, the sheet behind it, and every bad row's error."""

    watchlist: Watchlist
    sheet: Sheet
    columns: Columns
    errors: tuple[WatchlistError, ...]


def load_watchlist(path: Path | str, name: str | None = None) -> Watchlist:
    """Read a watchlist from CSV, TSV, XLSX or JSON lines.

    Args:
        path: the file; its ending tells the format.
        name: what to call the watchlist; by default the file's stem (``acme.csv`` is ``acme``).

    Raises:
        WatchlistError: the first thing that is wrong, with row and column, and how many bad rows there are beside it.
    """
    reading = read(Path(path), name)
    if reading.errors:
        raise first_of(reading.errors)
    return reading.watchlist


def first_of(errors: Sequence[WatchlistError]) -> WatchlistError:
    """The first error of a file, which also tells how many more rows are bad."""
    first, more = errors[0], len(errors) - 1
    if not more:
        return first
    others = f"{more} more row{'s' if more > 1 else ''} can't be read either; 'leakscan watchlist check' shows them all"
    return WatchlistError(f"{reason(first)} ({others})", path=first.path, row=first.row, column=first.column)


def reason(error: WatchlistError) -> str:
    """The error's message without the place in front."""
    place = error.path + (f", row {error.row}" if error.row else "")
    place += f", column {error.column}" if error.column else ""
    return str(error).removeprefix(f"{place}: ")


def read(path: Path, name: str | None = None) -> Reading:
    """Read a file whole, collecting the errors of its rows instead of stopping at the first.

    Raises:
        WatchlistError: the file as a whole can't be read: no such file, encoding, header, quoting.
    """
    return build(read_sheet(path), path, name)


def build(sheet: Sheet, path: Path, name: str | None = None) -> Reading:
    """Understand a sheet that was read from ``path``."""
    columns = columns_of(sheet)
    if "name" not in columns.known:
        meant = next((heading for heading in sheet.columns if nearest(heading) == "name"), None)
        advice = f"rename {meant!r} to name" if meant else "add it to the header"
        raise WatchlistError(
            f"there is no column 'name'; {advice}, or map an export's columns with 'leakscan watchlist import'",
            path=path,
        )
    builder = _Builder(path, columns)
    entries = tuple(entry for row in sheet.rows if (entry := builder.entry(row)) is not None)
    if not sheet.rows:
        builder.errors.append(WatchlistError("there is a header but no row; a watchlist needs a client", path=path))
    watchlist = Watchlist(name or path.stem, entries, columns.figures)
    return Reading(watchlist, sheet, columns, tuple(builder.errors))


class _Builder:
    """Turns rows into entries one by one, remembering the keys that were given and what went wrong."""

    def __init__(self, path: Path, columns: Columns) -> None:
        self.path, self.columns = path, columns
        self.errors: list[WatchlistError] = []
        self._keys: dict[str, int] = {}

    def entry(self, row: SheetRow) -> Entry | None:
        """The row's entry, or None when an error was recorded for it."""
        try:
            return self._entry(row)
        except WatchlistError as error:
            self.errors.append(error)
            return None

    def _entry(self, row: SheetRow) -> Entry:
        known = self._known(row)
        figures = self._figures(row)
        key = self._key(known, row.number)
        return Entry(key=key, figures=figures, row=row.number, **{name: getattr(known, name) for name in _FIELDS})

    def _known(self, row: SheetRow) -> Row:
        cells = {column: row.cells.get(heading, "") for column, heading in self.columns.known.items()}
        try:
            return Row.model_validate(cells)
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            column = self.columns.known[str(first["loc"][0])]
            raise self._error(first["msg"].removeprefix("Value error, "), row.number, column) from None

    def _figures(self, row: SheetRow) -> Mapping[str, float]:
        figures: dict[str, float] = {}
        for heading in self.columns.figures:
            if not (text := text_of(row.cells.get(heading))):
                continue
            number = number_of(text)
            if number is None:
                raise self._error(
                    f"{text[:40]!r} is not a number, as the other values of this column are; write it plainly "
                    "(1234.5) or leave it empty",
                    row.number,
                    heading,
                )
            figures[heading] = number
        return figures

    def _key(self, known: Row, number: int) -> str:
        key = known.id or known.name
        if key in self._keys and known.id:
            raise self._error(
                f"{key!r} is already row {self._keys[key]}'s; an id belongs to one client",
                number,
                self.columns.known["id"],
            )
        if key in self._keys:
            key = f"{key} (row {number})"
        self._keys[key] = number
        return key

    def _error(self, message: str, row: int, column: str) -> WatchlistError:
        return WatchlistError(message, path=self.path, row=row, column=column)
