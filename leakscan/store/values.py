"""Values as columns hold them: text without NUL and lone surrogates, times as ISO text in UTC, JSON as text."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import overload

from leakscan.model import iso
from leakscan.store.records import JSON


@overload
def storable(text: str) -> str: ...
@overload
def storable(text: None) -> None: ...
def storable(text: str | None) -> str | None:
    r"""The text with NUL and lone surrogates written as ``\x00`` and ``\ud800``.

    SQLite's functions stop at a NUL, hiding what follows, and a lone surrogate can't be bound at all.
    """
    if text is None:
        return None
    return text.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode("utf-8")


def moment(text: str) -> datetime:
    """The aware moment that ``stamp`` wrote."""
    return datetime.fromisoformat(text).astimezone(UTC)


def optional_moment(text: str | None) -> datetime | None:
    """Like ``moment``; None stays None."""
    return None if text is None else moment(text)


def stamp(when: datetime) -> str:
    """A moment as ``2026-11-22T18:00:00Z``, which sorts as time does."""
    text = iso(when)
    assert text is not None  # noqa: S101  # iso() gives None for None alone
    return text


def dumped(value: object) -> str:
    """Compact JSON, ASCII only, so that any string Python can hold is stored and comes back as it was."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)


def parsed(text: str) -> JSON:
    """What ``dumped`` wrote."""
    value: JSON = json.loads(text)
    return value
