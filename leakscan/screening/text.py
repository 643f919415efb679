"""The words of a text as columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from leakscan.screening.chars import NEWLINE, SKIP, fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The columns of a text's words: first character, one past the last, letters, number (of leakscan.screening.numbers,
# -1 before it is known), how many of the letters are digits.
START, END, SIZE, NUMBER, DIGITS, COLUMNS = range(6)
_NOISE = str.maketrans("", "", f"{SKIP}. ")


class Text(NamedTuple):
    """A text as it is looked at.

    By character: ``kinds`` (:mod:`leakscan.screening.chars`) and ``low``, the last byte of the folded letter. By word:
    ``words`` with the columns above, and ``hashes``. All are arrays, or buffers of such, with plain integers in them.
    """

    kinds: Any
    low: Any
    words: Any
    hashes: Any

    @property
    def numbers(self) -> NDArray[np.int32]:
        """The numbers of the words."""
        return self.words[:, NUMBER]


def spelt(text: str, words: Text, place: int) -> str:
    """One word of a text, folded."""
    return folded_word(text[words.words[place, START] : words.words[place, END]])


def folded_word(written: str) -> str:
    """A word of a text as it is compared."""
    word = fold(written)
    return word if word.isalnum() else word.translate(_NOISE)


def kinds_at(kinds: NDArray[np.uint8], places: NDArray[Any]) -> NDArray[np.uint8]:
    """The kinds of a text's characters at places; a line end before the first and behind the last."""
    import numpy as np

    last = len(kinds) - 1
    return np.where((places >= 0) & (places <= last), kinds.take(places, mode="clip"), np.uint8(NEWLINE))


def plainly(columns: Any) -> Any:
    """A tuple of arrays as one of buffers, whose items are plain integers."""
    return type(columns)(*(column.data for column in columns))


def spliced(words: Text, changes: Sequence[tuple[int, int, NDArray[np.int32]]]) -> Text:
    """A text with other words in place of some, without hashes.

    Args:
        words: the text.
        changes: first and last word of each run, in order, and the rows that stand for it.
    """
    import numpy as np

    parts, done = [], 0
    for first, last, rows in changes:
        parts += [words.words[done:first], rows]
        done = last + 1
    parts.append(words.words[done:])
    return words._replace(words=np.concatenate(parts), hashes=words.hashes[:0])
