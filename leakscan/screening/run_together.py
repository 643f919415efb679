"""Words that organisations share, written as one (PoliceDepartment, Sheriff'sOffice), become two words again.

Too many names hold them for each to be looked up with every pair of its words written as one.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from leakscan.screening.fold import SKIP
from leakscan.screening.rows import Keys
from leakscan.screening.tokens import Columns, Tokens, hashes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

# First words, a bar, second words.
_TABLE = """
police | department dept service services
sheriff sheriffs | office department dept
county | sheriff sheriffs police fire
fire | department dept rescue
school | district
schools | district
community | college
high | school
state | police university
public | safety schools
city | police council
"""


@cache
def _pairs() -> dict[str, tuple[str, str]]:
    rows = [line.partition("|") for line in _TABLE.strip().splitlines()]
    both = [(left, right) for lefts, _, rights in rows for left in lefts.split() for right in rights.split()]
    return {left + right: (left, right) for left, right in both}


@cache
def _keys() -> Keys:
    import numpy as np

    return Keys(np.unique(hashes_of(list(_pairs()))))


def taken_apart(found: Columns) -> Columns:
    """The words of a text with shared ones that were run together as two."""
    import numpy as np

    tokens = found.tokens
    places = [place for place in _keys().meet(found.hashes)[0].tolist() if tokens.words[place] in _pairs()]
    if not places:
        return found
    halves = [_pairs()[tokens.words[place]] for place in places]
    middles = [_place_of(tokens, place, len(left)) for place, (left, _) in zip(places, halves, strict=True)]
    lengths = _doubled(found.lengths, places, [[len(half) for half in pair] for pair in halves])
    hashes = _doubled(found.hashes, places, [hashes_of(pair).tolist() for pair in halves])
    starts = _doubled(found.starts, places, [[tokens.starts[p], m] for p, m in zip(places, middles, strict=True)])
    ends = _doubled(found.ends, places, [[m, tokens.ends[p]] for p, m in zip(places, middles, strict=True)])
    digits = np.insert(found.digits, np.array(places) + 1, 0)
    return Columns(Tokens(tokens.text, tokens.folded, starts, ends), hashes, lengths, digits, starts, ends)


def _place_of(tokens: Tokens, place: int, letters: int) -> int:
    """Where the second word starts: behind so many letters, not counting what is skipped."""
    at = tokens.starts[place]
    while letters or tokens.folded[at] == SKIP:
        letters -= tokens.folded[at] != SKIP
        at += 1
    return at


def _doubled(column: NDArray[Any], places: list[int], pairs: list[list[int]]) -> NDArray[Any]:
    import numpy as np

    both = np.array(pairs, column.dtype)
    column = column.copy()
    column[places] = both[:, 0]
    return np.insert(column, np.array(places) + 1, both[:, 1])
