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
    from leakscan.store.messages import Alert, Delivery, Message
    from leakscan.store.outbox import AlertRule
    from leakscan.store.overview import Day, Seen
    from leakscan.store.reporting import Appearance, Count, Exposed, Incident

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
    "Message",
    "Mute",
    "PackedText",
    "Run",
    "Seen",
    "Step",
    "Store",
    "StoredHit",
    "StoredSighting",
    "Visit",
    "open_store",
]


_LATE = {
    "messages": ("Alert", "Delivery", "Message"),
    "outbox": ("AlertRule",),
    "overview": ("Day", "Seen"),
    "reporting": ("Appearance", "Count", "Exposed", "Incident"),
}


def __getattr__(name: str) -> Any:
    """What few commands need is read when they do."""
    from importlib import import_module

    for module, names in _LATE.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
