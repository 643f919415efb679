"""Identifiers before names: the best of identifiers that overlap, and the names that are clear of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from leakscan.model import Match
from leakscan.screening.text import END, START, Text
from leakscan.screening.walk import FIRST, FORM, LAST

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakscan.screening.index import Engine


def best(found: Iterable[Match]) -> list[Match]:
    """Choose matches so that those of one watchlist never overlap.

    Of those at one place the longer wins, then the better; of equally good ones the first, with the others ambiguous.

    Returns:
        The chosen ones by start.
    """
    ordered = sorted(found, key=lambda match: (match.watchlist, match.start, -match.end, -match.score))
    chosen: list[Match] = []
    for match in ordered:
        last = chosen[-1] if chosen and chosen[-1].watchlist == match.watchlist else None
        if last is None or match.start >= last.end:
            chosen.append(match)
        elif match.score > last.score and (match.end - match.start) * 2 > last.end - last.start:
            chosen[-1] = match
        elif (last.start, last.end, last.score) == (match.start, match.end, match.score) and match.entry != last.entry:
            chosen[-1] = _with_other(last, match.entry)
    return sorted(chosen, key=lambda match: (match.start, match.end, match.watchlist))


def _with_other(match: Match, entry: str) -> Match:
    from dataclasses import replace

    return match if entry in match.ambiguous else replace(match, ambiguous=(*match.ambiguous, entry))


def clear_of(identified: Sequence[Match], rows: NDArray[np.int64], words: Text, engine: Engine) -> NDArray[np.int64]:
    """Laid forms that lie on no identifier of their watchlist; ``identified`` are by start and don't overlap in one."""
    import numpy as np

    spans: dict[str, list[tuple[int, int]]] = {}
    for match in identified:
        spans.setdefault(match.watchlist, []).append((match.start, match.end))
    lists = engine.entry_lists[engine.form_entries[rows[:, FORM]]]
    starts, ends = words.words[rows[:, FIRST], START], words.words[rows[:, LAST], END]
    clear = np.ones(len(rows), bool)
    for watchlist, taken in spans.items():
        begins, behind = np.array(taken).T
        before = np.searchsorted(begins, ends) - 1  # the last one that begins before the form ends
        met = (before >= 0) & (behind[before] > starts)
        clear &= ~(met & (lists == engine.lists.index(watchlist)))
    return rows if clear.all() else rows[clear]
