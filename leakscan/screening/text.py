"""The words of a text as columns of numbers."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from leakscan.screening.chars import SKIP, fold

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
    word = fold(text[words.words[place, START] : words.words[place, END]])
    return word if word.isalnum() else word.translate(_NOISE)


def plainly(columns: Any) -> Any:
    """A tuple of arrays as one of buffers, whose items are plain integers."""
    return type(columns)(*(column.data for column in columns))


def spliced(words: Text, places: list[int], rows: list[NDArray[np.int32]], hashes: list[NDArray[np.uint64]]) -> Text:
    """A text with other words in place of a few, none or several for each; ``places`` are in order."""
    import numpy as np

    edges = [-1, *places, len(words.words)]
    runs = [slice(first + 1, last) for first, last in pairwise(edges)]
    table = [words.words[runs[0]]]
    hashed = [words.hashes[runs[0]]]
    for run, some, ones in zip(runs[1:], rows, hashes, strict=True):
        table += [some, words.words[run]]
        hashed += [ones, words.hashes[run]]
    return words._replace(words=np.concatenate(table), hashes=np.concatenate(hashed))
