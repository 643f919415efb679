"""Times as sites write them: with a zone, or without one and then in UTC as far as anybody says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, Field


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC; one without a zone is taken to be in UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


UtcDatetime = Annotated[datetime, AfterValidator(in_utc)]
UnixTime = Annotated[int, Field(ge=0, lt=32_503_680_000)]  # seconds, before the year 3000


def from_unix(seconds: int) -> datetime:
    """The moment of a Unix time."""
    return datetime.fromtimestamp(seconds, UTC)


def read_moment(text: str | None) -> datetime | None:
    """A time in ISO 8601 as markup carries it; None where it carries none that can be read."""
    try:
        return in_utc(datetime.fromisoformat((text or "").strip()))
    except (ValueError, OverflowError):
        return None
