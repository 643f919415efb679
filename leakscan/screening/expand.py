"""Words of a text taken apart: what was written as one word becomes several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leakscan.screening.chars import SKIPPED
from leakscan.screening.hashing import hashes_of
from leakscan.screening.numbers import TRAITS, Lookup
from leakscan.screening.text import COLUMNS, DIGITS, END, NUMBER, SIZE, START, Text, spliced
from leakscan.screening.traits import JOINED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def apart(words: Text, lookup: Lookup) -> Text:
    """Words that are several written as one become those."""
    import numpy as np

    places = np.flatnonzero(lookup.numbers[words.numbers, TRAITS] & JOINED)
    if not len(places):
        return words
    parts = [lookup.joins[number] for number in words.words[places, NUMBER].tolist()]
    rows = [_rows(words, place, one, lookup) for place, one in zip(places.tolist(), parts, strict=True)]
    return spliced(words, places.tolist(), rows, [hashes_of(one) for one in parts])


def _rows(words: Text, place: int, parts: tuple[str, ...], lookup: Lookup) -> NDArray[np.int32]:
    import numpy as np

    cuts = _cuts(words, place, parts)
    columns: dict[int, Any] = {
        NUMBER: [lookup.number(part) for part in parts],
        SIZE: [len(part) for part in parts],
        DIGITS: 0,
    }
    columns |= {START: [start for start, _ in cuts], END: [end for _, end in cuts]}
    rows = np.empty((len(parts), COLUMNS), np.int32)
    for column, values in columns.items():
        rows[:, column] = values
    return rows


def _cuts(words: Text, place: int, parts: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where each part of a word starts and ends, not counting what is skipped."""
    start, end = words.words[place, START : END + 1].tolist()
    letters = [at for at in range(start, end) if words.kinds[at] != SKIPPED] + [end]
    found, before = [], 0
    for part in parts:
        found.append((letters[before], letters[before + len(part)]))
        before += len(part)
    return found
