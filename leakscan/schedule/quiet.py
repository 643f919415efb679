"""Quiet hours: a stretch of the day, in a zone of its own, in which nothing is visited."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from leakscan.config import ScheduleConfig


def quiet_until(now: datetime, settings: ScheduleConfig) -> datetime | None:
    """When the quiet hours that ``now`` (aware) lies in are over; None outside of them.

    The hours are those of a clock on the wall, so that they move with summer time.
    """
    if settings.quiet is None:
        return None
    start, end = (time.fromisoformat(part) for part in settings.quiet.split("-"))
    here = now.astimezone(ZoneInfo(settings.zone))
    at = here.time()
    inside = start <= at < end if start < end else at >= start or at < end
    if not inside:
        return None
    tomorrow = start > end and at >= start
    day = here.date() + timedelta(days=tomorrow)
    return datetime.combine(day, end, here.tzinfo).astimezone(now.tzinfo)
