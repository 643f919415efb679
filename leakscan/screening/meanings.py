"""What the numbers of words mean: one row a meaning, in the order in which they were met, by one process or several."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from leakscan.screening.learnt import Meaning
from leakscan.screening.traits import (
    ALONE,
    CODE,
    CODE_START,
    COMPARABLE,
    EXACT,
    HOST,
    JOINED,
    KNOWN,
    STATE,
    STATE_NAME,
    STOPS,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakscan.screening.learnt import Learnt

_PLACES = 1 << 12

# The columns of a number: up to four words it may be (0 for no further one), from EDITS on the edits of each, 16 more
# for a disguise; what it says (leakscan.screening.traits).
READINGS, LOOK = 4, 16
# What decides where forms may lie, in one byte: any word; a stop word; strange; a state; comparable; several words;
# leads to an identifier; is a name by itself.
HAS_READING, STOP, ODD, IS_STATE, LIKE, SEVERAL, USED, IS_ALONE = (1 << n for n in range(8))
EDITS, TRAITS, KIND, STATE_CODE, LEGAL_WORD, COLUMNS = 4, 8, 9, 10, 11, 12


class Meanings:
    """The rows of numbers, their marks, the first word that each may be, below 0 where it may be others too.

    Number 0 is that of words that say nothing.
    """

    def __init__(self) -> None:
        import numpy as np

        self.rows: NDArray[np.int32] = np.zeros((_PLACES, COLUMNS), np.int32)
        self.marks: NDArray[np.uint8] = np.zeros(_PLACES, np.uint8)
        self.firsts: NDArray[np.int32] = np.zeros(_PLACES, np.int32)
        self.joins: dict[int, tuple[str, ...]] = {}
        self._count = 1
        self._numbers: dict[Meaning, int] = {}
        self._learnt: Learnt | None = None

    def share(self, learnt: Learnt) -> None:
        """Number together with other processes; before any number was given here, so that all have the same."""
        if self._numbers:
            raise ValueError("words were numbered here before")
        self._learnt = learnt

    def number(self, meaning: Meaning) -> int:
        """The number of a meaning, the next one where nobody has met it."""
        if (number := self._numbers.get(meaning)) is None:
            self._meet(meaning)
            number = self._numbers[meaning]
        return number

    def know(self, number: int) -> None:
        """Learn what others added, where this number is of them."""
        if self._learnt is not None and number >= self._count:
            with self._learnt.turn() as others:
                self._take(others)

    def _meet(self, meaning: Meaning) -> None:
        if self._learnt is None:
            self._take([meaning])
            return
        with self._learnt.turn() as others:
            self._take(others)
            if meaning not in self._numbers:
                self._learnt.add(meaning)
                self._take([meaning])

    def _take(self, meanings: Iterable[Meaning]) -> None:
        for meaning in meanings:
            self._numbers[meaning] = self.add(meaning)

    def add(self, meaning: Meaning) -> int:
        """The next number, for a meaning that is not looked for by what it is."""
        import numpy as np

        number = self._count
        self._count += 1
        if number >= len(self.rows):
            self.rows = np.concatenate((self.rows, np.zeros_like(self.rows)))
            self.marks = np.concatenate((self.marks, np.zeros_like(self.marks)))
            self.firsts = np.concatenate((self.firsts, np.zeros_like(self.firsts)))
        readings = meaning.readings[:READINGS]
        words, edits = [one.word for one in readings], [one.edits + LOOK * one.look for one in readings]
        none = [0] * (READINGS - len(readings))
        self.rows[number] = (*words, *none, *edits, *none, *meaning.traits)
        self.marks[number] = _marks_of(bool(readings), meaning.traits.bits)
        self.firsts[number] = (-words[0] if len(words) > 1 else words[0]) if words else 0
        if meaning.parts:
            self.joins[number] = meaning.parts
        return number


@lru_cache(maxsize=1 << 12)
def _marks_of(has_reading: bool, told: int) -> int:
    odd, state = told & (COMPARABLE | EXACT | KNOWN) == COMPARABLE, told & (STATE | STATE_NAME)
    marks = (HAS_READING, has_reading), (STOP, told & STOPS), (ODD, odd), (IS_STATE, state)
    more = (LIKE, told & COMPARABLE), (SEVERAL, told & JOINED), (USED, told & (HOST | CODE | CODE_START))
    return sum(bit for bit, holds in (*marks, *more, (IS_ALONE, told & ALONE)) if holds)
