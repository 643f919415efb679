"""From a CRM's export to a watchlist: its columns mapped, its dates made ISO, every row checked like any other."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leakscan.errors import UsageError, WatchlistError
from leakscan.watchlist.columns import KNOWN
from leakscan.watchlist.crms import columns_of_crm, recognise
from leakscan.watchlist.daystyle import day_first, iso_day
from leakscan.watchlist.formats import read_sheet
from leakscan.watchlist.load import Reading, build, first_of
from leakscan.watchlist.sheet import Sheet, SheetRow, text_of


@dataclass(frozen=True)
class Imported:
    """An export understood: the watchlist's sheet and its reading, and what became of the export's columns.

    ``mapped`` is heading to watchlist column, ``left_out`` the headings that nothing was made of, ``crm`` the CRM whose
    headings were recognised.
    """

    sheet: Sheet
    reading: Reading
    mapped: Mapping[str, str]
    left_out: tuple[str, ...]
    crm: str | None

    def to_csv(self) -> str:
        """The watchlist as the text of a CSV file."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.sheet.columns)
        writer.writerows([text_of(row.cells.get(column)) for column in self.sheet.columns] for row in self.sheet.rows)
        return text.getvalue()


def import_export(path: Path, mapping: Mapping[str, str] | None = None, crm: str | None = None) -> Imported:
    """Understand a CRM's export.

    Args:
        path: the export, in any format that a watchlist may have.
        mapping: heading of the export to watchlist column, or to a figure's name; goes before the CRM's own table.
        crm: whose export it is (``salesforce``, ``hubspot``); by default its headings tell.

    Raises:
        WatchlistError: no column for the name, a heading that is not there, or a bad row.
        UnknownNameError: no such CRM.
    """
    sheet = read_sheet(path)
    crm = crm or recognise(sheet.columns)
    mapped = _mapped(sheet, mapping or {}, crm, path)
    renamed = _renamed(sheet, mapped, path)
    reading = build(renamed, path)
    if reading.errors:
        raise first_of(reading.errors)
    left_out = tuple(heading for heading in sheet.columns if heading not in mapped)
    return Imported(renamed, reading, mapped, left_out, crm)


def parse_mapping(options: list[str]) -> dict[str, str]:
    """``["Account Name=name", …]`` as a mapping.

    Raises:
        UsageError: an option without ``=``, or with nothing on one of its sides.
    """
    mapping: dict[str, str] = {}
    for option in options:
        heading, _, column = option.rpartition("=")
        if not heading.strip() or not column.strip():
            raise UsageError(f"--map {option!r} is not HEADING=COLUMN, such as --map 'Account Name=name'")
        mapping[heading.strip()] = column.strip()
    return mapping


def _mapped(sheet: Sheet, mapping: Mapping[str, str], crm: str | None, path: Path) -> dict[str, str]:
    asked = {heading.casefold(): column for heading, column in mapping.items()}
    there = {heading.casefold() for heading in sheet.columns}
    if missing := [heading for heading in mapping if heading.casefold() not in there]:
        raise WatchlistError(f"there is no column {missing[0]!r}; there are: {', '.join(sheet.columns)}", path=path)
    table = {**(columns_of_crm(crm) if crm else {}), **asked}
    mapped = {heading: table[heading.casefold()] for heading in sheet.columns if heading.casefold() in table}
    mapped = {h: column.casefold() if column.casefold() in KNOWN else column for h, column in mapped.items()}
    if "name" not in mapped.values():
        raise WatchlistError(
            "no column was recognised as the client's name; say which it is: --map 'HEADING=name' "
            f"(headings: {', '.join(sheet.columns)})",
            path=path,
        )
    for single in ("name", "id", "since", "until"):
        mapped = _first_only(mapped, single, asked)
    return mapped


def _first_only(mapped: dict[str, str], column: str, asked: Mapping[str, str]) -> dict[str, str]:
    """One heading alone becomes a column that holds one value: the one asked for, else the first."""
    headings = [heading for heading, target in mapped.items() if target == column]
    kept = next((heading for heading in headings if heading.casefold() in asked), headings[0] if headings else None)
    return {heading: target for heading, target in mapped.items() if target != column or heading == kept}


def _renamed(sheet: Sheet, mapped: Mapping[str, str], path: Path) -> Sheet:
    targets = dict.fromkeys(mapped.values())
    columns = (*(known for known in KNOWN if known in targets), *(t for t in targets if t not in KNOWN))
    styles = {
        heading: day_first(text_of(row.cells.get(heading)) for row in sheet.rows)
        for heading, target in mapped.items()
        if target in ("since", "until")
    }
    rows = tuple(_row(row, mapped, styles, path) for row in sheet.rows)
    return Sheet(columns, rows, sheet.left_out)


def _row(row: SheetRow, mapped: Mapping[str, str], styles: Mapping[str, bool | None], path: Path) -> SheetRow:
    cells: dict[str, str] = {}
    for heading, target in mapped.items():
        value = text_of(row.cells.get(heading))
        if heading in styles:
            try:
                value = iso_day(value, styles[heading])
            except ValueError as error:
                raise WatchlistError(str(error), path=path, row=row.number, column=heading) from error
        if value:
            cells[target] = f"{cells[target]};{value}" if target in cells else value
    return SheetRow(row.number, cells)
