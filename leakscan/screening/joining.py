"""What of a text may have to be put together: one look at every word and at what stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.chars import AT, DIGIT, DOLLAR, DOT, EXCLAMATION, HYPHEN, LOWER, SPACE, UNDERSCORE, UPPER
from leakscan.screening.hashing import shifted
from leakscan.screening.tables import Table, find
from leakscan.screening.text import DIGITS, END, SIZE, START, Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

SHORTEST, FARTHEST = 5, 3
LETTER_SIGNS = "@$!"  # which stand for letters in disguised words
SIGNS = tuple(map(ord, LETTER_SIGNS))
MOST_SIGNS = 4  # of one word, those side by side counting as one
# What a host's name has behind its first point.
_HOSTS = tuple(range(UPPER, DIGIT + 1))
# What stands between initials: R J, R-J, R_J; those with points are one word already.
BETWEEN_INITIALS = (SPACE, HYPHEN, UNDERSCORE)


class Joins(NamedTuple):
    """Words that make another with the next; single letters with one like them behind; signs at words.

    Of each sign there is the word behind it as well, by number, as many as there are words where there is none.
    """

    pairs: Places
    links: Places
    signs: Places
    behind: Places


def joins(words: Text, exact: Table) -> Joins:
    """What of a text may have to be put together, with ``exact`` as the words of the vocabulary."""
    import numpy as np

    table = words.words
    starts, ends, sizes = (np.ascontiguousarray(table[:, column]) for column in (START, END, SIZE))
    apart = starts[1:] - ends[:-1]
    close = (apart <= FARTHEST) & (sizes[:-1] + sizes[1:] >= SHORTEST) & (table[:-1, DIGITS] == 0)
    left = np.flatnonzero(close)
    pairs = left[find(exact, words.hashes[left] + shifted(words.hashes[left + 1], sizes[left]))[0]]
    links = np.flatnonzero((sizes[:-1] == 1) & (sizes[1:] == 1) & (apart == 1))
    first, second = words.kinds[starts[links]], words.kinds[starts[links + 1]]
    links = links[(first == second) & ((first == UPPER) | (first == LOWER))]
    links = links[np.isin(words.kinds[ends[links]], BETWEEN_INITIALS)]
    return Joins(pairs, links, *_signs(words, starts, ends))


def _signs(words: Text, starts: NDArray[np.int32], ends: NDArray[np.int32]) -> tuple[Places, Places]:
    """The signs at words, found from the signs, of which there are few."""
    import numpy as np

    kinds = words.kinds
    signs = np.flatnonzero((kinds == AT) | (kinds == DOLLAR) | (kinds == EXCLAMATION)).astype(np.int32)
    signs = signs[np.isin(words.low[signs], SIGNS)] if len(starts) else signs[:0]
    last = len(starts) - 1
    left, right = np.minimum(ends.searchsorted(signs), last), np.minimum(starts.searchsorted(signs + 1), last)
    behind, before = ends[left] == signs, starts[right] == signs + 1
    after = ends[right]
    host = behind & before & (kinds[signs] == AT) & _at(words, after, DOT) & _at(words, after + 1, *_HOSTS)
    met = np.flatnonzero((behind | before) & ~host)
    return signs[met].astype(np.int64), np.where(behind, left + 1, right)[met]


def _at(words: Text, places: NDArray[np.int32], *kinds: int) -> NDArray[np.bool_]:
    """Whether a character of one of some kinds stands at places, which may lie outside."""
    import numpy as np

    known = np.zeros(256, np.bool_)
    known[list(kinds)] = True
    inside = (places >= 0) & (places < len(words.kinds))
    found: NDArray[np.bool_] = inside & known[words.kinds[np.clip(places, 0, len(words.kinds) - 1)]]
    return found
