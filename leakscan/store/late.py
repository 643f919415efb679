"""Modules of this room that are read when they are first used: listing hits needs few of what a crawl does."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leakscan.store import (
        audit,
        cursors,
        messages,
        mutes,
        outbox,
        overview,
        reporting,
        runs,
        steps,
        texts,
        triage,
        undoing,
    )
else:

    class _Late:
        """Stands for a module until something of it is asked for."""

        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, wanted: str) -> Any:
            return getattr(import_module(f"{__package__}.{self._name}"), wanted)

    audit, cursors, mutes, reporting = map(_Late, ("audit", "cursors", "mutes", "reporting"))
    runs, steps, texts = map(_Late, ("runs", "steps", "texts"))
    triage, undoing = map(_Late, ("triage", "undoing"))
    messages, outbox, overview = map(_Late, ("messages", "outbox", "overview"))

__all__ = [
    "audit",
    "cursors",
    "messages",
    "mutes",
    "outbox",
    "overview",
    "reporting",
    "runs",
    "steps",
    "texts",
    "triage",
    "undoing",
]
