"""The sentences of the review, and the reading of what is typed into it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from leakscan.durations import parse_duration
from leakscan.errors import UsageError
from leakscan.store import Event, Mute, StoredHit

REASONS = (
    "a public directory or ranking",
    "news or talk about us, no list",
    "our own publication",
    "somebody else's list",
    "an old leak, known and dealt with",
)

MUTE = "Mute which of these, for how long, and why? Such as: 1 30d our press release"


def said(written: Sequence[Event]) -> str:
    """What was done, in a sentence."""
    if not written:
        return "Nothing changed: it was decided so before."
    hits = [event.hit for event in written if event.hit]
    of = f"{len(hits)} hits" if len(hits) > 1 else hits[0][:8] if hits else "the mute"
    last, after = written[-1], written[-1].after or "nobody"
    apart = {
        "undo assign": f"Taken back: {of} assigned to {after} again.",
        "unmute": "Taken back: the mute is over.",
        "note": f"Noted on {of}.",
        "assign": f"{of} assigned to {after}; u takes it back.",
    }
    plain = f"Taken back: {of} {after} again." if last.action.startswith("undo ") else f"{of} {after}; u takes it back."
    return apart.get(last.action, plain)


def mutable(hit: StoredHit) -> dict[str, dict[str, Any]]:
    """What may be muted of a hit: the words for it, and what the store is told."""
    source, watchlist = hit.hit.sighting.source, hit.hit.assessment.watchlist
    found: dict[str, dict[str, Any]] = {f"hits seen nowhere but at {source}": {"source": source}}
    if hit.incident is not None:
        found[f"incident {hit.incident}"] = {"incident": hit.incident}
    return found | {f"all of watchlist {watchlist}": {"watchlist": watchlist}}


def to_mute(typed: str, choices: Mapping[str, dict[str, Any]], who: str) -> Mute:
    """The mute that was asked for in one line: which of the choices, for how long, and why.

    Raises:
        UsageError: One of the three is missing or not to be read.
    """
    number, _, rest = typed.partition(" ")
    time, _, why = rest.strip().partition(" ")
    told = list(choices.values())
    if not (number.isascii() and number.isdigit() and 0 < int(number) <= len(told)) or not why.strip():
        raise UsageError(f"write a number from 1 to {len(told)}, a time and a reason: 1 30d our press release")
    try:
        until = datetime.now(UTC) + parse_duration(time)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{time!r} is no stretch of time: write 12h, 30d or 8w") from error
    return Mute(why.strip(), who, until, **told[int(number) - 1])


def without_text(typed: str) -> str:
    """A filter as it was typed, what it searches for left out."""
    words = shlex.split(typed)
    kept = [word for n, word in enumerate(words) if word != "--text" and words[max(n - 1, 0)] != "--text"]
    return shlex.join(word for word in kept if not word.startswith("--text="))
