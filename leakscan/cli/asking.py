"""What hits' commands are asked with: ranges of severity, moments, ids from a pipe, and who is asking."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from leakscan.errors import UsageError
from leakscan.model import Severity, Status, Verdict

if TYPE_CHECKING:
    from leakscan.store import HitFilter, Store, StoredHit
    from leakscan.workspace import Place


_PAGE = 200  # hits read at a time


@contextmanager
def opened(named: Path | None) -> Iterator[tuple[Place, Store]]:
    """The workspace that was named or is nearest, its configuration unread, and its store."""
    from leakscan.store import open_store
    from leakscan.workspace import find_place

    place = find_place(named)
    with open_store(place.database) as store:
        yield place, store


def who() -> str:
    """The name that history shows: $LEAKSCAN_USER, else the login name."""
    try:
        return os.environ.get("LEAKSCAN_USER") or getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("this system has no name for you; set LEAKSCAN_USER, so that history shows it") from error


def severity_range(asked: str) -> tuple[Severity, Severity]:
    """``high`` is that one, ``high..`` at or above it, ``..high`` at or below, ``low..high`` between."""
    low, dots, high = asked.partition("..")
    lowest = _severity(low) if low else Severity.INFO
    highest = lowest if not dots else _severity(high) if high else Severity.CRITICAL
    if not (low or high) or lowest.rank > highest.rank:
        raise UsageError(f"--severity {asked!r} is no range; write high, high.. or low..high")
    return lowest, highest


def _severity(word: str) -> Severity:
    try:
        return Severity(word.lower())
    except ValueError as error:
        raise UsageError(f"--severity: {word!r} is none of {', '.join(Severity)}") from error


def statuses(asked: Sequence[str]) -> tuple[Status, ...]:
    """Statuses, each option holding one or several with commas between."""
    return _words("--status", asked, Status)


_Word = TypeVar("_Word", Status, Verdict)


def _words(option: str, asked: Sequence[str], kind: type[_Word]) -> tuple[_Word, ...]:
    words = [word.strip().lower() for each in asked for word in each.split(",")]
    try:
        return tuple(kind(word) for word in words)
    except ValueError as error:
        raise UsageError(f"{option}: {error}; there are {', '.join(kind)}") from error


def verdicts(asked: Sequence[str]) -> tuple[Verdict, ...]:
    """Verdicts, each option holding one or several with commas between."""
    return _words("--verdict", asked, Verdict)


def assignee(asked: str | None) -> str | None:
    """Whose hits: ``me`` is who asks, ``nobody`` (as an empty name) those that are nobody's."""
    if asked == "me":
        return who()
    return "" if asked == "nobody" else asked


def moment(asked: str) -> datetime:
    """``7d`` is seven days ago, ``2026-11-22`` the start of that day in UTC."""
    try:
        return _moment(asked, sign=-1)
    except OverflowError as error:
        raise UsageError(f"--since {asked!r} is before any calendar") from error
    except ValueError as error:
        raise UsageError(f"--since {asked!r}: write 12h, 7d, 2w or a date such as 2026-11-22") from error


def until(asked: str) -> datetime:
    """``30d`` is thirty days from now, ``2026-11-22`` the start of that day in UTC."""
    try:
        return _moment(asked, sign=1)
    except OverflowError as error:
        raise UsageError(f"--for {asked!r} is past any calendar") from error
    except ValueError as error:
        raise UsageError(f"--for {asked!r}: write 12h, 30d, 8w or a date such as 2026-11-22") from error


def _moment(asked: str, *, sign: int) -> datetime:
    """A duration from now, before (-1) or after (1) it, or else a date; OverflowError past the calendar."""
    from leakscan.durations import parse_duration

    try:
        return datetime.now(UTC) + sign * parse_duration(asked)
    except ValueError:  # no duration, so it has to be a date
        day = datetime.fromisoformat(asked)
    return day if day.tzinfo else day.replace(tzinfo=UTC)


def pages(store: Store, wanted: HitFilter, limit: int | None) -> Iterator[list[StoredHit]]:
    """The hits that a filter lets through with their matches, some at a time; None for all."""
    left = limit
    while left is None or left > 0:
        hits = store.hits(replace(wanted, limit=_PAGE if left is None else min(left, _PAGE)), with_matches=True)
        if not hits:
            return
        yield hits
        wanted = replace(wanted, after=hits[-1].id)
        left = None if left is None else left - len(hits)


def ids(asked: Sequence[str]) -> list[str]:
    """The ids given; ``-`` stands for those on standard input: the first word of each line, or JSON lines' ``id``.

    A pipe may be empty: that is a list without hits, and no mistake.
    """
    return [one for given in asked for one in (_piped() if given == "-" else [given])]


def _piped() -> Iterator[str]:
    for line in sys.stdin:
        words = line.split()
        if words:
            yield _json_id(line) if line.lstrip().startswith("{") else words[0]


def _json_id(line: str) -> str:
    try:
        return str(json.loads(line)["id"])
    except (ValueError, KeyError, RecursionError) as error:
        raise UsageError("standard input holds a line of JSON that is no hit with an id") from error
