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
from leakscan.store.store import Store

if TYPE_CHECKING:
    from leakscan.store.merging import Merged
    from leakscan.store.messages import Alert, Delivery, Message, Notice
    from leakscan.store.outbox import AlertRule
    from leakscan.store.overview import Day, Seen
    from leakscan.store.reporting import Appearance, Count, Exposed, Incident
    from leakscan.store.search import snippet

__all__ = [
    "JSON",
    "Alert",
    "AlertRule",
    "Appearance",
    "Committed",
    "Count",
    "Day",
    "Delivery",
    "Event",
    "Exposed",
    "HitFilter",
    "HitSort",
    "Incident",
    "Kept",
    "KeptDocument",
    "KnownDocument",
    "Merged",
    "Message",
    "Mute",
    "Notice",
    "PackedText",
    "Run",
    "Seen",
    "Step",
    "Store",
    "StoredHit",
    "StoredSighting",
    "Visit",
    "known",
    "open_store",
    "snippet",
]


_LATE = {
    "merging": ("Merged",),
    "messages": ("Alert", "Delivery", "Message", "Notice"),
    "outbox": ("AlertRule",),
    "overview": ("Day", "Seen"),
    "reporting": ("Appearance", "Count", "Exposed", "Incident"),
    "search": ("snippet",),
}


def __getattr__(name: str) -> Any:
    """What few commands need is read when they do."""
    from importlib import import_module

    for module, names in _LATE.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
