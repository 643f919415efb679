"""Moments as forums write them: for machines where we are lucky, else as local, relative or half-spelt dates.

A forum that writes for people leaves out its time zone, says "Today", and does not tell 3 April from 4 March. Most
also print what time they think it is; compared with the ``Date`` header of the same answer, that clock tells both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# The first letters of a month in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish and Russian.
_MONTHS = {
    start: month
    for month, starts in enumerate(
        (
            "jan ene gen sty янв",
            "feb fév fev lut фев",
            "mar mär mrt мар",
            "apr abr avr kwi апр",
            "may mai mag mei maj май мая",
            "jun juin giu cze июн",
            "jul juil lug lip июл",
            "aug ago aoû sie авг",
            "sep set wrz сен",
            "oct okt ott out paź окт",
            "nov lis ноя",
            "dec dez dic déc gru дек",
        ),
        start=1,
    )
    for start in starts.split()
}
_DAYS_AGO = {
    word: days
    for days, words in enumerate(
        (
            "today heute aujourd'hui hoy oggi hoje vandaag dzisiaj сегодня",
            "yesterday gestern hier ayer ieri ontem gisteren wczoraj вчера",
        )
    )
    for word in words.split()
}
# Zones that mail software writes out, in hours from UTC.
_ZONES = {"UTC": 0, "GMT": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3} | {
    f"{zone}{kind}T": hours + (kind == "D")
    for zone, hours in (("E", -5), ("C", -6), ("M", -7), ("P", -8))
    for kind in "SD"
}
_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_AGO = re.compile(r"\b(\d{1,4}|an?)\s+(second|minute|hour|day|week)s?\s+ago\b", re.IGNORECASE)
_TIME = re.compile(r"\b(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?m\b)?", re.IGNORECASE)
_HOUR = re.compile(r"\b(\d{1,2})()()\s*([ap])\.?m\b|\b(?:(noon)|midnight)\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\b(\d{1,4})[-./](\d{1,2})[-./](\d{4}|\d{2})\b")
_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!:)")
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
_LONGEST = 120  # characters; a date is short
_ORDERS = {None: (False, True), True: (True,), False: (False,)}  # how to try to read numbers, by what the page tells


@dataclass(frozen=True)
class Clock:
    """What a page tells of its time: the server's now (UTC), its zone, and whether days stand before months.

    ``zone``, if anybody named it, goes before ``offset``, and knows of summer time.
    """

    now: datetime
    offset: timedelta = timedelta(0)
    day_first: bool = False
    zone: ZoneInfo | None = None

    @classmethod
    def of(cls, sent: str, shown: str, texts: Iterable[str] = (), *, zone: ZoneInfo | None = None) -> Clock:
        """Set by the ``Date`` header (else by our own clock) and the local time that the page shows, if any.

        Args:
            sent: the ``Date`` header.
            shown: the local time, in words.
            texts: the page's other dates; a 26 in one of them tells days from months.
            zone: the forum's zone, where it is known.
        """
        try:
            now = parsedate_to_datetime(sent).astimezone(UTC)
        except ValueError:
            now = datetime.now(UTC)
        order = _days_first([shown, *texts])
        plain = cls(now, _offset(shown), bool(order), zone or _zone(shown))
        readings = [replace(plain, offset=timedelta(0), day_first=first) for first in _ORDERS[order]]
        near = [(abs(local - now), each, local) for each in readings if (local := each.local(shown)) is not None]
        if not near:
            return plain
        distance, nearest, local = min(near, key=lambda reading: reading[0])
        if distance > timedelta(hours=15):  # a page from a cache, or no clock
            return plain
        return replace(nearest, offset=timedelta(minutes=15 * round((local - now).total_seconds() / 900)))

    def first_of(self, texts: Iterable[str]) -> datetime | None:
        """The first of the texts that can be read as a moment."""
        return next((found for text in texts if (found := self.moment(text)) is not None), None)

    def moment(self, text: str) -> datetime | None:
        """A text as a moment in UTC; None where it is none, or one that lies in the future by more than a day."""
        text = " ".join(text.split())[:_LONGEST]
        try:
            found = _for_machines(text) or self._ago(text) or self._local_as_utc(text)
        except (ValueError, OverflowError, OSError):
            return None
        return found if found is not None and found <= self.now + timedelta(days=1) else None

    def _ago(self, text: str) -> datetime | None:
        found = _AGO.search(text)
        if found is None:
            return None
        count = int(found[1]) if found[1].isdigit() else 1
        return self.now - timedelta(seconds=count * _UNITS[found[2].lower()])

    def _local_as_utc(self, text: str) -> datetime | None:
        local = self.local(text)
        named = next((_ZONES[word] for word in _WORDS.findall(text) if word in _ZONES), None)
        if local is None or named is not None:
            return local and local - timedelta(hours=named or 0)
        return local.replace(tzinfo=self.zone).astimezone(UTC) if self.zone else local - self.offset

    def local(self, text: str) -> datetime | None:
        """A date for people, in the forum's own zone (marked as UTC for want of a better one)."""
        day = self._day(text.lower())
        if day is None:
            return None
        try:
            return datetime(*day, *_time(text), tzinfo=UTC)
        except ValueError:
            return None

    def _day(self, text: str) -> tuple[int, int, int] | None:
        words = _WORDS.findall(text)
        for word in words:
            if word in _DAYS_AGO:
                here = self.now.astimezone(self.zone) if self.zone else self.now + self.offset
                then = here - timedelta(days=_DAYS_AGO[word])
                return then.year, then.month, then.day
        if numbers := _NUMBERS.search(text):
            return self._in_order(numbers[1], numbers[2], numbers[3], dotted="." in numbers[0])
        month = next((month for word in words if (month := _month(word))), None)
        year, day = _YEAR.search(text), _DAY.search(_HOUR.sub(" ", _TIME.sub(" ", text)))
        return (int(year[1]), month, int(day[1])) if month and year and day else None

    def _in_order(self, one: str, two: str, three: str, *, dotted: bool) -> tuple[int, int, int]:
        if len(one) == 4:
            return int(one), int(two), int(three)
        year = int(three) + (2000 if len(three) == 2 else 0)
        if int(one) > 12 or ((self.day_first or dotted) and int(two) <= 12):
            return year, int(two), int(one)
        return year, int(one), int(two)


