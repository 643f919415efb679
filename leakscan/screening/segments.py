"""Words written as one (TorontoPoliceService) taken apart again, where names have them as neighbours."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.book import letter_bits
from leakscan.screening.letters import Letters, letters_of
from leakscan.screening.rows import runs
from leakscan.screening.tables import MIX, find, frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakscan.screening.vocabulary import Vocabulary

# Fewer letters are a word of their own far more often than two.
SHORTEST = 5
SHORTEST_PART = 2
_MOST_PARTS = 8
_WHOLE = (1 << 64) - 1


def bigram_bits(left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.uint8]:
    """A filter of bits, eight to a byte, that knows pairs of neighbouring words by number."""
    import numpy as np

    width = max(16, (16 * len(left)).bit_length())
    seen = np.zeros(1 << width, np.bool_)
    seen[pair_places(left, right, width)] = True
    return np.packbits(seen, bitorder="little")


def follower_bits(left: NDArray[np.int64], right: NDArray[np.int64], firsts: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """By word, the bits of the letters that the words behind it in names begin with; ``firsts`` are those of words."""
    import numpy as np

    found = np.zeros(len(firsts), np.uint32)
    np.bitwise_or.at(found, left, firsts[right])
    return found


def pair_places(left: NDArray[np.int64], right: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    """Where the bit of a pair lies in a filter of ``2**width`` bits."""
    import numpy as np

    keys = left.astype(np.uint64) << np.uint64(32) | right.astype(np.uint64)
    return ((keys * np.uint64(MIX)) >> np.uint64(64 - width)).astype(np.int64)


class Parts(NamedTuple):
    """The words that one is written together from: their numbers and how many letters they have."""

    numbers: list[int]
    sizes: list[int]


class Segments:
    """Takes words apart that begin with two words which are neighbours in a name."""

    def __init__(self, vocabulary: Vocabulary, bits: NDArray[np.uint8], followers: NDArray[np.uint32]) -> None:
        self._vocabulary, self.bits, self.followers = vocabulary, frozen(bits), frozen(followers)
        self.width, self._seen = len(bits).bit_length() + 2, self.bits.data  # to read one by one

    def of(self, words: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The words that are several, with those."""
        found = self.promising(letters_of(words)).tolist()
        return {words[n]: parts for n in found if (parts := self._apart(words[n]))}

    def promising(self, letters: Letters) -> NDArray[np.int64]:
        """Words that end in a piece of a name, and begin with two, one behind the other, that are neighbours in one.

        Numbers stay whole: of 490 neither 4 nor 49 is a piece.
        """
        import numpy as np

        some = self._well_ended(letters)
        letters = letters.of(some)
        apart = ~letters.amid_digits()
        inner = np.flatnonzero((letters.places >= SHORTEST_PART) & apart)
        owners, cuts = letters.owners[inner], letters.places[inner]
        met, spellings = find(self._vocabulary.exact, letters.pieces(owners, np.zeros_like(cuts), cuts))
        heads = self._vocabulary.meant[spellings]
        follow = (self.followers[heads] & letter_bits(letters.codes[inner[met]])) > 0
        owners, cuts, heads = owners[met][follow], cuts[met][follow], heads[follow]
        room = letters.lengths[owners] - cuts
        which, ends = runs(cuts + 1, room)
        behind = letters.starts[owners[which]] + ends
        whole = (ends == letters.lengths[owners[which]]) | np.append(apart, True)[behind]
        which, ends = which[whole], ends[whole]
        met, spellings = find(self._vocabulary.exact, letters.pieces(owners[which], cuts[which], ends))
        fit = self.neighbours(heads[which[met]], self._vocabulary.meant[spellings])
        return some[np.unique(owners[which[met[fit]]])]

    def _well_ended(self, letters: Letters) -> NDArray[np.int64]:
        """Words of some letters of which the last ones are a piece."""
        import numpy as np

        inner = np.flatnonzero((letters.places >= SHORTEST_PART) & ~letters.amid_digits())
        owners = letters.owners[inner]
        long = letters.lengths[owners] >= SHORTEST
        inner, owners = inner[long], owners[long]
        met, _ = find(self._vocabulary.exact, letters.pieces(owners, letters.places[inner], letters.lengths[owners]))
        return np.unique(owners[met])

    def neighbours(self, left: NDArray[np.int32], right: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Whether words by number are neighbours in a name; now and then wrongly so."""
        import numpy as np

        at = pair_places(left.astype(np.int64), right.astype(np.int64), self.width)
        return ((self.bits[at >> 3] >> (at & 7).astype(np.uint8)) & 1).astype(np.bool_)

    def _apart(self, word: str) -> tuple[str, ...]:
        """The fewest words that a word is made of, each a neighbour of the one before in some name."""
        ways: list[list[tuple[tuple[str, ...], int]]] = [[] for _ in range(len(word) + 1)]
        ways[0].append(((), 0))
        cuts = [at for at in range(1, len(word)) if not (word[at - 1].isdigit() and word[at].isdigit())]
        for start in (0, *cuts):
            pieces = self._pieces(word, start, cuts) if ways[start] else []
            for way, last in ways[start][:2]:
                if len(way) == _MOST_PARTS:
                    continue
                for end, number in pieces:
                    if self._are_neighbours(last, number) if way else end >= SHORTEST_PART:
                        ways[end].append(((*way, word[start:end]), number))
                        ways[end].sort(key=lambda known: len(known[0]))
        return next((way for way, _ in ways[-1] if len(way) > 1), ())

    def _pieces(self, word: str, start: int, cuts: Sequence[int]) -> list[tuple[int, int]]:
        """Where words of the vocabulary end that begin at a place in a word, and the number of each."""
        known, meant = self._vocabulary.spelling, self._vocabulary.meant
        ends = (*cuts[bisect_right(cuts, start) :], len(word))
        return [(end, meant.item(spelling)) for end in ends if (spelling := known(word[start:end])) >= 0]

    def _are_neighbours(self, left: int, right: int) -> bool:
        """As :meth:`neighbours`, for two words."""
        at = ((left << 32 | right) * MIX & _WHOLE) >> (64 - self.width)
        return bool(self._seen[at >> 3] >> (at & 7) & 1)
