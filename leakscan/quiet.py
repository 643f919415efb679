"""Quiet hours: a stretch of the day, in a zone of its own, in which sources or people are left alone."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


def quiet_until(now: datetime, hours: str | None, zone: str) -> datetime | None:
    """When the quiet hours that ``now`` (aware) lies in are over; None outside of them.

    Args:
        now: any moment with a time zone.
        hours: as ``22:00-06:00``; None for none.
        zone: whose clock on the wall they are read from, so that they move with summer time: ``Europe/Zurich``.
    """
    if hours is None:
        return None
    start, end = (time.fromisoformat(part) for part in hours.split("-"))
    here = now.astimezone(ZoneInfo(zone))
    at = here.time()
    inside = start <= at < end if start < end else at >= start or at < end
    if not inside:
        return None
    tomorrow = start > end and at >= start
    day = here.date() + timedelta(days=tomorrow)
    return datetime.combine(day, end, here.tzinfo).astimezone(now.tzinfo)
