"""Where in a text a form may lie: its rarest pair of neighbouring words, its only word, or words written as one.

All words of a text are looked at at once; what comes out are few places, and laying a form there decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.align import Anchor
from leakscan.screening.kernels import is_fast, split_kernel
from leakscan.screening.lookup import ALONE, JOINED, LEGAL, READINGS, STATE, STOPS, Lookup
from leakscan.screening.tokens import BASE, Columns, powers, shift
from leakscan.screening.vocabulary import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakscan.screening.index import Index

_NEAR, _FAR = 8, 24


class Spot(NamedTuple):
    """Words ``first`` to ``last`` of a text, and the forms that may lie there: (form number, place in it, words)."""

    first: int
    last: int
    postings: Sequence[tuple[int, int, int]]
    reading: Reading | None = None
    splits: int = 0

    def anchors(self, most: int) -> Iterator[Anchor]:
        """Where to lay the first ``most`` of the forms."""
        for number, at, covers in self.postings[:most]:
            yield Anchor(number, at, self.first, self.last, covers, self.reading, self.splits)


def spots(found: Columns, numbers: NDArray[np.int32], index: Index) -> list[Spot]:
    """Every place where forms may lie, by place."""
    numbers, merged = _merge_splits(found, numbers, index.engine.lookup)
    out = list(_paired(found, numbers, merged, index))
    out.extend(_alone(found, numbers, merged, index))
    out.extend(_joined(numbers, index))
    out.sort(key=lambda spot: spot.first)
    return out


def _merge_splits(
    found: Columns, numbers: NDArray[np.int32], lookup: Lookup
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Two words that make one of the vocabulary get its number; True marks a first half."""
    import numpy as np

    merged = np.zeros(len(numbers), bool)
    if len(numbers) < 2:
        return numbers, merged
    left = _may_be_split(found, numbers, lookup)
    if not len(left):
        return numbers, merged
    both = found.hashes[left] + shift(found.hashes[left + 1], found.lengths[left])
    numbers = numbers.copy()
    words = found.tokens.words
    for place in left[lookup.exact.meet(both)[0]].tolist():
        number = lookup.number(words[place] + words[place + 1])
        if number and not merged[place - 1 if place else 0]:
            numbers[place], numbers[place + 1], merged[place] = number, 0, True
    return numbers, merged


def _may_be_split(found: Columns, numbers: NDArray[np.int32], lookup: Lookup) -> NDArray[np.int64]:
    """First words of neighbours close enough to be halves of one, of which one is unknown."""
    import numpy as np

    if is_fast():
        places = np.empty(len(numbers), np.int64)
        columns = (found.starts, found.ends, found.hashes, found.lengths, found.digits, numbers)
        exact = lookup.exact
        count = split_kernel()(*columns, powers(64, BASE), exact.seen, np.uint64(64 - exact.bits), places)
        return places[:count]
    close = (found.starts[1:] - found.ends[:-1] <= 2) & (found.lengths[:-1] + found.lengths[1:] >= 5)
    close &= (numbers[:-1] == 0) | (numbers[1:] == 0)
    return np.flatnonzero(close & (found.digits[:-1] == 0))


def _paired(found: Columns, numbers: NDArray[np.int32], merged: NDArray[np.bool_], index: Index) -> Iterator[Spot]:
    import numpy as np

    lookup, pairs = index.engine.lookup, index.engine.pairs
    halves = np.zeros(len(merged), bool)
    halves[1:] = merged[:-1]
    # Ranks among the known words: most words of a text are unknown, and no name goes over one.
    ranked = np.flatnonzero((numbers > 0) | halves)
    flags = lookup.flags[numbers[ranked]]
    stream = np.flatnonzero(((flags & STOPS) == 0) & ~halves[ranked])
    states = np.flatnonzero((flags[stream] & STATE) > 0)
    states = states[(states > 0) & (states < len(stream) - 1)]
    # Names such as AT&T hold a stop word; neighbours are looked at with and without those.
    stops = np.flatnonzero(((flags[:-1] | flags[1:]) & STOPS) > 0)
    first = np.concatenate((stream[:-1], stream[states - 1], stops))
    second = np.concatenate((stream[1:], stream[states + 1], stops + 1))
    lefts, rights = ranked[first], ranked[second]
    known = (numbers[lefts] > 0) & (numbers[rights] > 0) & (rights - lefts == second - first)
    known &= found.starts[rights] - found.ends[lefts] <= np.where(rights - lefts > 1, _FAR, _NEAR)
    lefts, rights = lefts[known], rights[known]
    left_ids, right_ids = lookup.ids[numbers[lefts]], lookup.ids[numbers[rights]]
    for a in range(READINGS):
        for b in range(READINGS):
            some = np.flatnonzero((left_ids[:, a] > 0) & (right_ids[:, b] > 0)) if a or b else np.arange(len(lefts))
            keys = left_ids[some, a].astype(np.uint64) << np.uint64(32) | right_ids[some, b].astype(np.uint64)
            met, rows = pairs.meet(keys)
            for place, row in zip(lefts[some[met]].tolist(), rows.tolist(), strict=True):
                reading = lookup.values[numbers[place]].readings[a]
                split = int(merged[place])
                yield Spot(place, place + split, pairs.at(row), reading, split)


def _alone(found: Columns, numbers: NDArray[np.int32], merged: NDArray[np.bool_], index: Index) -> Iterator[Spot]:
    """Names of one word. Ordinary words in lower case inside a sentence are passed over: they need more to count."""
    import numpy as np

    lookup = index.engine.lookup
    places = np.flatnonzero(lookup.flags[numbers] & ALONE)
    folded, text, ends = found.tokens.folded, found.tokens.text, found.tokens.ends
    for place in places.tolist():
        first, last = found.tokens.starts[place], ends[place]
        lower = text[first].islower()
        behind = folded[last : last + 2]
        legal = place + 1 < len(numbers) and lookup.flags[numbers[place + 1]] & LEGAL
        plain = lower and not legal and len(behind) == 2 and behind[0] == " " and behind[1].isalpha()
        for reading in lookup.values[numbers[place]].readings:
            row = index.engine.alone.row(lookup.word_ids[reading.word])
            postings = index.engine.alone.at(row) if row >= 0 else []
            if plain:
                postings = [posting for posting in postings if not index.engine.forms[posting[0]].form.context]
            if postings:
                split = int(merged[place])
                yield Spot(place, place + split, postings, reading, split)


def _joined(numbers: NDArray[np.int32], index: Index) -> Iterator[Spot]:
    import numpy as np

    lookup = index.engine.lookup
    for place in np.flatnonzero(lookup.flags[numbers] & JOINED).tolist():
        yield Spot(place, place, index.engine.joins.at(lookup.values[numbers[place]].joins), splits=1)
