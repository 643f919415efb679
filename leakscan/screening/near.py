"""Spellings near to words of a text: one letter lost, added, changed or swapped with the next, or two in long words.

One edit: both without some letter are equal (the deletes of SymSpell, W. Garbe). Two edits: cut a spelling in three
parts, one stays whole (pigeonhole), and lies where it lay but for the letters lost or added before it. What these
filters leave, rapidfuzz decides. All unknown words of a batch are looked up at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leakscan.screening.rows import Rows, group
from leakscan.screening.tokens import BASE, MODULUS, powers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ONE_EDIT, TWO_EDITS = 5, 10
_PARTS = 3
_LONGEST = 40
# Part, letters the part has moved by when the word is ``longer`` letters longer: no edit before the first part,
# none behind the last.
_MOVES = ((0, 0), (1, -1), (1, 0), (1, 1))


class _Letters:
    """Words as one row of letters with running sums, so that the hash of any piece is a subtraction."""

    def __init__(self, words: Sequence[str]) -> None:
        import numpy as np

        self.lengths = np.fromiter(map(len, words), np.int64, len(words))
        self.starts = np.cumsum(self.lengths) - self.lengths
        codes = np.frombuffer("".join(words).encode("utf-32-le"), "<u4").astype(np.uint64)
        self.owners = np.repeat(np.arange(len(words)), self.lengths)
        self.places = np.arange(len(codes)) - self.starts[self.owners]
        self._sums = np.zeros(len(codes) + 1, np.uint64)
        np.cumsum(codes * powers(64, BASE)[self.places], out=self._sums[1:])
        self._inverse = powers(64, pow(BASE, -1, MODULUS))

    def pieces(self, words: NDArray[np.int64], first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Hashes of letters ``first`` to ``last`` (excluded) of words."""
        start = self.starts[words]
        hashes: NDArray[np.uint64] = (self._sums[start + last] - self._sums[start + first]) * self._inverse[first]
        return hashes

    def deletes(self) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        """Every word whole and without each of its letters: the word's number, the hash."""
        import numpy as np

        start, end = self.starts[self.owners], (self.starts + self.lengths)[self.owners]
        at = start + self.places
        before = self._sums[at] - self._sums[start]
        behind = (self._sums[end] - self._sums[at + 1]) * self._inverse[1]
        whole = self._sums[self.starts + self.lengths] - self._sums[self.starts]
        return np.concatenate((self.owners, np.arange(len(self.lengths)))), np.concatenate((before + behind, whole))


def _keyed(hashes: NDArray[np.uint64], part: int, lengths: NDArray[np.int64]) -> NDArray[np.uint64]:
    import numpy as np

    return (hashes + (lengths * _PARTS + part).astype(np.uint64)) * np.uint64(0x9FB21C651E98DF25)


def _bounds(part: int, lengths: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return lengths * part // _PARTS, lengths * (part + 1) // _PARTS


def build_near(spellings: Sequence[str]) -> dict[str, NDArray[Any]]:
    """The arrays that :class:`Near` looks things up in."""
    import numpy as np

    fit = [n for n, word in enumerate(spellings) if ONE_EDIT <= len(word) <= _LONGEST and word.isalpha()]
    numbers = np.array(fit, np.int32)
    letters = _Letters([spellings[n] for n in fit])
    owners, hashes = letters.deletes()
    deletes, delete_starts, order = group(hashes)
    delete_numbers = numbers[owners[order]]
    long = np.flatnonzero(letters.lengths >= TWO_EDITS)
    lengths = letters.lengths[long]
    keys = [_keyed(letters.pieces(long, *_bounds(part, lengths)), part, lengths) for part in range(_PARTS)]
    parts, part_starts, order = group(np.concatenate(keys))
    part_numbers = numbers[np.tile(long, _PARTS)[order]] if len(long) else numbers[:0]
    return {
        "near.deletes": deletes,
        "near.delete_starts": delete_starts,
        "near.delete_numbers": delete_numbers,
        "near.parts": parts,
        "near.part_starts": part_starts,
        "near.part_numbers": part_numbers,
    }


class Near:
    """Near spellings of words, from the arrays of :func:`build_near`."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], spellings: Sequence[str]) -> None:
        def rows(keys: str, starts: str, numbers: str) -> Rows:
            return Rows(arrays[keys], arrays[starts], arrays[numbers])

        self._spellings = spellings
        self._deletes = rows("near.deletes", "near.delete_starts", "near.delete_numbers")
        self._parts = rows("near.parts", "near.part_starts", "near.part_numbers")

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, str, int]]:
        """Near spellings of words of four to forty letters.

        Returns:
            (the word's place, the spelling, edits), in order of the words.
        """
        import numpy as np
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import cpdist

        if not words:
            return
        letters = _Letters(words)
        found = [self._by_deletes(letters), *self._by_parts(letters)]
        both = np.unique(np.concatenate(found))
        owners, numbers = (both >> np.int64(32)).tolist(), (both & np.int64(0xFFFFFFFF)).tolist()
        near = [self._spellings[n] for n in numbers]
        distances = cpdist([words[n] for n in owners], near, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
        for place in np.flatnonzero(distances <= 2).tolist():
            yield owners[place], near[place], int(distances[place])

    def _by_deletes(self, letters: _Letters) -> NDArray[np.int64]:
        owners, hashes = letters.deletes()
        return _met(self._deletes, owners, hashes)

    def _by_parts(self, letters: _Letters) -> Iterator[NDArray[np.int64]]:
        import numpy as np

        for longer in (-2, -1, 0, 1, 2):
            lengths = letters.lengths - longer
            words = np.flatnonzero(lengths >= TWO_EDITS)
            if not len(words):
                continue
            for part, moved in (*_MOVES, (2, longer)):
                first, last = _bounds(part, lengths[words])
                inside = (first + moved >= 0) & (last + moved <= letters.lengths[words])
                some = words[inside]
                hashes = letters.pieces(some, first[inside] + moved, last[inside] + moved)
                yield _met(self._parts, some, _keyed(hashes, part, lengths[some]))


def _met(rows: Rows, owners: NDArray[np.int64], keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Owner and number of all that is under the keys, in one 64-bit number each."""
    import numpy as np

    places, met = rows.meet(keys)
    which, numbers = rows.spread(met)
    return owners[places][which] << np.int64(32) | numbers.astype(np.int64)
