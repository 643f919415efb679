"""Which row of a table is its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leakscan.block import Row

_NUMBER = re.compile(r"[\s$€£(+-]*\d[\d.,:/%\s-]*\)?")
_WORDS = frozenset(
    {
        "account",
        "accounts",
        "acct",
        "active",
        "address",
        "agency",
        "amount",
        "benutzer",
        "city",
        "client",
        "clients",
        "comptes",
        "company",
        "contact",
        "count",
        "country",
        "county",
        "created",
        "cuentas",
        "customer",
        "customers",
        "date",
        "domain",
        "email",
        "employees",
        "firma",
        "founded",
        "id",
        "joined",
        "kunde",
        "kunden",
        "last",
        "lastlogin",
        "licenses",
        "licences",
        "lizenzen",
        "location",
        "login",
        "mail",
        "name",
        "names",
        "nom",
        "number",
        "organisation",
        "organization",
        "org",
        "owner",
        "phone",
        "plan",
        "population",
        "price",
        "rank",
        "region",
        "renewal",
        "revenue",
        "search",
        "searches",
        "seat",
        "seats",
        "sector",
        "since",
        "sites",
        "state",
        "status",
        "ticker",
        "tier",
        "total",
        "type",
        "url",
        "user",
        "username",
        "users",
        "utenti",
        "utilisateurs",
        "website",
        "year",
        "zip",
    }
)


def heading(text: str, rows: Sequence[Row]) -> tuple[tuple[str, ...], Sequence[Row]]:
    """Part the heading from the rows below it.

    A heading has no figure where the rows below have one, or mostly words that head columns. One cell, or fewer
    than three rows, tell nothing.

    Returns:
        The heading's cells (empty if there is none) and the other rows.
    """
    if len(rows) < 3:
        return (), rows
    first = cells_of(text, rows[0])
    if len(first) < 2:
        return (), rows
    if any(_NUMBER.fullmatch(cell) for cell in first):
        return (), rows
    words = sum(_heads(cell) for cell in first)
    numeric = [_mostly_numbers(text, rows[1:9], column) for column in range(len(first))]
    below = any(number and cell for number, cell in zip(numeric, first, strict=True)) and (words or len(rows) > 3)
    if below or words >= max(2, len(first) / 2):
        return first, rows[1:]
    return (), rows


def cells_of(text: str, row: Row) -> tuple[str, ...]:
    """What the cells of a row say."""
    return tuple(text[cell.start : cell.end] for cell in row.cells)


def _heads(cell: str) -> bool:
    return len(cell) < 30 and any(word in _WORDS for word in re.split(r"[\W_]+", cell.lower()))


def _mostly_numbers(text: str, rows: Sequence[Row], column: int) -> bool:
    cells = [text[row.cells[column].start : row.cells[column].end] for row in rows if column < len(row.cells)]
    return sum(bool(_NUMBER.fullmatch(cell)) for cell in cells) > 0.6 * len(rows)
