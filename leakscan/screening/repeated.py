"""Forms at places that have nothing unlike around them: laid and judged at the first, taken over at the others.

Without a compiler laying and judging a form takes some ten times as long as telling that it was done before, so that a
text of one name over and over costs no more than others. What is compared is all that :mod:`leakscan.screening.walk`
and :mod:`leakscan.screening.judge` look at, character by character and word by word.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any

from leakscan.screening.around import LONGEST_LEGAL
from leakscan.screening.book import WORDS_AT, Book
from leakscan.screening.gaps import LONGEST_LINE
from leakscan.screening.text import END, NUMBER, START, Text
from leakscan.screening.walk import BORDER, BRIDGED, BRIDGES, FIRST, LAST, MOST_SKIPPED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

# Words that are looked at before a name and behind one: its legal form, and a few further ones; behind it may be two.
_BEFORE, _BEHIND = LONGEST_LEGAL + 4, 2 * LONGEST_LEGAL + 6
# Fewer of a kind are not worth a look around, nor more than so many surroundings, of so many characters, their memory.
_WORTHWHILE, _BESIDE, _MOST_KEPT, _WIDEST = 3, 3, 1_000, 4_000
# Nor is a text worth it that has less than one such place in so many words.
SELDOM = 100

# Whether a form lies with a word of the text for each of its own, and its row if it is a name there.
Fate = tuple[bool, list[int] | None]


def met_often(text: Text, places: Whole, *columns: NDArray[Any]) -> list[bool]:
    """Which places have the same words next to them as several others, and the same numbers in further columns.

    None where these are too few for the text.
    """
    import numpy as np

    if SELDOM * len(places) < len(text.words):
        return [False] * len(places)
    numbers = text.words[:, NUMBER]
    keys = np.zeros(len(places), np.uint64)
    beside = (numbers.take(places + n, mode="clip") for n in range(-_BESIDE, _BESIDE + 1))
    for column in (*columns, *beside):
        keys = (keys ^ column.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(29)
    _, kinds, counts = np.unique(keys, return_inverse=True, return_counts=True)
    met = counts[kinds] >= _WORTHWHILE
    if SELDOM * np.count_nonzero(met) < len(text.words):
        met[:] = False
    return list(met.tolist())


class Repeated:
    """What became of forms at places that are worth it, for others that are the same all around."""

    def __init__(self, text: Text, book: Book, worthwhile: bool) -> None:
        """``text`` and ``book`` are of arrays; where it is not ``worthwhile`` no key may be asked for."""
        import numpy as np

        self._kept: dict[Hashable, tuple[int, Fate]] = {}
        if not worthwhile:
            return
        words = text.words.copy()
        words[:, END] -= words[:, START]
        words[:, START] = np.diff(words[:, START], prepend=0)
        self._words, self._width, self._starts = words.reshape(-1).data, words.shape[1], text.words[:, START].tolist()
        self._kinds, self._low, self._begins = text.kinds.data, text.low.data, book.forms[:, WORDS_AT].data

    def key(self, form: int, at: int, place: int) -> Hashable:
        """What all places have in common at which the fate of a form is the same, of which the word ``at`` lies there.

        None where too little stands behind to tell, or there are words without an end.
        """
        behind = self._begins[form + 1] - self._begins[form] - at - 1
        first = max(0, place - at * (MOST_SKIPPED + 1) - _BEFORE)
        last = place + behind * (MOST_SKIPPED + 1) + _BEHIND
        if last >= len(self._starts):
            return None
        start, end = max(0, self._starts[first] - LONGEST_LINE - 1), self._starts[last]
        if end - start > _WIDEST:
            return None
        return (
            form,
            at,
            place - first,
            self._starts[place] - start,
            bytes(self._kinds[start:end]),
            bytes(self._low[start:end]),
            bytes(self._words[first * self._width : last * self._width]),
        )

    def fate(self, key: Hashable, place: int) -> Fate | None:
        """What becomes of a form at a place; None if that is not known."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        there, (straight, row) = kept
        return straight, row and _moved(row, place - there)

    def keep(self, key: Hashable, place: int, fate: Fate) -> None:
        """Keep what became of a form at a place; under no key nothing is kept."""
        if key is None:
            return
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[key] = place, fate


def _moved(row: Sequence[int], by: int) -> list[int]:
    """The row of a laid form so many words further on."""
    found = list(row)
    found[FIRST] += by
    found[LAST] += by
    if found[BORDER]:
        found[BORDER] += by
    for n in range(found[BRIDGES]):
        found[BRIDGED + 2 * n] += by
    return found
