"""What the numbers of words mean: one row a meaning, in the order in which they were met, by one process or several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

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
_SIZE = 4 * COLUMNS


class Meanings:
    """The rows of numbers, their marks, the first word that each may be, below 0 where it may be others too.

    Number 0 is that of words that say nothing.
    """

    def __init__(self) -> None:
        import numpy as np

        self.rows: NDArray[np.int32] = np.zeros((_PLACES, COLUMNS), np.int32)
        self.marks: NDArray[np.uint8] = np.zeros(_PLACES, np.uint8)
        self.firsts: NDArray[np.int32] = np.zeros(_PLACES, np.int32)
        self.joins: dict[int, list[str]] = {}
        self._count = 1
        self._numbers: dict[bytes, int] = {}
        self._learnt: Learnt | None = None

    def share(self, learnt: Learnt) -> None:
        """Number together with other processes; before any number was given here, so that all have the same."""
        if self._numbers:
            raise ValueError("words were numbered here before")
        self._learnt = learnt

    def numbers(self, rows: NDArray[np.int32], parts: Mapping[int, Sequence[str]]) -> list[int]:
        """The numbers of meanings, the next ones where nobody has met them.

        Args:
            rows: what each says, in the columns above.
            parts: of some, by place, the words that they are written together from.
        """
        whole = rows.tobytes()
        meanings = [whole[at : at + _SIZE] for at in range(0, len(whole), _SIZE)]
        for place, words in parts.items():
            meanings[place] += " ".join(words).encode()
        known = self._numbers
        if fresh := dict.fromkeys(meaning for meaning in meanings if meaning not in known):
            self._meet(list(fresh))
        return [known[meaning] for meaning in meanings]

    def know(self, number: int) -> None:
        """Learn what others added, where this number is of them."""
        if self._learnt is not None and number >= self._count:
            with self._learnt.turn() as others:
                self._take(others)

    def _meet(self, meanings: list[bytes]) -> None:
        if self._learnt is None:
            self._take(meanings)
            return
        with self._learnt.turn() as others:
            self._take(others)
            new = [meaning for meaning in meanings if meaning not in self._numbers]
            self._learnt.add(new)
            self._take(new)

    def _take(self, meanings: Sequence[bytes]) -> None:
        import numpy as np

        rows = np.frombuffer(b"".join(meaning[:_SIZE] for meaning in meanings), np.int32).reshape(-1, COLUMNS)
        for number, meaning in enumerate(meanings, self.add(rows)):
            self._numbers[meaning] = number
            if len(meaning) > _SIZE:
                self.joins[number] = meaning[_SIZE:].decode().split(" ")

    def add(self, rows: NDArray[np.int32]) -> int:
        """The first of the next numbers, for meanings that are not looked for by what they are."""
        first = self.reserve(len(rows))
        self.rows[first : self._count] = rows
        self.marks[first : self._count] = marks_of(rows)
        self.firsts[first : self._count] = firsts_of(rows)
        return first

    def reserve(self, count: int) -> int:
        """The first of so many next numbers, whose meanings are filled in later."""
        first, self._count = self._count, self._count + count
        self.rows, self.marks, self.firsts = (
            _grown(array, self._count) for array in (self.rows, self.marks, self.firsts)
        )
        return first


def _grown(array: NDArray[Any], size: int) -> NDArray[Any]:
    """The array with room for so many."""
    import numpy as np

    if len(array) >= size:
        return array
    grown = np.zeros((max(size, 2 * len(array)), *array.shape[1:]), array.dtype)
    grown[: len(array)] = array
    return grown


def firsts_of(rows: NDArray[np.int32]) -> NDArray[np.int32]:
    """The first word that each row may be, below 0 where it may be others too."""
    import numpy as np

    return np.where(rows[:, 1] > 0, -rows[:, 0], rows[:, 0])


def marks_of(rows: NDArray[np.int32]) -> NDArray[np.uint8]:
    """The marks of rows."""
    import numpy as np

    told = rows[:, TRAITS]
    odd = (told & (COMPARABLE | EXACT | KNOWN)) == COMPARABLE
    marks = (HAS_READING, rows[:, 0]), (STOP, told & STOPS), (ODD, odd), (IS_STATE, told & (STATE | STATE_NAME))
    more = (LIKE, told & COMPARABLE), (SEVERAL, told & JOINED), (USED, told & (HOST | CODE | CODE_START))
    found = np.zeros(len(rows), np.uint8)
    for mark, holds in (*marks, *more, (IS_ALONE, told & ALONE)):
        found |= np.where(holds, np.uint8(mark), np.uint8(0))
    return found
