"""Every word of a text to a small number that says what it may be, remembered from text to text.

A word is resolved once, in Python; the next time its hash alone finds the number, for all words of a text at once.
Two tables hold the hashes: a small one that the processor keeps at hand for what is met all the time, and a large one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from leakscan.screening.hashing import LONGEST_JOINED, hashes_of
from leakscan.screening.joining import LETTER_SIGNS
from leakscan.screening.learnt import MEMORY_BITS, Meaning
from leakscan.screening.legal_forms import is_weak, number_of, numbers
from leakscan.screening.meanings import READINGS, Meanings
from leakscan.screening.remembered import UNKNOWN, Remembered
from leakscan.screening.segments import Parts, Segments
from leakscan.screening.suspects import affordable_words, says_something, suspects
from leakscan.screening.tables import build, find
from leakscan.screening.text import DIGITS, NUMBER, SIZE, Text, folded_word, spellings
from leakscan.screening.traits import (
    ALONE,
    ALPHA,
    EXACT,
    JOINED,
    MERGED,
    STRANGE,
    Traits,
    traits_of,
)
from leakscan.screening.vocabulary import MISREAD_NUMBERS, Reading, Vocabulary, is_likelier

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakscan.screening.learnt import Learnt

_AT_HAND = 17  # bits of the number of words that the processor keeps at hand
_MOST_REMEMBERED = 300_000


@lru_cache(maxsize=200_000)
def _traits(word: str) -> Traits:
    return traits_of(word, 0, weak=is_weak(word)) if says_something(word) else STRANGE


class Disguised(NamedTuple):
    """The number of a word, and how many letters it has."""

    number: int
    letters: int


class Lookup:
    """Numbers for words. Number 0 is any word that says nothing: too long, or mostly digits."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], uses: Mapping[str, int]) -> None:
        import numpy as np

        self.vocabulary = Vocabulary(arrays)
        self._alone = frozenset(arrays["alone"].tolist())
        legal = numbers()
        self._legal = {n: number_of(word) for n, word in enumerate(self.vocabulary.words) if word in legal}
        self.segments = Segments(self.vocabulary, arrays["bigrams"], arrays["followers"])
        used = np.unique(hashes_of(list(uses)))
        self._uses, self.used = uses, build(used, np.zeros(len(used), np.int32))
        self.meanings = Meanings()
        self._by_readings: dict[tuple[Reading, ...], int] = {}
        self._by_word: dict[str, int] = {}
        self._put_together: dict[str, int] = {}
        self._parts: dict[int, Parts] = {}
        self._disguised: dict[str, Disguised | None] = {}
        self.remembered, self._memory = Remembered(_AT_HAND), Remembered(MEMORY_BITS)
        # Words of no name: with digits, one letter, letters enough to be compared with a wanted word.
        shapes = (Traits(ALPHA), STRANGE)
        self.shapes = np.array([0, *(self.meanings.add(Meaning((), one, ())) for one in shapes)], np.int32)

    def share(self, learnt: Learnt) -> None:
        """Learn together with other processes; before anything was learnt here, so that all have the same numbers."""
        self.meanings.share(learnt)
        self._memory = Remembered(MEMORY_BITS, learnt.slots)

    def resolve(self, text: str, words: Text, searches: int) -> int:
        """Fill in the numbers of a text's words, one step after the other; as :meth:`settle`."""
        return self.settle(text, words, self.at_once(text, words), searches)

    def settle(self, text: str, words: Text, missing: NDArray[np.int64], searches: int) -> int:
        """Fill in the numbers of words that are not remembered.

        Args:
            text: the text of the words.
            words: its words; their numbers are set in place.
            missing: the places of those without a number.
            searches: for how many different words near ones may be sought.

        Returns:
            How many words were left without, because searches ran out.
        """
        import numpy as np

        if not len(missing):
            return 0
        numbers, left = self._resolved(text, words, missing, searches)
        words.words[missing, NUMBER] = np.maximum(numbers, 0)
        return left

    def at_once(self, text: str, words: Text) -> NDArray[np.int64]:
        """Fill in the numbers of words that are remembered or say nothing, 0 for all others; the places of those."""
        import numpy as np

        numbers = self.remembered.numbers(words.hashes)
        self.sort_out(text, words, numbers)
        words.words[:, NUMBER] = np.maximum(numbers, 0)
        return np.flatnonzero(numbers == UNKNOWN)

    def sort_out(self, text: str, words: Text, numbers: NDArray[np.int32]) -> None:
        """Number all words that need not be looked at one by one; they get the number of all that look like them."""
        import numpy as np

        places = np.flatnonzero(numbers == UNKNOWN)
        hashes, sizes, digits = words.hashes[places], words.words[places, SIZE], words.words[places, DIGITS]
        telling = np.zeros(len(places), bool)
        telling[find(self.used, hashes)[0]] = True
        mostly = (digits * 2 > sizes) & ((digits == sizes) | (sizes > MISREAD_NUMBERS[-1]))
        dull = (sizes > LONGEST_JOINED) | mostly
        plain, mixed = np.flatnonzero(~dull & (digits == 0)), np.flatnonzero(~dull & (digits > 0))
        _, firsts, back = np.unique(hashes[plain], return_index=True, return_inverse=True)
        which = np.concatenate((plain[firsts], mixed))  # words come again, and numbers seldom
        found = suspects(text, words, places[which], self.vocabulary, self.segments)
        telling[plain] |= found[: len(firsts)][back]
        telling[mixed] |= found[len(firsts) :]
        whole = np.flatnonzero(dull)
        telling[whole[find(self.vocabulary.exact, hashes[whole])[0]]] = True
        shapes = np.where(dull | (digits > 0), 0, 1 + (sizes > 1))
        numbers[places] = np.where(telling, UNKNOWN, self.shapes[shapes])
        lasting = plain[~telling[plain]]
        self.remembered.keep(hashes[lasting], numbers[places[lasting]])

    def _resolved(
        self, text: str, words: Text, places: NDArray[np.int64], searches: int
    ) -> tuple[NDArray[np.int32], int]:
        """The numbers of words that are not remembered, -1 where searches ran out, and how many those are."""
        import numpy as np

        hashes, firsts, back = np.unique(words.hashes[places], return_index=True, return_inverse=True)
        fresh = self._recalled(hashes)
        at = places[firsts]
        new = np.flatnonzero(fresh == UNKNOWN)
        new, left = affordable_words(new, hashes, words.words[at, SIZE], searches, self.vocabulary.exact)
        if len(new):
            fresh[new], more = self.numbers_of(spellings(text, words, at[new]), searches)
            left += more
            settled = new[fresh[new] != UNKNOWN]
            self._memory.keep(hashes[settled], fresh[settled])
        known = np.flatnonzero(fresh != UNKNOWN)
        self.remembered.keep(hashes[known], fresh[known])
        return fresh[back], left

    def _recalled(self, hashes: NDArray[np.uint64]) -> NDArray[np.int32]:
        """The numbers that were learnt here or by others."""
        found = self._memory.numbers(hashes)
        self.meanings.know(int(found.max(initial=UNKNOWN)))
        return found

    def numbers_of(self, words: Sequence[str], searches: int) -> tuple[list[int], int]:
        """The numbers of folded words, each once, -1 where searches ran out, and how many those are."""
        if len(self._by_word) > _MOST_REMEMBERED:
            self._by_word.clear()
        own, strange = [], []
        new = [word for word in words if word not in self._by_word]
        alike = self.vocabulary.alike(new)
        for word in new:
            readings = self.vocabulary.direct(word, alike)
            if readings is not None:
                self._by_word[word] = self._number(word, readings, ())
            elif self.vocabulary.spelling(word) >= 0:
                own.append(word)  # of these there are no more than the watchlists have, so no budget is needed
            else:
                strange.append(word)
        some = strange[:searches]
        joined = self.segments.of(some) if some else {}
        for word, readings in zip((*own, *some), self.vocabulary.seek([*own, *some], alike), strict=True):
            parts = joined.get(word, ())
            several = is_likelier(parts, readings)
            self._by_word[word] = self._number(word, () if several else readings, parts if several else ())
        found = [self._by_word.get(word, UNKNOWN) for word in words]
        return found, len(strange) - len(some)

    def number(self, word: str) -> int:
        """The number of one folded word."""
        return self.numbers_of([word], 1)[0][0]

    def merged(self, word: str) -> int:
        """The number of a word of the vocabulary that was put together from words of a text."""
        if (number := self._put_together.get(word)) is None:
            own = Reading(int(self.vocabulary.meant[self.vocabulary.spelling(word)]))
            number = self._put_together[word] = self._number(word, [own], (), MERGED)
        return number

    def parts(self, number: int) -> Parts:
        """The words that a number, which has the trait JOINED, is written together from."""
        if (parts := self._parts.get(number)) is None:
            words = self.meanings.joins[number]
            numbers = [self.number(word) for word in words]
            parts = self._parts[number] = Parts(numbers, list(map(len, words)))
        return parts

    def disguised(self, written: str) -> Disguised | None:
        """What a word with signs for letters is, None where it looks like none of the vocabulary.

        Without those at its ends it may be a word, too: US$ is US as well as USS.
        """
        if written not in self._disguised:
            if len(self._disguised) > _MOST_REMEMBERED:
                self._disguised.clear()
            word = folded_word(written)
            readings = self.vocabulary.direct(word, self.vocabulary.alike([word]))
            if readings and (bare := self.vocabulary.spelling(folded_word(written.strip(LETTER_SIGNS)))) >= 0:
                readings = (*readings[: READINGS - 1], Reading(int(self.vocabulary.meant[bare])))
            self._disguised[written] = Disguised(self._number(word, readings, ()), len(word)) if readings else None
        return self._disguised[written]

    def _number(self, word: str, readings: Sequence[Reading], parts: tuple[str, ...], more: int = 0) -> int:
        traits = _traits(word)
        if traits is not STRANGE or parts or more or word in self._uses:
            return self._meaning(word, readings, parts, more, traits)
        if (number := self._by_readings.get(key := tuple(readings))) is None:
            number = self._by_readings[key] = self._meaning(word, readings, parts, more, traits)
        return number

    def _meaning(
        self, word: str, readings: Sequence[Reading], parts: tuple[str, ...], more: int, traits: Traits
    ) -> int:
        """The number of all words of one meaning."""
        bits = traits.bits | self._uses.get(word, 0) | JOINED * bool(parts) | more
        if readings:
            bits |= ALONE * (not self._alone.isdisjoint([one.word for one in readings]))
            bits |= EXACT * (not readings[0].edits and not readings[0].look)
        told = Traits(bits, traits.kind, traits.state, self._legal_word(word, readings))
        return self.meanings.number(Meaning(tuple(readings), told, parts))

    def _legal_word(self, word: str, readings: Sequence[Reading]) -> int:
        """The word of a legal form that a word is, is misspelt from, or looks like."""
        if (number := number_of(word)) or not readings:
            return number
        if self._legal.keys().isdisjoint([one.word for one in readings]):
            return 0
        nearest = (reading for reading in readings if reading[1:] == readings[0][1:])
        return next((number for reading in nearest if (number := self._legal.get(reading.word, 0))), 0)
