"""Dates as forums write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakscan.crawl.clock import Clock

SENT = "Fri, 27 Feb 2026 14:10:00 GMT"
CLOCK = Clock.of(SENT, "")
_LONG_AGO, _LATELY = datetime.fromisoformat("1999-01-01"), datetime.fromisoformat("2026-02-26")


def at(month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-02-26T09:05:00+00:00", at(2, 26, 9, 5)),
        ("2026-02-26T04:05:00-0500", at(2, 26, 9, 5)),
        ("2026-02-26T09:05:00Z", at(2, 26, 9, 5)),
        ("2026-02-26T09:05:00.123Z", at(2, 26, 9, 5) + timedelta(milliseconds=123)),
        ("1772096700", at(2, 26, 9, 5)),
        ("1772096700000", at(2, 26, 9, 5)),
        ("Thu, 26 Feb 2026 09:05:00 GMT", at(2, 26, 9, 5)),
        ("Thu Feb 26, 2026 9:05 am", at(2, 26, 9, 5)),
        ("» Thu 26. Feb 2026, 21:05", at(2, 26, 21, 5)),
        ("February 26, 2026, 09:05:12 PM", at(2, 26, 21, 5, 12)),
        ("Feb. 26, 2026, 9 a.m.", at(2, 26, 9)),
        ("Feb. 26, 2026, 9:05 p.m.", at(2, 26, 21, 5)),
        ("Feb. 26, 2026, noon", at(2, 26, 12)),
        ("Feb. 26, 2026, midnight", at(2, 26)),
        ("12:30 AM, 26 février 2026", at(2, 26, 0, 30)),
        ("26 Мар 2025, 12:00", at(3, 26, 12, year=2025)),
        ("03. März 2025 10:00 Uhr", at(3, 3, 10, year=2025)),
        ("02-26-2026, 09:05 AM", at(2, 26, 9, 5)),
        ("26.02.2026 09:05", at(2, 26, 9, 5)),
        ("2026-02-26 09:05:01", at(2, 26, 9, 5, 1)),
        ("02/26/26", at(2, 26)),
        ("Today at 09:05:00 AM", at(2, 27, 9, 5)),
        ("Gestern, 22:15", at(2, 26, 22, 15)),
        ("5 minutes ago", at(2, 27, 14, 5)),
        ("an hour ago", at(2, 27, 13, 10)),
        ("Fri Feb 27 09:00:00 EST 2026", at(2, 27, 14)),
        ("Fri Feb 27 09:00:00 CET 2026", at(2, 27, 8)),
    ],
)
def test_what_is_written_is_read(text: str, moment: datetime) -> None:
    assert CLOCK.moment(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "Member since 2019",
        "31 February 2026",
        "99:99",
        "2026-13-45T00:00",
        "00-00-0000",
        "1e9",
        "2031-01-01",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert CLOCK.moment(text) is None


def test_the_page_s_clock_tells_the_zone() -> None:
    clock = Clock.of(SENT, "Current time: 02-27-2026, 09:10 AM")
    assert clock.offset == timedelta(hours=-5)
    assert clock.moment("02-26-2026, 04:05 AM") == at(2, 26, 9, 5)
    assert clock.moment("Today, 09:05 AM") == at(2, 27, 14, 5)


def test_the_page_s_clock_tells_days_from_months() -> None:
    sent = "Sat, 04 Apr 2026 08:00:00 GMT"
    other = "Fri, 03 Apr 2026 08:00:00 GMT"
    assert not Clock.of(other, "04-03-2026, 08:00").day_first
    assert Clock.of(other, "03-04-2026, 08:00").day_first
    assert Clock.of(sent, "25/11/2026").day_first
    assert not Clock.of(sent, "04-04-2026, 08:00").day_first
    assert Clock.of(other, "03-04-2026, 08:00").moment("02-04-2026") == at(4, 2)


def test_the_page_s_other_dates_tell_days_from_months() -> None:
    clock = Clock.of("Thu, 26 Nov 2026 08:00:00 GMT", "26/11/2026, 08:00")
    assert clock.moment("04/10/2026") == at(10, 4)
    assert Clock.of(SENT, "", ["04/02/2026", "13/01/2026"]).moment("04/02/2026") == at(2, 4)
    assert Clock.of(SENT, "", ["02/04/2026", "01/13/2026"]).moment("02/04/2026") == at(2, 4)
    assert Clock.of(SENT, "", ["13/01/2026", "01/13/2026"]).moment("02/04/2026") == at(2, 4)
    assert CLOCK.moment("04.02.2026") == at(2, 4)


def test_a_zone_that_is_named_knows_of_summer_time() -> None:
    clock = Clock.of(SENT, "27 February 2026, 15:10", zone=ZoneInfo("Europe/Berlin"))
    assert clock.moment("26 February 2026, 10:05") == at(2, 26, 9, 5)
    assert clock.moment("26 July 2025, 10:05") == at(7, 26, 8, 5, year=2025)
    late = Clock.of("Thu, 26 Feb 2026 23:30:00 GMT", "", zone=ZoneInfo("Europe/Berlin"))
    assert late.moment("Today, 00:10") == at(2, 26, 23, 10)


def test_a_clock_without_a_day_or_without_sense_changes_nothing() -> None:
    assert Clock.of(SENT, "All times are GMT -5. The time now is 09:10 AM.").offset == timedelta(hours=-5)
    assert Clock.of(SENT, "All times are UTC").offset == timedelta(0)
    assert Clock.of(SENT, "Current time: 01-01-2020, 09:10 AM").offset == timedelta(0)
    assert abs(Clock.of("nonsense", "").now - datetime.now(UTC)) < timedelta(minutes=1)


@given(st.text(max_size=60))
def test_nothing_that_a_page_says_breaks_it(text: str) -> None:
    moment = Clock.of(SENT, text).moment(text)
    assert moment is None or moment <= CLOCK.now + timedelta(days=2)


@given(st.datetimes(_LONG_AGO, _LATELY, timezones=st.just(UTC)))
def test_english_dates_survive(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    for form in ("%b %d, %Y, %I:%M:%S %p", "%a %b %d, %Y %H:%M:%S", "%m-%d-%Y, %H:%M:%S", "%Y-%m-%d %H:%M:%S"):
        assert CLOCK.moment(moment.strftime(form)) == moment


def test_a_zone_that_the_page_names_is_taken() -> None:
    assert Clock.of(SENT, "All times are Europe/Berlin").moment("26 July 2025, 10:05") == at(7, 26, 8, 5, year=2025)
    assert Clock.of(SENT, "All times are UTC + 1 hour [ DST ]").moment("26 July 2025, 10:05") == at(
        7, 26, 8, 5, year=2025
    )
    assert Clock.of(SENT, "All times are Nowhere/Place").moment("26 July 2025, 10:05") == at(7, 26, 10, 5, year=2025)
