"""What the visit of one source came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from leakscan.model import Health, Hit


@dataclass(frozen=True)
class Visited:
    """One source's part of a run, as it is reported and stored.

    ``hits`` are those new to the store. ``problems`` are all that was not read or not kept, in sentences.
    ``interrupted``: it was stopped before its end.
    """

    source: str
    spider: str
    health: Health
    detail: str
    started: datetime
    ended: datetime
    pages: int = 0
    bytes: int = 0
    documents: int = 0
    hits: tuple[Hit, ...] = ()
    gap: str | None = None
    problems: tuple[str, ...] = ()
    interrupted: bool = False

    @property
    def whole(self) -> bool:
        """Whether silence can be trusted: the source was read, all of it, back to where it was left."""
        return self.health is Health.OK and self.gap is None and not self.problems
