"""Older exports of a watchlist: who stood on it when, and with which figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from leakscan.model import Watchlist


def with_versions(watchlist: Watchlist, older: Mapping[date, Watchlist]) -> Watchlist:
    """The watchlist with its older states by the day they were exported.

    Args:
        watchlist: the list as it is now.
        older: the list as it was, under the day of each export; entries are the same by their keys (the ``id`` column,
            else the name).

    Returns:
        The list with ``versions``. Clients who stand on older exports alone are looked for as well: a copy that was
        taken then holds them. Figures that only older exports have are among its figures.
    """
    days = sorted(older)
    entries = {entry.key: entry for entry in watchlist.entries}
    for day in reversed(days):  # the newest export that a former client stands on knows most of it
        for entry in older[day].entries:
            entries.setdefault(entry.key, replace(entry, row=0))
    figures = dict.fromkeys((*watchlist.figures, *(figure for day in days for figure in older[day].figures)))
    versions = {day: {entry.key: dict(entry.figures) for entry in older[day].entries} for day in days}
    return replace(watchlist, entries=tuple(entries.values()), figures=tuple(figures), versions=versions)
