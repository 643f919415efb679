"""What CRMs call their columns: one file a CRM, found by discovery.

Each offers ``MARKS`` (headings that give the CRM away; two are enough) and ``COLUMNS`` (heading to watchlist column).
Headings are compared in lower case. Record-keeping dates ("Created Date") and estimates that the CRM looked up
("Employees", "Annual Revenue") are no facts of the client relation and are left to ``--map``.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Protocol

from leakscan.errors import UnknownNameError


class Crm(Protocol):
    """What a file in this folder offers."""

    MARKS: frozenset[str]
    COLUMNS: Mapping[str, str]


@cache
def crms() -> Mapping[str, Crm]:
    """Every CRM that is known, by its file's name."""
    return {module.name: import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)}


def recognise(headings: Sequence[str]) -> str | None:
    """The CRM whose export has these headings; None where none, or more than one, gives itself away."""
    folded = {heading.casefold() for heading in headings}
    counts = {name: len(crm.MARKS & folded) for name, crm in crms().items()}
    best = sorted(counts, key=lambda name: -counts[name])
    if not best or counts[best[0]] < 2 or (len(best) > 1 and counts[best[1]] == counts[best[0]]):
        return None
    return best[0]


def columns_of_crm(name: str) -> Mapping[str, str]:
    """Heading (lower case) to watchlist column for a CRM by name.

    Raises:
        UnknownNameError: no such CRM; the message lists them.
    """
    if name not in crms():
        raise UnknownNameError(
            f"no CRM {name!r} is known; there are: {', '.join(sorted(crms()))}; use --map for others"
        )
    return crms()[name].COLUMNS
