"""Places where a hit's document stands, and those where it no longer does: edited away, or deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from leakscan.store.values import optional_moment, storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database


def standing(db: Database, source: str) -> dict[str, datetime | None]:
    """Addresses at a source where documents with hits were seen last, each with when it was posted, if known."""
    rows = db.execute(
        "SELECT s.url, max(s.posted_at) FROM sightings s WHERE s.source = ? AND s.url IS NOT NULL AND s.gone_at IS NULL"
        " AND EXISTS (SELECT 1 FROM hits h WHERE h.document = s.document) GROUP BY s.url",
        [storable(source)],
    )
    return {url: optional_moment(posted) for url, posted in rows.fetchall()}


def leave(db: Database, source: str, urls: Iterable[str], now: str) -> None:
    """Note that nothing seen at these addresses stands there any more."""
    db.conn.executemany(
        "UPDATE sightings SET gone_at = ? WHERE source = ? AND url = ? AND gone_at IS NULL",
        [(now, storable(source), storable(url)) for url in urls],
    )


def replace(db: Database, source: str, shown: Iterable[tuple[str, str]], now: str) -> None:
    """Note that addresses show other documents than they did.

    Args:
        db: the store.
        source: the addresses' source.
        shown: pairs of an address and the SHA-256 of what it shows now; an archive's members share an address.
        now: since when.
    """
    by_url: dict[str, list[str]] = {}
    for url, sha256 in shown:
        by_url.setdefault(url, []).append(sha256)
    for url, documents in by_url.items():
        place = [storable(source), storable(url)]
        others = db.execute(
            "SELECT id, document FROM sightings WHERE source = ? AND url = ? AND gone_at IS NULL", place
        )
        left = [(now, number) for number, document in others.fetchall() if document not in documents]
        db.conn.executemany("UPDATE sightings SET gone_at = ? WHERE id = ?", left)
