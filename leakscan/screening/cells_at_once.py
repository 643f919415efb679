"""Where on their lines many words stand; as :mod:`leakscan.screening.cells` finds it one by one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from leakscan.screening.cells import (
    BEGINS,
    ENDS,
    PADS_BEFORE,
    PADS_BEHIND,
    TIES,
    WINDOW,
    closes,
    opens_sentence,
)
from leakscan.screening.chars import (
    BAR,
    BRACE,
    CLOSE,
    COLON,
    COMMA,
    DIGIT,
    DOT,
    EQUALS,
    EXCLAMATION,
    HYPHEN,
    NEWLINE,
    OPEN,
    QUOTE,
    RETURN,
    SEMICOLON,
    SKIPPED,
    SPACE,
    TAB,
    UPPER,
    WIDE,
)
from leakscan.screening.text import END, START, Text, kinds_at, plainly

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]

BORDERS = (NEWLINE, TAB, SEMICOLON, BAR, COMMA)
_QUOTES, _BLANKS, _MARKS = (QUOTE, SKIPPED), (SPACE, TAB, RETURN), (QUOTE, CLOSE, SKIPPED)


@cache
def of_kinds(kinds: tuple[int, ...]) -> Truths:
    """By kind, whether it is one of some."""
    import numpy as np

    found = np.zeros(256, np.bool_)
    found[list(kinds)] = True
    return found


def open_right_before(text: Text, places: Whole) -> Truths:
    """Right before which words a cell's border stands; as :func:`leakscan.screening.cells.borders_before`."""
    return of_kinds(BORDERS)[kinds_at(text.kinds, text.words[:, START][places] - 1)]


def close_right_behind(text: Text, places: Whole) -> Truths:
    """Right behind which words one stands; as :func:`leakscan.screening.cells.borders_behind`."""
    ends = text.words[:, END][places]
    kinds = kinds_at(text.kinds, ends)
    prose = (kinds == COMMA) & (kinds_at(text.kinds, ends + 1) == SPACE)
    found: Truths = of_kinds(BORDERS)[kinds] & ~prose
    return found


def open_at_once(text: Text, places: Whole) -> Truths:
    """Before which words a cell begins."""
    import numpy as np

    starts = text.words[:, START][places].astype(np.int64)
    at, left = starts - 1, np.arange(len(starts))
    quoted, plain = np.zeros(len(starts), np.bool_), np.ones(len(starts), np.bool_)
    for _ in range(WINDOW):
        kinds = kinds_at(text.kinds, at[left])
        inside = of_kinds((*PADS_BEFORE, *_QUOTES))[kinds]
        left, kinds = left[inside], kinds[inside]
        if not len(left):
            break
        quoted[left] |= of_kinds(_QUOTES)[kinds]
        plain[left] &= of_kinds((*_QUOTES, SPACE))[kinds] | ((kinds == OPEN) & ~quoted[left])
        at[left] -= 1
    kinds, far = kinds_at(text.kinds, at), starts - at
    found: Truths = of_kinds(BEGINS)[kinds] & (far <= WINDOW)
    found |= (kinds == COMMA) & ((far == 1) | (quoted & plain))
    return found | (of_kinds((COLON, EQUALS, BRACE))[kinds] & plain & (far > 1))


def close_at_once(text: Text, places: Whole) -> Truths:
    """Behind which words a cell ends."""
    import numpy as np

    ends = text.words[:, END][places].astype(np.int64)
    at, _ = _past(text, ends, PADS_BEHIND, 1)
    kinds = kinds_at(text.kinds, at)
    found: Truths = of_kinds(ENDS)[kinds]
    some = np.flatnonzero(of_kinds((COMMA, OPEN, HYPHEN, COLON))[kinds])
    kinds, far = kinds[some], at[some] + 1
    behind, ready = _past(text, far, (SPACE,), 1)
    following = kinds_at(text.kinds, behind)
    spaced, figures = behind > far, following == DIGIT
    comma = (kinds == COMMA) & (~spaced | of_kinds((DIGIT, *_QUOTES))[following])
    list_ = of_kinds((HYPHEN, COLON))[kinds] & (at[some] > ends[some]) & spaced & figures
    found[some] = comma | ((kinds == OPEN) & figures) | list_
    return _one_by_one(text, closes, ends, some[~ready], found)


def open_sentences(text: Text, places: Whole) -> Truths:
    """Which words are the first of a sentence."""
    import numpy as np

    at, ready = _past(text, text.words[:, START][places].astype(np.int64) - 1, _BLANKS, -1)
    found = (at < 0) | (kinds_at(text.kinds, at) == NEWLINE)
    before, ready_too = _past(text, at, _MARKS, -1)
    found |= of_kinds((DOT, EXCLAMATION, COLON, NEWLINE))[kinds_at(text.kinds, before)]
    return _one_by_one(text, opens_sentence, places, np.flatnonzero(~(ready & ready_too)), found)


def _past(text: Text, at: Whole, kinds: tuple[int, ...], step: int) -> tuple[Whole, Truths]:
    """Where characters of some kinds end, in one direction from others on, and whether that is so near."""
    import numpy as np

    at, left = at.copy(), np.arange(len(at))
    for _ in range(WINDOW):
        left = left[of_kinds(kinds)[kinds_at(text.kinds, at[left])]]
        if not len(left):
            break
        at[left] += step
    near = np.ones(len(at), np.bool_)
    near[left] = ~of_kinds(kinds)[kinds_at(text.kinds, at[left])]
    return at, near


def _one_by_one(text: Text, kernel: Callable[[Text, int], bool], at: Whole, some: Whole, found: Truths) -> Truths:
    """What was found, with those answered by a kernel behind or before which there is a long row of blanks."""
    if len(some):
        words = plainly(text)
        found[some] = [kernel(words, place) for place in at[some].tolist()]
    return found


def are_glued(text: Text, first: Whole, last: Whole) -> Truths:
    """As :func:`leakscan.screening.cells.is_glued`."""
    start, end, ties = text.words[:, START][first], text.words[:, END][last], of_kinds(TIES)
    ahead, behind = kinds_at(text.kinds, start - 2), kinds_at(text.kinds, end + 1)
    before = ties[kinds_at(text.kinds, start - 1)] & (ahead >= UPPER) & (ahead <= WIDE)
    found: Truths = before | (ties[kinds_at(text.kinds, end)] & (behind >= UPPER) & (behind <= WIDE))
    return found
