"""The words of a text as columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
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


def spelt(text: str, words: Text, places: NDArray[np.int64]) -> list[str]:
    """Words of a text, folded."""
    starts, ends = (words.words[places, column].tolist() for column in (START, END))
    written = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    found = [word.lower() for word in written]
    if odd := [n for n, word in enumerate(written) if not (word.isascii() and word.isalnum())]:
        for n, word in zip(odd, _folded([written[n] for n in odd]), strict=True):
            found[n] = word
    return found


def _folded(written: Sequence[str]) -> list[str]:
    """Words as they are compared, folded all at once."""
    folded, behind = fold("".join(written)), list(accumulate(map(len, written)))
    return [_bare(folded[start:end]) for start, end in zip([0, *behind], behind, strict=False)]


def folded_word(written: str) -> str:
    """A word of a text as it is compared."""
    return _bare(fold(written))


def _bare(folded: str) -> str:
    """A folded word without the signs inside."""
    return folded if folded.isalnum() else folded.translate(_NOISE)


def kinds_at(kinds: NDArray[np.uint8], places: NDArray[Any]) -> NDArray[np.uint8]:
    """The kinds of a text's characters at places; a line end before the first and behind the last."""
    found = kinds.take(places, mode="clip")
    outside = (places < 0) | (places >= len(kinds))
    if outside.any():  # which is seldom
        found[outside] = NEWLINE
    return found


def plainly(columns: Any) -> Any:
    """A tuple of arrays as one of buffers, whose items are plain integers."""
    return type(columns)(*(column.data for column in columns))


def spliced(
    words: Text, changes: Sequence[tuple[int, int, NDArray[np.int32]]], table: NDArray[np.int32] | None = None
) -> Text:
    """A text with other words in place of some, without hashes. They are moved where they lie: it takes their place.

    Args:
        words: the text.
        changes: first and last word of each run, in order, and the rows that stand for it.
        table: the words with what is free behind them, if anything is.
    """
    gaps = [(last + 1, len(rows) - (last + 1 - first)) for first, last, rows in changes]
    ends = [first for first, _, _ in changes[1:]] + [len(words.words)]
    moved, moves = 0, []
    for (begin, further), end in zip(gaps, ends, strict=True):
        moved += further
        moves.append((begin, end, moved))
    table = _with_room(words.words if table is None else table, len(words.words) + moved)
    flat, width = table.reshape(-1).data.cast("B"), table.strides[0]  # which are moved whole, both ways
    # What moves on goes last one first, what moves back then first one first: nothing is lost under another.
    for begin, end, by in (*(one for one in reversed(moves) if one[2] > 0), *(one for one in moves if one[2] < 0)):
        flat[(begin + by) * width : (end + by) * width] = flat[begin * width : end * width]
    before = 0
    for (first, _, rows), (_, _, by) in zip(changes, moves, strict=True):
        table[first + before : first + before + len(rows)] = rows
        before = by
    return words._replace(words=table[: len(words.words) + moved], hashes=words.hashes[:0])


def _with_room(table: NDArray[np.int32], size: int) -> NDArray[np.int32]:
    """The table if it has so many rows, else one that begins with it."""
    import numpy as np

    if len(table) >= size:
        return table
    return np.concatenate((table, np.empty((size - len(table), table.shape[1]), np.int32)))
