"""Words as one row of letters with running sums, so that the hash of any piece is a subtraction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leakscan.screening.book import letter_bits
from leakscan.screening.chars import UPPER, WIDE, codes_of, tables
from leakscan.screening.hashing import BASE, INVERSE, powers
from leakscan.screening.rows import runs
from leakscan.screening.text import END, START, Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Hashes = NDArray[np.uint64]


class Letters:
    """The letters of words of at most 64 letters.

    ``codes`` are all letters, ``owners`` the word of each, ``places`` its place in that; ``starts`` and ``lengths`` are
    by word.
    """

    def __init__(self, codes: NDArray[np.uint32], lengths: Whole) -> None:
        import numpy as np

        self.codes, self.lengths = codes, lengths
        self.starts = np.cumsum(lengths) - lengths
        self.owners = np.repeat(np.arange(len(lengths)), lengths)
        self.places = np.arange(len(codes)) - self.starts[self.owners]
        self._sums = np.zeros(len(codes) + 1, np.uint64)
        np.cumsum(codes.astype(np.uint64) * powers(64, BASE)[self.places], out=self._sums[1:])
        self._inverse = powers(64, INVERSE)

    def of(self, words: Whole) -> Letters:
        """The letters of some of the words."""
        import numpy as np

        kept = np.zeros(len(self.lengths), bool)
        kept[words] = True
        return Letters(self.codes[kept[self.owners]], self.lengths[words])

    def amid_digits(self) -> NDArray[np.bool_]:
        """By letter, whether it is a digit behind another one of its word."""
        digits = (self.codes >= ord("0")) & (self.codes <= ord("9"))
        digits[1:] &= digits[:-1]
        found: NDArray[np.bool_] = digits & (self.places > 0)
        return found

    def which(self) -> NDArray[np.uint32]:
        """By word which letters it has, as :func:`leakscan.screening.book.letter_bits` tells them."""
        import numpy as np

        found = np.zeros(len(self.lengths), np.uint32)
        np.bitwise_or.at(found, self.owners, letter_bits(self.codes))
        return found

    def whole(self) -> Hashes:
        """The hashes of the words."""
        hashes: Hashes = self._sums[self.starts + self.lengths] - self._sums[self.starts]
        return hashes

    def pieces(self, words: Whole, first: Whole, last: Whole) -> Hashes:
        """Hashes of letters ``first`` to ``last`` (excluded) of words."""
        start = self.starts[words]
        hashes: Hashes = (self._sums[start + last] - self._sums[start + first]) * self._inverse[first]
        return hashes

    def deletes(self) -> tuple[Whole, Hashes]:
        """Every word whole and without each of its letters: the word's number, the hash."""
        import numpy as np

        start, end = self.starts[self.owners], (self.starts + self.lengths)[self.owners]
        at = start + self.places
        before = self._sums[at] - self._sums[start]
        behind = (self._sums[end] - self._sums[at + 1]) * self._inverse[1]
        owners = np.concatenate((self.owners, np.arange(len(self.lengths))))
        return owners, np.concatenate((before + behind, self.whole()))


def letters_of(words: Sequence[str]) -> Letters:
    """The letters of folded words."""
    import numpy as np

    lengths = np.fromiter(map(len, words), np.int64, len(words))
    return Letters(np.frombuffer("".join(words).encode("utf-32-le"), "<u4"), lengths)


def letters_in(text: str, words: Text, places: Whole) -> Letters:
    """The letters of some words of a text."""
    return Letters(*_folded(text, words, places))


def spellings(text: str, words: Text, places: Whole) -> list[str]:
    """Some words of a text, folded, of any length."""
    import numpy as np

    codes, lengths = _folded(text, words, places)
    letters = codes.astype("<u4").tobytes().decode("utf-32-le")
    ends = np.cumsum(lengths).tolist()
    return [letters[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _folded(text: str, words: Text, places: Whole) -> tuple[NDArray[np.uint32], Whole]:
    """The letters of some words one behind the other, and how many each has."""
    import numpy as np

    starts = words.words[places, START]
    owners, at = runs(starts, words.words[places, END] - starts)
    inside = (words.kinds[at] >= UPPER) & (words.kinds[at] <= WIDE)  # points stand between initials
    codes = codes_of(text)[at[inside]]
    return tables().folds[codes], np.bincount(owners[inside], minlength=len(places)).astype(np.int64)