def _days_first(texts: Iterable[str]) -> bool | None:
    """Whether the dates of a page have days before months; None where none of them tells, or they disagree."""
    found = [(int(each[1]), int(each[2])) for text in texts for each in _NUMBERS.finditer(text[:_LONGEST])]
    days, months = any(12 < one <= 31 for one, _ in found), any(two > 12 for one, two in found if one <= 12)
    return days if days != months else None


def _offset(shown: str) -> timedelta:
    """What a forum says of its zone ("All times are GMT -5", "UTC + 1 hour [ DST ]"); none is UTC."""
    found = re.search(r"\b(?:GMT|UTC)\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?\b(.{0,12}\bDST\b)?", shown)
    if found is None or int(found[2]) > 14:
        return timedelta(0)
    stated = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return (stated if found[1] == "+" else -stated) + timedelta(hours=bool(found[4]))


def _zone(shown: str) -> ZoneInfo | None:
    """The zone that a forum names ("All times are Europe/Berlin"), if this machine knows it."""
    found = re.search(r"\b[A-Z][a-z]+/[A-Z][A-Za-z_]+\b", shown)
    try:
        return ZoneInfo(found[0]) if found else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _for_machines(text: str) -> datetime | None:
    """ISO 8601 with its zone, seconds or milliseconds since 1970, or RFC 5322."""
    if re.fullmatch(r"\d{9,10}|\d{13}", text):
        return datetime.fromtimestamp(int(text[:10]) if len(text) == 13 else int(text), UTC)
    if re.match(r"\d{4}-\d{2}-\d{2}T\d", text):
        found = datetime.fromisoformat(re.sub(r"([+-]\d{2})(\d{2})$", r"\1:\2", text))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    if re.match(r"\w{3}, +\d{1,2} \w{3} \d{4} \d.*(?:[+-]\d{4}|GMT|UTC)", text):
        return parsedate_to_datetime(text).astimezone(UTC)
    return None


def _time(text: str) -> tuple[int, int, int]:
    """Hour, minute, second; midnight where none is told. Django writes "9 a.m." and "noon"."""
    found = _TIME.search(text) or _HOUR.search(text)
    if found is None or (found.re is _HOUR and found[1] is None):
        return (12 if found and found[5] else 0, 0, 0)
    hour, minute, second = (int(part or 0) for part in found.group(1, 2, 3))
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    return hour, minute, second


def _month(word: str) -> int | None:
    return _MONTHS.get(word[:4]) or _MONTHS.get(word[:3])
