"""When each source is due, from its own interval and its last visits; a function of these alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from leakscan.model import Health

if TYPE_CHECKING:
    from leakscan.config import Config, SourceConfig
    from leakscan.store import Store, Visit

SLACK = 0.1  # of its interval: so much before its time a source may be taken along, or cron be early
AHEAD = timedelta(minutes=1)  # a visit further in the future than this was written by another clock
BACKOFF = 16  # times its interval, at most, between visits of a source that stays dark
LONGEST = timedelta(hours=6)  # nor longer than this, unless its own interval is
PAST = 16  # visits that are looked at

# A source that answers, but with too little, is asked as often as ever; one that turns us away is asked less.
TURNED_AWAY = {Health.REFUSED, Health.RATE_LIMITED, Health.LOGIN_WALL, Health.CHALLENGE, Health.GONE}


@dataclass(frozen=True, slots=True)
class Due:
    """When a source is due and why then; from ``ripe`` on it may be taken along with others."""

    source: str
    at: datetime
    ripe: datetime
    why: str
    last: Visit | None = None


def when_due(name: str, source: SourceConfig, past: Sequence[Visit], now: datetime, jitter: float = 0.0) -> Due:
    """When the source should be visited next.

    Args:
        name: the source's name.
        source: its settings.
        past: its latest visits, the newest first.
        now: the moment by this machine's clock, which may be wrong.
        jitter: share of the interval by which the moment is moved, either way; the same visit always moves it alike.
    """
    if not past:
        return Due(name, now, now, "never visited")
    last = past[0]
    if last.started > now + AHEAD:
        return Due(name, now, now, "its last visit lies in the future: the clock was moved", last)
    dark = _dark(past)
    wait = _wait(source.every, dark)
    why = f"every {_words(source.every)}" + (f", less often after {dark} dark visits" if dark else "")
    at = last.started + wait * (1 + jitter * _lot(name, last.started))
    return Due(name, at, last.started + wait * (1 - SLACK), why, last)


def plan(config: Config, store: Store, now: datetime, jitter: float = 0.0) -> list[Due]:
    """When each enabled source is due, the most urgent first."""
    found = [
        when_due(name, source, store.visits(name, PAST), now, jitter)
        for name, source in config.source.items()
        if source.enabled
    ]
    return sorted(found, key=lambda due: due.at)


def ripe(plans: Iterable[Due], now: datetime) -> list[str]:
    """The sources that may be visited now."""
    return [due.source for due in plans if due.ripe <= now]


def overdue(due: Due, every: timedelta, now: datetime) -> timedelta | None:
    """By how much a source is late, if by more than its interval or a quarter of an hour; one never visited is not."""
    late = now - due.at
    return late if due.last is not None and late > max(every, timedelta(minutes=15)) else None


def _dark(past: Sequence[Visit]) -> int:
    count = 0
    for visit in past:
        if visit.interrupted:
            continue
        if visit.health not in TURNED_AWAY:
            break
        count += 1
    return count


def _wait(every: timedelta, dark: int) -> timedelta:
    return min(every * min(1 << dark, BACKOFF), max(every, LONGEST))


def _lot(name: str, started: datetime) -> float:
    """A number from -1 to 1 that follows from the visit, so that a restart does not draw again."""
    digest = hashlib.blake2b(f"{name}\0{started.isoformat()}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**63 - 1


def _words(every: timedelta) -> str:
    seconds = int(every.total_seconds())
    unit, size = next((u, s) for u, s in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)) if seconds % s == 0)
    return f"{seconds // size}{unit}"
