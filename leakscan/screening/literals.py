"""Marks of string literals, which are no part of what they hold: N'Acme' of SQL Server, u'Acme' of Python, E'Acme'.

An apostrophe between letters is a part of their word (O'Neill), so that the mark of a literal would be one, too: every
name of such a dump would be a letter off, and the short ones none. A mark is told by the literal being closed: the next
apostrophe ends a value, which it does not behind N'Djamena or B'nai B'rith.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from leakscan.screening.chars import UPPER, WIDE
from leakscan.screening.kernels import kernel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint8] | NDArray[np.uint32]

QUOTE, BLANK, _ESCAPE = map(ord, "' \\")
# What a character is: a letter that marks, one that may stand before a mark, or behind the sign that closes.
_MARK, _FREE, _ENDING = 1, 2, 4
_LONGEST = 300  # characters of a literal that is looked into
_OTHER = 127  # stands for all that is not ASCII


@kernel
def opens_literal(codes: Any, kinds: Any, at: int) -> bool:
    """Whether the apostrophe at a place, between letters of which one is a word, opens a literal with a mark.

    ``kinds`` are those of :func:`code_kinds`.
    """
    if codes[at - 1] > _OTHER or not kinds[codes[at - 1]] & _MARK:
        return False
    if at > 1 and (codes[at - 2] > _OTHER or not kinds[codes[at - 2]] & _FREE):
        return False
    for place in range(at + 2, min(at + _LONGEST + 1, len(codes))):
        if codes[place] != QUOTE or codes[place - 1] == QUOTE or codes[place - 1] == _ESCAPE:
            continue
        if place + 1 == len(codes):
            return True
        if codes[place + 1] != QUOTE:
            return codes[place + 1] < _OTHER and (kinds[codes[place + 1]] & _ENDING) != 0
    return False


def marks(codes: Codes, letters: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Where marks of literals stand, in a text given as codes and kinds; as :func:`opens_literal` has it."""
    import numpy as np

    quotes = np.flatnonzero(codes == QUOTE)
    marked = np.flatnonzero(_kind(codes, quotes - 1) & _MARK)
    # Nearly all are those of words such as "don't", and nothing more is looked at.
    free = marked[_kind(codes, quotes[marked] - 2) & _FREE > 0]
    return _opening(codes, quotes, free, letters) - 1 if len(free) else free


def _opening(
    codes: Codes, quotes: NDArray[np.int64], marked: NDArray[np.int64], letters: NDArray[np.uint8]
) -> NDArray[np.int64]:
    """Where literals begin, among the apostrophes behind a mark, by number."""
    import numpy as np

    double = np.diff(quotes) == 1
    single = np.flatnonzero(~(np.append(double, False) | np.append(False, double) | (codes[quotes - 1] == _ESCAPE)))
    after = np.searchsorted(single, marked, side="right")
    marked, after = marked[after < len(single)], after[after < len(single)]
    begins, closing = quotes[marked], quotes[single[after]]
    follows = letters[begins + 1]
    fits = (follows >= UPPER) & (follows <= WIDE) & (closing - begins <= _LONGEST)
    return begins[fits & (_kind(codes, closing + 1) & _ENDING > 0)]


def _kind(codes: Codes, places: NDArray[np.int64]) -> NDArray[np.uint8]:
    """What stands at places, in order; beyond the text, what may stand everywhere."""
    kinds = code_kinds()[codes.take(places, mode="clip").clip(None, _OTHER)]
    if len(places) and (places[0] < 0 or places[-1] >= len(codes)):
        kinds[(places < 0) | (places >= len(codes))] = _FREE | _ENDING
    return kinds


@cache
def code_kinds() -> NDArray[np.uint8]:
    """What characters are for this: of each code point below the last, which stands for all others."""
    import numpy as np

    kinds = np.zeros(_OTHER + 1, np.uint8)
    for kind, signs in ((_MARK, "nNuUeEbB"), (_FREE, " \t\r\n([{<>,;:=|+"), (_ENDING, " \t\r\n,;:)]}")):
        kinds[[ord(sign) for sign in signs]] |= kind
    return kinds
