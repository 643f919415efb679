"""Spellings near to words of a text: one letter lost, added, changed or swapped with the next, or two in long words.

One edit: both without some letter are equal (the deletes of SymSpell, W. Garbe). Two edits: cut a spelling in three
parts, one stays whole (pigeonhole), and lies where it lay but for the letters lost or added before it. What these
filters leave, rapidfuzz decides. All unknown words of a batch are looked up at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from leakscan.screening.hashing import LONGEST
from leakscan.screening.letters import Letters, letters_of
from leakscan.screening.rows import Rows, kept_rows, rows_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

ONE_EDIT, TWO_EDITS = 5, 10
PARTS = 3
# Part, letters the part has moved by when the word is ``longer`` letters longer: no edit before the first part,
# none behind the last.
MOVES = ((0, 0), (1, -1), (1, 0), (1, 1))
KEY = 0x9FB21C651E98DF25


def keyed(hashes: Hashes, part: int, lengths: Whole) -> Hashes:
    """The key of a part of words of some lengths."""
    import numpy as np

    return (hashes + (lengths * PARTS + part).astype(np.uint64)) * np.uint64(KEY)


def bounds(part: int, lengths: Whole) -> tuple[Whole, Whole]:
    """Where a part of words of some lengths begins and ends."""
    return lengths * part // PARTS, lengths * (part + 1) // PARTS


def build_near(spellings: Sequence[str]) -> dict[str, NDArray[Any]]:
    """The arrays that :class:`Near` looks things up in."""
    import numpy as np

    fit = [n for n, word in enumerate(spellings) if ONE_EDIT <= len(word) <= LONGEST and word.isalpha()]
    numbers = np.array(fit, np.int32)
    letters = letters_of([spellings[n] for n in fit])
    owners, hashes = letters.deletes()
    long = np.flatnonzero(letters.lengths >= TWO_EDITS)
    lengths = letters.lengths[long]
    keys = [keyed(letters.pieces(long, *bounds(part, lengths)), part, lengths) for part in range(PARTS)]
    return {
        **kept_rows("near.deletes", hashes, numbers[owners]),
        **kept_rows("near.parts", np.concatenate(keys), np.tile(numbers[long], PARTS)),
    }


class Near:
    """Near spellings of words, from the arrays of :func:`build_near`."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], spellings: Sequence[str]) -> None:
        self._spellings = spellings
        self.deletes = rows_of("near.deletes", arrays)
        self.parts = rows_of("near.parts", arrays)

    @cached_property
    def accompanied(self) -> NDArray[np.bool_]:
        """By spelling, whether another may be one edit from it: one that is the same without a letter."""
        import numpy as np

        counts = np.diff(self.deletes.starts)
        found = np.zeros(len(self._spellings), np.bool_)
        found[self.deletes.numbers[np.repeat(counts > 1, counts)]] = True
        return found

    def pairs(self, letters: Letters, twice: NDArray[np.bool_]) -> tuple[Whole, Whole]:
        """Words of at most forty letters with the spellings that may be near to them; two edits only of some words.

        Returns:
            The places of words and the numbers of spellings, in order.
        """
        import numpy as np

        found = [_met(self.deletes, *letters.deletes())]
        found += [_met(self.parts, words, keys) for words, keys in self._part_keys(letters, twice)]
        both = np.sort(np.concatenate(found))
        both = both[np.concatenate(([True], both[1:] != both[:-1]))[: len(both)]]
        return both >> np.int64(32), both & np.int64(0xFFFFFFFF)

    def edits(self, words: Sequence[str], owners: Whole, spellings: Whole) -> Whole:
        """The edits between words, by place, and spellings; three for all that is more than two."""
        import numpy as np
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import cpdist

        some = map(words.__getitem__, owners.tolist())
        near = map(self._spellings.__getitem__, spellings.tolist())
        return cpdist(list(some), list(near), scorer=OSA.distance, score_cutoff=2, dtype=np.int64)

    def has(self, letters: Letters) -> NDArray[np.bool_]:
        """Which words may have near spellings; a few that have none, too."""
        import numpy as np

        owners, hashes = letters.deletes()
        found = np.zeros(len(letters.lengths), bool)
        found[owners[self.deletes.meet(hashes)[0]]] = True
        for words, keys in self._part_keys(letters, ~found):
            found[words[self.parts.meet(keys)[0]]] = True
        return found

    def _part_keys(self, letters: Letters, some: NDArray[np.bool_]) -> Iterator[tuple[Whole, Hashes]]:
        """Some words with the keys of their parts that may be a part of a spelling."""
        import numpy as np

        for longer in (-2, -1, 0, 1, 2):
            lengths = letters.lengths - longer
            words = np.flatnonzero(some & (lengths >= TWO_EDITS))
            if not len(words):
                continue
            for part, moved in (*MOVES, (2, longer)):
                first, last = bounds(part, lengths[words])
                inside = (first + moved >= 0) & (last + moved <= letters.lengths[words])
                mine = words[inside]
                hashes = letters.pieces(mine, first[inside] + moved, last[inside] + moved)
                yield mine, keyed(hashes, part, lengths[mine])


def _met(rows: Rows, owners: Whole, keys: Hashes) -> Whole:
    """Owner and number of all that is under the keys, in one 64-bit number each."""
    import numpy as np

    places, met = rows.meet(keys)
    which, numbers = rows.spread(met)
    return owners[places][which] << np.int64(32) | numbers.astype(np.int64)
