"""What a check of a watchlist tells: where, how bad, what, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding matters: an error stops the list from being used, a warning costs hits or brings noise."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about a watchlist. ``row`` counts from 1 with the header; None means the whole list."""

    row: int | None
    column: str | None
    level: Level
    what: str
    advice: str
