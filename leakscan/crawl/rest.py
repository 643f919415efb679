"""Sources that are to be left alone for a while: because they asked for it, or because they keep refusing.

What is remembered between visits stands beside the spider's own cursor values, under a key that no spider uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from leakscan.model import Health, iso

if TYPE_CHECKING:
    from leakscan.crawl.health import Finding
    from leakscan.crawl.page import JSON

KEY = "~rest"
REFUSALS = 3  # visits in a row that a source may refuse, and answers in a row within one visit
SILENCES = 5  # requests in a row within one visit that may wait in vain
BREAK = timedelta(hours=24)  # for a source that refused so often
LONGEST = timedelta(days=7)  # a site that asks for a longer rest could silence its source for good

_REFUSED = {Health.REFUSED, Health.CHALLENGE, Health.LOGIN_WALL, Health.RATE_LIMITED}
_TROUBLE = {"server-error", "maintenance"}  # of the site itself, which refuses nobody by it


@dataclass(frozen=True)
class Rest:
    """Until when a source is left alone, and why; ``asked`` for by the site, or decided here."""

    until: datetime
    why: str
    health: Health
    asked: bool


def is_refusal(found: Finding) -> bool:
    """Whether the site turned us away, as against being broken, out of reach, or not asked at all."""
    broken = found.check in _TROUBLE or found.check.startswith("status-5")
    return found.answered and found.health in _REFUSED and not broken


def resting(cursor: Mapping[str, JSON], now: datetime | None = None) -> Rest | None:
    """The rest that a source still has to take, or None."""
    told = cursor.get(KEY) or {}
    if not told.get("until"):
        return None
    until = datetime.fromisoformat(told["until"])
    if until <= (now or datetime.now(UTC)):
        return None
    return Rest(until, told["why"], Health(told["health"]), bool(told["asked"]))


def in_words(rest: Rest) -> str:
    """The rest as ``leakscan source list`` and the run's account have it."""
    return f"left alone until {rest.until:%F %R} UTC: {rest.why}"


def remembered(
    cursor: Mapping[str, JSON], health: Health, refusals: list[Finding], asked_until: datetime | None
) -> JSON:
    """What to remember after a visit; None where there is nothing.

    Args:
        cursor: the source's cursor as the visit began.
        health: what the visit came to.
        refusals: its answers that turned us away.
        asked_until: until when the site asked not to be asked again, if it did.
    """
    now = datetime.now(UTC)
    before = int((cursor.get(KEY) or {}).get("refusals", 0))
    count = 0 if health is Health.OK else before + bool(refusals)
    if asked_until is not None:
        return _told(count, asked_until, "the site asked for it (Retry-After)", Health.RATE_LIMITED, asked=True)
    if count >= REFUSALS and refusals:
        first = refusals[0]
        why = f"{count} visits in a row were refused, the last by {first.check}"
        return _told(count, now + BREAK, why, first.health, asked=False)
    return {"refusals": count} if count else None


def _told(count: int, until: datetime, why: str, health: Health, *, asked: bool) -> JSON:
    return {"refusals": count, "until": iso(until), "why": why, "health": str(health), "asked": asked}
