"""Words of a text put together or taken apart: halves of one word become it, words written as one become several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leakscan.screening.chars import AT, DIGIT, HYPHEN, NEWLINE, RETURN, SKIPPED, SPACE, UPPER
from leakscan.screening.hashing import BASE, hashes_of, powers, shifted
from leakscan.screening.kernels import is_fast
from leakscan.screening.numbers import TRAITS, Lookup
from leakscan.screening.tables import Table, find
from leakscan.screening.text import COLUMNS, DIGITS, END, NUMBER, SIZE, START, Text, spelt, spliced
from leakscan.screening.traits import JOINED, STOPS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SHORTEST, _FARTHEST = 5, 3


def halves_merged(text: str, words: Text, lookup: Lookup) -> Text:
    """Two words that make one of the vocabulary become it, where they are neighbours in no name."""
    import numpy as np

    left = halves(words, lookup.vocabulary.exact)
    ids = [lookup.numbers[words.words[side, NUMBER], 0] for side in (left, left + 1)]
    left = left[(ids[0] == 0) | (ids[1] == 0) | ~lookup.segments.neighbours(*ids)]
    stops = lookup.numbers[words.numbers, TRAITS] & STOPS
    left = left[[_is_break(words, place, stops) for place in left.tolist()]] if len(left) else left
    left = left[np.concatenate(([True], left[1:] - left[:-1] > 1))] if len(left) else left
    if not len(left):
        return words
    rows = words.words[left]
    rows[:, NUMBER] = [lookup.merged(_both(text, words, n)) for n in left.tolist()]
    rows[:, END] = words.words[left + 1, END]
    rows[:, SIZE] += words.words[left + 1, SIZE]
    hashes = words.hashes[left]
    places = [place for first in left.tolist() for place in (first, first + 1)]
    table = [part for n in range(len(left)) for part in (rows[n : n + 1], rows[:0])]
    hashed = [part for n in range(len(left)) for part in (hashes[n : n + 1], hashes[:0])]
    return spliced(words, places, table, hashed)


def _both(text: str, words: Text, left: int) -> str:
    """Two words as one; an at sign between them is an A."""
    sign = "a" if words.kinds[words.words[left, END]] == AT else ""
    return spelt(text, words, left) + sign + spelt(text, words, left + 1)


def halves(words: Text, exact: Table) -> NDArray[np.int64]:
    """First words of neighbours that make one of the vocabulary."""
    import numpy as np

    if is_fast():
        from leakscan.screening.compiled.finding import run_halves

        found: NDArray[np.int64] = run_halves(words, exact, _FARTHEST, _SHORTEST)
        return found
    table = words.words
    letters = table[:-1, SIZE] + table[1:, SIZE]
    close = (table[1:, START] - table[:-1, END] <= _FARTHEST) & ((letters >= _SHORTEST) | (letters == 2))  # R J for RJ
    left = np.flatnonzero(close & (table[:-1, DIGITS] == 0))
    sizes = table[left, SIZE]
    signed = (words.kinds[table[left, END]] == AT) & (table[left + 1, START] - table[left, END] == 1)
    letter = np.where(signed, powers(64, BASE)[sizes % 64] * np.uint64(ord("a")), np.uint64(0))
    both = words.hashes[left] + letter + shifted(words.hashes[left + 1], sizes + signed)
    return left[find(exact, both)[0]]


def _is_break(words: Text, left: int, stops: NDArray[np.int32]) -> bool:
    """Whether a space, a hyphen or an at sign stands between two words, or a hyphen at the end of a line."""
    first, second = words.words[left], words.words[left + 1]
    between = [kind for kind in words.kinds[first[END] : second[START]].tolist() if kind != SKIPPED]
    if first[SIZE] == second[SIZE] == 1:
        return between == [SPACE] and words.kinds[first[START]] == words.kinds[second[START]] != DIGIT
    if between in ([SPACE], []):
        capitals = words.kinds[first[START]] == words.kinds[second[START]] == UPPER  # De Kalb, but "as set" is no asset
        return bool(capitals) or not (stops[left] or stops[left + 1])
    return between in ([HYPHEN], [AT], [HYPHEN, NEWLINE], [HYPHEN, RETURN, NEWLINE])


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
