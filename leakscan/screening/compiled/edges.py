"""Whether the edges of a word leave open that it is one of the vocabulary, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np

from leakscan.screening.compiled.looks import CODE, pair, seen
from leakscan.screening.edges import DIGITS_AT_END, LONGEST_EDGE, knows, longer
from leakscan.screening.kernels import kernel
from leakscan.screening.segments import SHORTEST
from leakscan.screening.text import END, SIZE, START


@kernel
def _number_at_end(codes: Any, start: int, end: int) -> int:
    """The number that the last digits of a word are; -1 where it ends in a letter."""
    number: Any = -1
    factor = 1
    for at in range(end - 1, max(start, end - DIGITS_AT_END) - 1, -1):
        if not 48 <= codes[at] <= 57:
            break
        number = max(number, 0) + factor * (np.int64(codes[at]) - 48)
        factor *= 10
    return number


@kernel
def _may_be_joined(codes: Any, folds: Any, start: int, end: int, edges: Any) -> bool:
    """Whether a word begins and ends as one of several words does."""
    number = _number_at_end(codes, start, end)
    if number >= 0 and not knows(edges.figures, number):
        return False
    head = longer(longer(np.int64(0), folds[codes[start]]), folds[codes[start + 1]])
    return knows(edges.heads, head)


@kernel
def _may_look_alike(codes: Any, folds: Any, start: int, end: int, blurs: Any, edges: Any) -> bool:
    """Whether a word may end in what one of the vocabulary looks like at its end."""
    edge, before = np.int64(0), blurs[0]
    for at in range(max(start, end - LONGEST_EDGE - 1), end):
        told = seen(blurs, folds[codes[at]])
        if pair(before, told):
            return True
        if at >= end - LONGEST_EDGE:
            edge = longer(edge, np.int64(told & CODE))
        before = told
    return knows(edges.backs, edge)


@kernel
def may_be_known(columns: Any, place: int, blurs: Any, edges: Any) -> bool:
    """Whether a word's edges leave open that it looks like a word of the vocabulary, or is several of them."""
    codes, folds, _, words, _ = columns
    start, end, size = words[place, START], words[place, END], words[place, SIZE]
    if end - start != size:  # it has more than letters
        return True
    if size >= SHORTEST and _may_be_joined(codes, folds, start, end, edges):
        return True
    return _may_look_alike(codes, folds, start, end, blurs, edges)
