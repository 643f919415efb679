"""What tells one content of a watchlist from another."""

from __future__ import annotations

import hashlib

from leakscan.model import Entry, Watchlist


def digest_of(watchlist: Watchlist) -> str:
    """SHA-256 of what is looked for, in hexadecimal: the order of rows, and where they stand, are no part of it."""
    told = sorted(repr((*_told(entry), sorted(entry.figures.items()))) for entry in watchlist.entries)
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def _told(entry: Entry) -> tuple[object, ...]:
    """All that an entry says, its figures and its row apart."""
    lists = (entry.aliases, entry.domains, entry.emails, entry.identifiers)
    return (entry.key, entry.name, *lists, entry.since, entry.until, entry.public, entry.canary)
