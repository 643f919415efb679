"""What leakscan remembers: documents, hits, runs, cursors and the history of triage, in one SQLite file.

The only SQL of the project. ``open_store(path)`` gives a ``Store``; see there for threads and processes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leakscan.store.opening import open_store
from leakscan.store.records import (
    JSON,
    Committed,
    Event,
    HitFilter,
    HitSort,
    Kept,
    KeptDocument,
    Mute,
    PackedText,
    Run,
    Step,
    StoredHit,
    StoredSighting,
    Visit,
)
from leakscan.store.store import Store

if TYPE_CHECKING:
    from leakscan.store.reporting import Appearance, Count, Exposed, Incident

__all__ = [
    "JSON",
    "Appearance",
    "Committed",
    "Count",
    "Event",
    "Exposed",
    "HitFilter",
    "HitSort",
    "Incident",
    "Kept",
    "KeptDocument",
    "Mute",
    "PackedText",
    "Run",
    "Step",
    "Store",
    "StoredHit",
    "StoredSighting",
    "Visit",
    "open_store",
]


def __getattr__(name: str) -> Any:
    """What reports alone need is read when they do."""
    if name not in {"Appearance", "Count", "Exposed", "Incident"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from leakscan.store import reporting

    return getattr(reporting, name)
