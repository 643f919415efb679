"""Whether the edges of words leave open that they are of the vocabulary, for many words at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakscan.screening.chars import codes_of, tables
from leakscan.screening.edges import DIGITS_AT_END, LONGEST_EDGE, Edges, has_few, knows, longer
from leakscan.screening.segments import SHORTEST
from leakscan.screening.skeleton import BEGINS_AT, ENDS_AT, LOOK, looks_table
from leakscan.screening.text import DIGITS, END, SIZE, START, Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]
    Codes = NDArray[np.uint32]


def may_be_known(text: str, words: Text, places: Whole, edges: Edges) -> Truths:
    """Whether words may look like one of the vocabulary or be several of them; True for all without many digits."""
    import numpy as np

    found = np.ones(len(places), np.bool_)
    starts, ends, sizes, digits = (words.words[places, column] for column in (START, END, SIZE, DIGITS))
    some = np.flatnonzero((digits > 0) & ~has_few(sizes, digits) & (ends - starts == sizes))
    starts, ends = starts[some, None].astype(np.int64), ends[some, None].astype(np.int64)
    codes, folds = codes_of(text), tables().folds
    back = ends + np.arange(-LONGEST_EDGE - 1, 0)
    letters = np.where(back >= starts, folds[codes[np.maximum(back, starts)]], 0).astype(np.uint32)
    heads = folds[codes[np.minimum(starts + np.arange(2), ends - 1)]]
    found[some] = _may_look_alike(letters, edges) | ((sizes[some] >= SHORTEST) & _may_be_joined(heads, letters, edges))
    return found


def _may_look_alike(letters: Codes, edges: Edges) -> Truths:
    """By the last letters, a column each, 0 for those before the first."""
    import numpy as np

    looks, _ = looks_table()
    told = np.where(letters < len(looks), looks[np.minimum(letters, len(looks) - 1)], letters)
    pairs = (told[:, :-1] >> BEGINS_AT) & (told[:, 1:] >> ENDS_AT)
    edge = np.zeros(len(told), np.int64)
    for column in range(1, LONGEST_EDGE + 1):
        edge = longer(edge, told[:, column].astype(np.int64) & LOOK)
    paired: Truths = np.bitwise_or.reduce(pairs, axis=1) > 0
    return paired | knows(edges.backs, edge)


def _may_be_joined(heads: Codes, letters: Codes, edges: Edges) -> Truths:
    """By the first two letters and the last ones."""
    import numpy as np

    digits = letters[:, -1 : -DIGITS_AT_END - 1 : -1].astype(np.int64) - ord("0")
    run = np.logical_and.accumulate((digits >= 0) & (digits <= 9), axis=1)
    numbers = (np.where(run, digits, 0) * 10 ** np.arange(DIGITS_AT_END)).sum(axis=1)
    head = longer(longer(0, heads[:, 0].astype(np.int64)), heads[:, 1].astype(np.int64))
    found: Truths = knows(edges.heads, head) & (~run[:, 0] | knows(edges.figures, numbers))
    return found
