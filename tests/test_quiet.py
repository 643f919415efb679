from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from leakscan.config import ScheduleConfig
from leakscan.quiet import quiet_until


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "zone", "now", "until"),
    [
        (None, "UTC", "2026-11-22T03:00", None),
        ("22:00-06:00", "UTC", "2026-11-22T21:59", None),
        ("22:00-06:00", "UTC", "2026-11-22T22:00", "2026-11-23T06:00"),
        ("22:00-06:00", "UTC", "2026-11-23T05:59", "2026-11-23T06:00"),
        ("22:00-06:00", "UTC", "2026-11-23T06:00", None),
        ("12:00-13:00", "UTC", "2026-11-23T12:30", "2026-11-23T13:00"),
        ("22:00-06:00", "Europe/Zurich", "2026-07-01T20:30", "2026-07-02T04:00"),
        ("22:00-06:00", "Europe/Zurich", "2026-01-01T20:30", None),
        ("01:00-04:00", "Europe/Zurich", "2026-03-29T00:30", "2026-03-29T02:00"),  # the night that lacks an hour
        ("01:00-04:00", "Europe/Zurich", "2026-10-24T23:30", "2026-10-25T03:00"),  # the night that has one more
    ],
)
def test_quiet_hours(quiet: str | None, zone: str, now: str, until: str | None) -> None:
    assert quiet_until(at(now), quiet, zone) == (until and at(until))


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.times(), st.times())  # noqa: DTZ001  # made aware below
def test_they_end_within_a_day_and_then_are_over(now: datetime, start: object, end: object) -> None:
    quiet = f"{start:%H:%M}-{end:%H:%M}"
    if quiet[:5] == quiet[6:]:
        return
    zone = ScheduleConfig(quiet=quiet, zone="America/New_York").zone
    until = quiet_until(now.replace(tzinfo=UTC), quiet, zone)
    if until is not None:
        assert timedelta(0) <= until - now.replace(tzinfo=UTC) <= timedelta(hours=25)
        assert quiet_until(until, quiet, zone) is None


@pytest.mark.parametrize(
    "wrong", [{"quiet": "24:00-06:00"}, {"quiet": "6-8"}, {"quiet": "06:00-06:00"}, {"zone": "Mars"}, {"zone": "/etc"}]
)
def test_what_is_no_hours_and_no_zone_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        ScheduleConfig.model_validate(wrong)
