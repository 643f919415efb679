"""What leakscan remembers: documents, hits, runs, cursors and the history of triage, in one SQLite file.

The only SQL of the project. ``open_store(path)`` gives a ``Store``; see there for threads and processes.
"""

from __future__ import annotations

from leakscan.store.merging import Merged
from leakscan.store.opening import open_store
from leakscan.store.records import (
    JSON,
    Committed,
    Event,
    HitFilter,
    HitSort,
    Kept,
    KeptDocument,
    KnownDocument,
    Mute,
    PackedText,
    Run,
    Step,
    StoredHit,
    StoredSighting,
    Visit,
    known,
)
from leakscan.store.reporting import Appearance, Count, Exposed, Incident
from leakscan.store.search import snippet
from leakscan.store.store import Store

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
    "KnownDocument",
    "Merged",
    "Mute",
    "PackedText",
    "Run",
    "Step",
    "Store",
    "StoredHit",
    "StoredSighting",
    "Visit",
    "known",
    "open_store",
    "snippet",
]
