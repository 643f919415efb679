"""Every word of a text to a small number that says what it may be, remembered from text to text.

A word is resolved once, in Python; the next time its hash alone finds the number, for all words of a text at once.
Two tables hold the hashes: a small one that the processor keeps at hand for what is met all the time, and a large one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from leakscan.screening.hashing import LONGEST_JOINED, hashes_of
from leakscan.screening.joining import LETTER_SIGNS
from leakscan.screening.learnt import MEMORY_BITS
from leakscan.screening.letters import spellings
from leakscan.screening.meanings import COLUMNS, EDITS, LOOK, READINGS, TRAITS, Meanings
from leakscan.screening.own_words import own_words
from leakscan.screening.readings import read_words, row_of
from leakscan.screening.remembered import UNKNOWN, Remembered
from leakscan.screening.room import Room
from leakscan.screening.segments import Parts, Segments
from leakscan.screening.skeleton import skeleton
from leakscan.screening.suspects import affordable_words, suspects
from leakscan.screening.tables import NONE, build, find
from leakscan.screening.telling import Telling
from leakscan.screening.text import DIGITS, NUMBER, SIZE, Text, folded_word
from leakscan.screening.traits import ALPHA, JOINED, MERGED, STRANGE
from leakscan.screening.vocabulary import MISREAD_NUMBERS, Alike, Reading, Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakscan.screening.learnt import Learnt

_AT_HAND = 17  # bits of the number of words that the processor keeps at hand
_MOST_REMEMBERED = 300_000
# Of words that lead to an identifier the lengths are told, by first letter; all longer ones count as one length.
LONGEST_TOLD = 31


class Disguised(NamedTuple):
    """The number of a word, and how many letters it has."""

    number: int
    letters: int


class SpeltOut(NamedTuple):
    """A word that single letters make: at which of them it begins, of how many it is made, and itself."""

    at: int
    letters: int
    word: str


class Lookup:
    """Numbers for words. Number 0 is any word that says nothing: too long, or mostly digits."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], uses: Mapping[str, int]) -> None:
        import numpy as np

        self.vocabulary = Vocabulary(arrays)
        self._telling = Telling(self.vocabulary.words, arrays["alone"], arrays["ordinary"], uses)
        self.segments = Segments(self.vocabulary, arrays["bigrams"], arrays["followers"])
        used = hashes_of(list(uses))
        different = np.unique(used)
        self.used = build(different, np.zeros(len(different), np.int32))
        self.used_sizes = _sizes_by_letter(uses)
        self.meanings, self.room = Meanings(), Room()
        self._put_together: dict[str, int] = {}
        self._parts: dict[int, Parts] = {}
        self._disguised: dict[str, Disguised | None] = {}
        self._spelt_out: dict[str, SpeltOut | None] = {}
        self.remembered, self._memory = Remembered(_AT_HAND), Remembered(MEMORY_BITS)
        # Words of no name: with digits, one letter, letters enough to be compared with a wanted word.
        shapes = np.zeros((2, COLUMNS), np.int32)
        shapes[:, TRAITS] = ALPHA, STRANGE.bits
        first = self.meanings.add(shapes)
        self.shapes = np.array([0, first, first + 1], np.int32)
        own = arrays["own_words"].reshape(-1, COLUMNS).copy()
        places, spelling = find(self.vocabulary.exact, used)
        np.bitwise_or.at(own[:, TRAITS], spelling, np.fromiter(uses.values(), np.int32, len(uses))[places])
        self.own = own_words(own, self.meanings)

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

        self._number_own(words, numbers)
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
        shapes = np.where(dull | (digits > 0), 0, 1 + (sizes > 1))
        numbers[places] = np.where(telling, UNKNOWN, self.shapes[shapes])
        lasting = plain[~telling[plain]]
        self.remembered.keep(hashes[lasting], numbers[places[lasting]])

    def _number_own(self, words: Text, numbers: NDArray[np.int32]) -> None:
        """Number those that are words of the vocabulary."""
        import numpy as np

        places = np.flatnonzero(numbers == UNKNOWN)
        met, spelling = find(self.vocabulary.exact, words.hashes[places])
        numbers[places[met]] = self.own.numbers(spelling, self.meanings)
        self.remembered.keep(words.hashes[places[met]], numbers[places[met]])

    def _resolved(
        self, text: str, words: Text, places: NDArray[np.int64], searches: int
    ) -> tuple[NDArray[np.int32], int]:
        """The numbers of words that are not remembered, -1 where searches ran out, and how many those are."""
        import numpy as np

        hashes, firsts, back = np.unique(words.hashes[places], return_index=True, return_inverse=True)
        fresh = self._recalled(hashes)
        at = places[firsts]
        new, left = np.flatnonzero(fresh == UNKNOWN), 0
        if len(new):
            new, left = affordable_words(new, hashes, words.words[at, SIZE], searches, self.vocabulary.exact)
        if len(new):
            fresh[new], more = self._numbers_of(spellings(text, words, at[new]), searches)
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

    def _numbers_of(self, words: Sequence[str], searches: int) -> tuple[NDArray[np.int32], int]:
        """The numbers of folded words, -1 where searches ran out, and how many those are."""
        import numpy as np

        read = read_words(words, self.vocabulary, searches)
        joined = self.segments.of([words[n] for n in read.strange.tolist()])
        parts = {n: joined[words[n]] for n in read.strange.tolist() if words[n] in joined}
        parts = {n: several for n, several in parts.items() if _is_likelier(several, read.rows[n])}
        read.rows[list(parts)] = 0
        numbers = np.array(self._number(words, read.rows, parts), np.int32)
        numbers[read.left] = UNKNOWN
        return numbers, len(read.left)

    def number(self, word: str) -> int:
        """The number of one folded word."""
        return int(self._numbers_of([word], 1)[0][0])

    def merged(self, words: Sequence[str]) -> list[int]:
        """The numbers of words of the vocabulary that were put together from words of a text."""
        import numpy as np

        new = [word for word in dict.fromkeys(words) if word not in self._put_together]
        if new:
            rows = np.zeros((len(new), 2 * READINGS), np.int32)
            rows[:, 0] = [self.vocabulary.meant[self.vocabulary.spelling(word)] for word in new]
            self._put_together.update(zip(new, self._number(new, rows, {}, MERGED), strict=True))
        return [self._put_together[word] for word in words]

    def spelt_out(self, letters: str) -> SpeltOut | None:
        """The longest word of the vocabulary that the first or the last ones of single letters make."""
        if letters not in self._spelt_out:
            if len(self._spelt_out) > _MOST_REMEMBERED:
                self._spelt_out.clear()
            self._spelt_out[letters] = self._longest(letters)
        return self._spelt_out[letters]

    def _longest(self, written: str) -> SpeltOut | None:
        letters = [letter if letter.isascii() else skeleton(letter) for letter in map(folded_word, written)]
        for size in range(len(letters), 1, -1):
            for at in sorted({0, len(letters) - size}):
                word = "".join(letters[at : at + size])
                if self.vocabulary.spelling(word) >= 0:
                    return SpeltOut(at, size, word)
        return None

    def parts(self, numbers: Sequence[int]) -> list[Parts]:
        """The words that numbers, which have the trait JOINED, are each written together from."""
        new = {number: self.meanings.joins[number] for number in numbers if number not in self._parts}
        words = list({word: None for some in new.values() for word in some})
        known = dict(zip(words, self._numbers_of(words, 0)[0].tolist(), strict=True)) if words else {}
        for number, some in new.items():
            self._parts[number] = Parts([known[word] for word in some], list(map(len, some)))
        return [self._parts[number] for number in numbers]

    def disguised(self, written: Sequence[str]) -> list[Disguised | None]:
        """What words with signs for letters are, None where they look like none of the vocabulary."""
        if len(self._disguised) > _MOST_REMEMBERED:
            self._disguised.clear()
        if new := {one: folded_word(one) for one in written if one not in self._disguised}:
            self._disguise(new)
        return [self._disguised[one] for one in written]

    def _disguise(self, new: Mapping[str, str]) -> None:
        """Learn what words as written, each with that folded, are in disguise."""
        import numpy as np

        alike = self.vocabulary.alike(list(new.values()))
        met = {one: readings for one, word in new.items() if (readings := self._looks_of(one, word, alike))}
        rows = np.array([row_of(readings) for readings in met.values()], np.int32).reshape(-1, 2 * READINGS)
        numbers = dict(zip(met, self._number([new[one] for one in met], rows, {}), strict=True))
        self._disguised.update(
            (one, Disguised(numbers[one], len(word)) if one in met else None) for one, word in new.items()
        )

    def _looks_of(self, written: str, word: str, alike: Alike) -> tuple[Reading, ...]:
        """What a word with signs looks like; without those at its ends it may be one, too: US$ is US as well as USS."""
        readings = self.vocabulary.direct(word, alike) or ()
        bare = self.vocabulary.spelling(folded_word(written.strip(LETTER_SIGNS))) if readings else NONE
        return (*readings[: READINGS - 1], Reading(int(self.vocabulary.meant[bare]))) if bare != NONE else readings

    def _number(
        self, words: Sequence[str], rows: NDArray[np.int32], parts: Mapping[int, Sequence[str]], more: int = 0
    ) -> list[int]:
        """The numbers of words, from what each may be or is written together from; ``more`` holds for all of them."""
        import numpy as np

        told = self._telling.told(words, rows)
        told[:, 0] |= more
        told[list(parts), 0] |= JOINED
        return self.meanings.numbers(np.concatenate((rows, told), axis=1), parts)


def _sizes_by_letter(words: Iterable[str]) -> NDArray[np.uint32]:
    """By the last five bits of their first letters, a bit for each length that words have."""
    import numpy as np

    sizes = [0] * 32
    for word in words:
        sizes[ord(word[0]) & 31] |= 1 << min(len(word), LONGEST_TOLD)
    return np.array(sizes, np.uint32)


def _is_likelier(parts: Sequence[str], row: NDArray[np.int32]) -> bool:
    """Whether a word is likelier several written as one than misspelt: the fewer edits, the longer those must be."""
    if not row[0]:
        return True
    edits = int((row[EDITS : EDITS + READINGS][row[:READINGS] > 0] % LOOK).min())
    return edits > 0 and min(map(len, parts)) > 3 - edits
