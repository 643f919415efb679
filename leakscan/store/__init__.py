"""What leakscan remembers: documents, hits, runs, cursors and the history of triage, in one SQLite file.

The only SQL of the project. ``open_store(path)`` gives a ``Store``; see there for threads and processes.
"""

from __future__ import annotations

from leakscan.store.messages import Alert, Delivery, Message
from leakscan.store.opening import open_store
from leakscan.store.outbox import AlertRule
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
from leakscan.store.reporting import Appearance, Count, Exposed, Incident
from leakscan.store.store import Store

__all__ = [
    "JSON",
    "Alert",
    "AlertRule",
    "Appearance",
    "Committed",
    "Count",
    "Delivery",
    "Event",
    "Exposed",
    "HitFilter",
    "HitSort",
    "Incident",
    "Kept",
    "KeptDocument",
    "Message",
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
