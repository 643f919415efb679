"""Every word of a text to a small number that says what it may be, remembered from text to text.

A word is resolved once, in Python; the next time its hash alone finds the number, for all words of a text at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from leakscan.screening.hashing import LONGEST, hashes_of
from leakscan.screening.legal_forms import is_weak, number_of, numbers
from leakscan.screening.segments import Segments
from leakscan.screening.tables import MIX, find
from leakscan.screening.text import Words, spelt
from leakscan.screening.traits import ALONE, EXACT, JOINED, MERGED, Traits, traits_of
from leakscan.screening.vocabulary import Reading, Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

READINGS = 4
LOOK = 16
CACHE_BITS = 16
TAG_BITS = 22
UNKNOWN = -1
_MOST_REMEMBERED = 1_000_000
_PLACES = 1 << 12


class Numbers(NamedTuple):
    """What a word of a number may be and says.

    ``ids`` and ``edits`` hold :data:`READINGS` for each number: a word (0 for no further one), its edits, 16 more for
    a disguise.
    """

    ids: NDArray[np.int32]
    edits: NDArray[np.uint8]
    traits: NDArray[np.uint32]
    kinds: NDArray[np.uint8]
    states: NDArray[np.uint8]
    legal: NDArray[np.int32]


def _empty(size: int) -> Numbers:
    import numpy as np

    shapes = ((READINGS * size, np.int32), (READINGS * size, np.uint8), (size, np.uint32), (size, np.uint8),
              (size, np.uint8), (size, np.int32))  # fmt: skip
    return Numbers(*(np.zeros(shape, kind) for shape, kind in shapes))


@lru_cache(maxsize=200_000)
def _traits(word: str) -> Traits:
    return traits_of(word, 0, weak=is_weak(word))


class Lookup:
    """Numbers for words. Number 0 is any word that says nothing: too long, or mostly digits."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], uses: Mapping[str, int]) -> None:
        import numpy as np

        self.vocabulary = Vocabulary(arrays)
        self._alone = frozenset(arrays["alone"].tolist())
        legal = numbers()
        self._legal = {n: legal[word] for n, word in enumerate(self.vocabulary.words) if word in legal}
        self.segments = Segments(self.vocabulary, arrays["bigrams"])
        self._uses, self._used = uses, np.unique(hashes_of(list(uses)))
        self.numbers = _empty(_PLACES)
        self.joins: dict[int, tuple[str, ...]] = {}
        self._count = 1
        self._by_meaning: dict[object, int] = {}
        self._by_word: dict[str, int] = {}
        self.cache = np.zeros(1 << CACHE_BITS, np.uint64)

    def remembered(self, hashes: NDArray[np.uint64]) -> NDArray[np.int32]:
        """The numbers of hashes, -1 where one has to be resolved."""
        import numpy as np

        held = self.cache[_slots(hashes)]
        known = (held ^ hashes) >> np.uint64(TAG_BITS) == 0
        return np.where(known, (held & np.uint64((1 << TAG_BITS) - 1)).astype(np.int32) - 1, np.int32(UNKNOWN))

    def resolve(self, text: str, words: Words, numbers: NDArray[np.int32], searches: int) -> int:
        """Fill in the numbers that are missing.

        Args:
            text: the text of the words.
            words: its words.
            numbers: theirs, -1 where missing; changed in place.
            searches: for how many different words near ones may be sought.

        Returns:
            How many words were left without, because searches ran out.
        """
        import numpy as np

        missing = np.flatnonzero(numbers == UNKNOWN)
        if not len(missing):
            return 0
        hashes, firsts, back = np.unique(words.hashes[missing], return_index=True, return_inverse=True)
        places = missing[firsts]
        told = (words.sizes[places] <= LONGEST) & (words.digits[places] * 2 <= words.sizes[places])
        told[find(self.vocabulary.exact, hashes)[0]] = True
        told |= np.isin(hashes, self._used)
        fresh = np.zeros(len(places), np.int32)
        spelled = [spelt(text, words, place) for place in places[told].tolist()]
        fresh[told], left = self.numbers_of(spelled, searches)
        numbers[missing] = np.maximum(fresh, 0)[back]
        settled = fresh >= 0
        held = hashes[settled] >> np.uint64(TAG_BITS) << np.uint64(TAG_BITS) | (fresh[settled] + 1).astype(np.uint64)
        self.cache[_slots(hashes[settled])] = held
        return left

    def numbers_of(self, words: Sequence[str], searches: int) -> tuple[list[int], int]:
        """The numbers of folded words, each once, -1 where searches ran out, and how many those are."""
        if len(self._by_word) > _MOST_REMEMBERED:
            self._by_word.clear()
        sought, joined = [], {}
        for word in words:
            if word in self._by_word:
                continue
            readings = self.vocabulary.direct(word)
            if readings is None:
                sought.append(word)
            else:
                self._by_word[word] = self._number(word, readings, ())
        some = sought[:searches]
        joined = self.segments.of(some)
        for word, readings in zip(some, self.vocabulary.seek(some), strict=True):
            self._by_word[word] = self._number(word, readings, joined.get(word, ()))
        found = [self._by_word.get(word, UNKNOWN) for word in words]
        return found, len(sought) - len(some)

    def number(self, word: str) -> int:
        """The number of one folded word."""
        return self.numbers_of([word], 1)[0][0]

    def merged(self, word: str) -> int:
        """The number of a word of the vocabulary that was put together from two words of a text."""
        return self._number(word, self.vocabulary.direct(word) or (), (), MERGED)

    def _number(self, word: str, readings: Sequence[Reading], parts: tuple[str, ...], more: int = 0) -> int:
        traits = _traits(word)._replace(legal=self._legal_word(word, readings))
        alone = any(reading.word in self._alone for reading in readings)
        exact = bool(readings) and not (readings[0].edits or readings[0].look)
        bits = traits.bits | self._uses.get(word, 0) | ALONE * alone | EXACT * exact | JOINED * bool(parts) | more
        meaning = (tuple(readings), traits._replace(bits=bits), parts)
        if (number := self._by_meaning.get(meaning)) is None:
            number = self._by_meaning[meaning] = self._add(readings, meaning[1], parts)
        return number

    def _legal_word(self, word: str, readings: Sequence[Reading]) -> int:
        """The word of a legal form that a word is, or is misspelt from."""
        if (number := number_of(word)) or not readings:
            return number
        return self._legal.get(readings[0].word, 0)

    def _add(self, readings: Sequence[Reading], traits: Traits, parts: tuple[str, ...]) -> int:
        number = self._count
        self._count += 1
        if number >= len(self.numbers.traits):
            self.numbers = _doubled(self.numbers)
        mine = self.numbers
        for place, reading in enumerate(readings[:READINGS]):
            mine.ids[READINGS * number + place] = reading.word
            mine.edits[READINGS * number + place] = reading.edits + LOOK * reading.look
        mine.traits[number], mine.kinds[number], mine.states[number], mine.legal[number] = traits
        if parts:
            self.joins[number] = parts
        return number


def _doubled(numbers: Numbers) -> Numbers:
    import numpy as np

    return Numbers(*(np.concatenate((column, np.zeros_like(column))) for column in numbers))


def _slots(hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    import numpy as np

    return ((hashes * np.uint64(MIX)) >> np.uint64(64 - CACHE_BITS)).astype(np.int64)
