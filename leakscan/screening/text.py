"""The words of a text as columns of numbers."""

from __future__ import annotations

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


def kept(words: Text, places: NDArray[np.int64] | NDArray[np.bool_]) -> Text:
    """A text with the words at some places."""
    return words._replace(words=words.words[places], hashes=words.hashes[places])


def without(words: Text, places: list[int]) -> Text:
    """A text without the words at a few places, in order."""
    import numpy as np

    edges = [0, *(edge for place in places for edge in (place, place + 1)), len(words.words)]
    runs = [slice(*edges[n : n + 2]) for n in range(0, len(edges), 2)]
    return words._replace(
        words=np.concatenate([words.words[run] for run in runs]),
        hashes=np.concatenate([words.hashes[run] for run in runs]),
    )
