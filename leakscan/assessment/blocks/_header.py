"""Which row of a table is its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leakscan.assessment.blocks._grid import Grid

_NUMBER = re.compile(r"[\s$€£(+-]*\d[\d.,:/%\s-]*\)?")
_BETWEEN = re.compile(r"[\W_]+")
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


def heading(text: str, rows: Grid) -> tuple[tuple[str, ...], Grid]:
    """Part the heading from the rows below it.

    A heading has no figure where the rows below have one, or mostly words that head columns. One cell, or fewer
    than three rows, tell nothing.

    Returns:
        The heading's cells (empty if there is none) and the other rows.
    """
    if len(rows) < 3:
        return (), rows
    first = cells_of(text, rows, 0)
    if len(first) < 2:
        return (), rows
    if any(_NUMBER.fullmatch(cell) for cell in first):
        return (), rows
    words = sum(_heads(cell) for cell in first)
    if words >= max(2, len(first) / 2):
        return first, rows[1:]
    if not (words or len(rows) > 3):
        return (), rows
    under = rows.table(1, min(9, len(rows)))
    columns = zip(first, *([text[a:b] for a, b in row] for row in under), strict=True)
    below = any(cell and _mostly_numbers(said) for cell, *said in columns)
    return (first, rows[1:]) if below else ((), rows)


def cells_of(text: str, rows: Grid, at: int) -> tuple[str, ...]:
    """What the cells of a row say."""
    return tuple(text[start:end] for start, end in rows.cells(at))


def _heads(cell: str) -> bool:
    return len(cell) < 30 and not _WORDS.isdisjoint(_BETWEEN.split(cell.lower()))


def _mostly_numbers(cells: Sequence[str]) -> bool:
    return sum(map(bool, map(_NUMBER.fullmatch, cells))) > 0.6 * len(cells)
