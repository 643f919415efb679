"""Legal forms with points that stand right at a name's end, without a space: METRO INVESTMENTSS.A., StamBeheerB.V.

The last letter of the word before is the first of theirs. Only what is a legal form letter by letter is taken off.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from leakscan.screening.chars import AT, CASELESS, DOT, FOLD_BITS, SKIP, SKIPPED, SORT_BITS, UPPER
from leakscan.screening.kernels import kernel
from leakscan.screening.wordlist import lines

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Of fewer letters the rest is no word; of more there is no legal form that is written with points.
SHORTEST, _MOST, _LEAST_OPEN = 4, 5, 3
_BITS, _FOLD, _KIND = 5, (1 << FOLD_BITS) - 1, (1 << SORT_BITS) - 1
_FIRST, _LAST = ord("a"), ord("z")
_SPACED = re.compile(r"\b([A-Za-z])\. ?")
_NO_END = rf"[^\W_]|{SKIP}|@"
_FORM = re.compile(rf"([a-z](?:\.[a-z])+)(\.(?!{_NO_END})|(?!\.|{_NO_END}))")


@cache
def _dotted() -> frozenset[str]:
    """Legal forms of one word that may be written with points, without those."""
    writings = [writing for line in lines("legal_forms.txt") for writing in line.split("; ")]
    words = [_SPACED.sub(r"\1", writing).lower() for writing in writings]
    return frozenset(word for word in words if 1 < len(word) <= _MOST and word.isascii() and word.isalpha())


def begins_at(folded: str, at: int) -> bool:
    """As :func:`begins_before`, for a letter of a text that is folded."""
    found = _FORM.match(folded, at)
    if found is None or not (found[2] or found[1].count(".") + 1 >= _LEAST_OPEN):
        return False
    return found[1].replace(".", "") in _dotted()


@cache
def dotted_forms() -> NDArray[np.int64]:
    """Legal forms that may be written with points, as numbers."""
    import numpy as np

    return np.array([sum((ord(one) - _FIRST) << (_BITS * n) for n, one in enumerate(word)) for word in _dotted()])


@kernel
def _kind_at(codes: Any, packed: Any, at: int) -> int:
    return packed[codes[at]] >> FOLD_BITS & _KIND if at < len(codes) else 0


@kernel
def _letter_at(codes: Any, packed: Any, at: int) -> int:
    """The number of a letter of the alphabet from 0; -1 for anything else."""
    letter = packed[codes[at]] & _FOLD if at < len(codes) else 0
    return letter - _FIRST if _FIRST <= letter <= _LAST and _kind_at(codes, packed, at) <= CASELESS else -1


@kernel
def begins_before(codes: Any, packed: Any, forms: Any, point: int) -> bool:
    """Whether the letter before a point is the first of a legal form that goes on behind it.

    Args:
        codes: a text.
        packed: what its characters are (:mod:`leakscan.screening.chars`).
        forms: :func:`dotted_forms`.
        point: the place of the point.
    """
    form, count, letter = 0, 0, _letter_at(codes, packed, point - 1)
    while letter >= 0 and count < _MOST:
        form |= letter << (_BITS * count)
        count += 1
        letter = _letter_at(codes, packed, point + 1) if _kind_at(codes, packed, point) == DOT else -1
        point += 2 * (letter >= 0)
    if letter >= 0:
        return False
    ended = _kind_at(codes, packed, point) == DOT
    behind = _kind_at(codes, packed, point + ended)
    if UPPER <= behind <= SKIPPED or behind == AT or not (ended or count >= _LEAST_OPEN):
        return False
    at = 0
    while at < len(forms) and forms[at] != form:
        at += 1
    return at < len(forms)
