"""Every word of a text to a small number that says what it may be, remembered from text to text.

A word is resolved once, in Python; the next time its hash alone finds the number, for all words of a text at
once. The hash has 64 bits but is no secret: who makes words clash gains a false match or hides a word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leakscan.screening.abbreviations import STATES, STOP
from leakscan.screening.kernels import is_fast, probe_kernel
from leakscan.screening.legal_forms import beginnings
from leakscan.screening.near import ONE_EDIT
from leakscan.screening.rows import Keys
from leakscan.screening.skeleton import skeleton
from leakscan.screening.tokens import Columns, hash_of
from leakscan.screening.vocabulary import Reading, Vocabulary, spellings_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STOPS, STATE, LEGAL, ALONE, JOINED = 1, 2, 4, 8, 16
READINGS = 4
_BITS = 18
_UNKNOWN = -1
_TOO_LONG = 40


_STOP_LOOKS = frozenset(map(skeleton, STOP))


@dataclass(frozen=True, slots=True)
class Value:
    """What all words of one number have in common."""

    readings: tuple[Reading, ...]
    joins: int = -1


class Lookup:
    """Numbers for words. ``ids[number]`` are the vocabulary's words it may be (0: none), ``flags[number]`` its uses.

    ``plain[number]`` is the word it is beyond doubt, without edits or disguise.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        import numpy as np

        words = arrays["words"].tobytes().decode().split("\n") if len(arrays["words"]) else []
        self.spellings = spellings_of(words)
        self._vocabulary = Vocabulary(self.spellings, arrays)
        self.word_ids = {word: number for number, word in enumerate(words, 1)}
        alone, joins = arrays["alone.keys"], arrays["joins.keys"]
        self._alone = frozenset(words[int(number) - 1] for number in alone.tolist())
        self._joins = Keys(joins)
        self.values = [Value(())]
        self._numbers: dict[tuple[tuple[Reading, ...], int, int], int] = {((), -1, 0): 0}
        self.ids = np.zeros((1024, READINGS), np.int32)
        self.flags = np.zeros(1024, np.uint8)
        self.plain = np.zeros(1024, np.int32)
        self._keys = np.zeros(1 << _BITS, np.uint64)
        self._cached = np.full(1 << _BITS, _UNKNOWN, np.int32)
        self.exact = Keys(arrays["exact"])

    def numbers(self, found: Columns, corrections: int) -> tuple[NDArray[np.int32], int]:
        """The number of every word.

        Args:
            found: the words.
            corrections: for how many different unknown words near ones may be sought.

        Returns:
            The numbers, and how many words were left unsought because corrections ran out.
        """
        import numpy as np

        numbers = self._remembered(found.hashes)
        missing = np.flatnonzero(numbers == _UNKNOWN)
        if not len(missing):
            return numbers, 0
        hashes, firsts, back = np.unique(found.hashes[missing], return_index=True, return_inverse=True)
        fresh, settled, left = self._resolve(found, missing[firsts], hashes, corrections)
        numbers[missing] = fresh[back]
        places = self._slots(hashes[settled])
        self._keys[places], self._cached[places] = hashes[settled], fresh[settled]
        return numbers, left

    def _slots(self, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        import numpy as np

        return ((hashes * np.uint64(0xD6E8FEB86659FD93)) >> np.uint64(64 - _BITS)).astype(np.int64)

    def _remembered(self, hashes: NDArray[np.uint64]) -> NDArray[np.int32]:
        import numpy as np

        if is_fast():
            numbers = np.empty(len(hashes), np.int32)
            probe_kernel()(hashes, self._keys, self._cached, np.uint64(64 - _BITS), numbers)
            return numbers
        slots = self._slots(hashes)
        return np.where(self._keys[slots] == hashes, self._cached[slots], np.int32(_UNKNOWN))

    def _resolve(
        self, found: Columns, places: NDArray[np.int64], hashes: NDArray[np.uint64], corrections: int
    ) -> tuple[NDArray[np.int32], NDArray[np.bool_], int]:
        import numpy as np

        fresh = np.zeros(len(places), np.int32)
        settled = np.ones(len(places), bool)
        exact = np.zeros(len(places), bool)
        exact[self.exact.meet(hashes)[0]] = True
        lengths, digits = found.lengths[places], found.digits[places]
        plain = (lengths >= ONE_EDIT - 1) | (digits > 0) | ~np.full(len(places), found.tokens.folded.isascii())
        near = ~exact & plain & (lengths <= _TOO_LONG) & (digits * 2 <= lengths)
        words = found.tokens.words
        for n in np.flatnonzero(exact).tolist():
            fresh[n] = self.number(words[int(places[n])])
        unknown = {n: words[int(places[n])] for n in np.flatnonzero(near).tolist()}
        left = self._vocabulary.read_all(list(unknown.values()), corrections)
        for n, word in unknown.items():
            settled[n] = word not in left
            fresh[n] = 0 if word in left else self.number(word)
        return fresh, settled, len(left)

    def number(self, word: str) -> int:
        """The number of one folded word."""
        readings = self._vocabulary.read(word)[:READINGS]
        joins = self._joins.row(hash_of(word))
        plain = word.isalpha() and word.isascii()
        flags = (
            STOPS * (word in STOP or (not plain and skeleton(word) in _STOP_LOOKS))
            | STATE * (word in STATES)
            | LEGAL * (word in beginnings())
            | ALONE * any(reading.word in self._alone for reading in readings)
            | JOINED * (joins >= 0)
        )
        key = (readings, joins, flags)
        if (number := self._numbers.get(key)) is None:
            number = self._numbers[key] = self._add(readings, joins, flags)
        return number

    def _add(self, readings: Sequence[Reading], joins: int, flags: int) -> int:
        import numpy as np

        number = len(self.values)
        self.values.append(Value(tuple(readings), joins))
        if number >= len(self.flags):
            self.ids = np.concatenate((self.ids, np.zeros_like(self.ids)))
            self.flags = np.concatenate((self.flags, np.zeros_like(self.flags)))
            self.plain = np.concatenate((self.plain, np.zeros_like(self.plain)))
        self.ids[number, : len(readings)] = [self.word_ids[reading.word] for reading in readings]
        self.flags[number] = flags
        if readings and not readings[0].edits and not readings[0].look:
            self.plain[number] = self.ids[number, 0]
        return number
