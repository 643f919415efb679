"""Dates as exports write them (``1/15/2019``, ``15.01.2019``) to ISO dates; the column tells what the day is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[ T,].*)?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T].*)?")


def day_first(values: Iterable[str]) -> bool | None:
    """Whether the day stands first in a column's dates (dots, or a number above 12, tell); None if nothing does."""
    for value in values:
        if not (parts := _SLASHED.fullmatch(value.strip())):
            continue
        if parts[2] == "." or int(parts[1]) > 12:
            return True
        if int(parts[3]) > 12:
            return False
    return None


def iso_day(value: str, first: bool | None) -> str:
    """The date in ISO form, its time of day dropped; what is no date comes back as it is, to be refused with its row.

    Raises:
        ValueError: the value is a date, but which number is the day can't be told.
    """
    text = value.strip()
    if _ISO.fullmatch(text):
        return text[:10]
    if not (parts := _SLASHED.fullmatch(text)):
        return text
    if first is None and parts[1] != parts[3]:
        raise ValueError(
            f"{text!r} may be day/month or month/day, and no date of this column tells which; write ISO dates"
        )
    day, month = (int(parts[1]), int(parts[3])) if first else (int(parts[3]), int(parts[1]))
    try:
        return date(int(parts[4]), month, day).isoformat()
    except ValueError:
        return text
