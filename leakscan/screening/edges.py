"""How words of the vocabulary begin and end, as filters: what begins or ends like none of them is none.

Most words with digits are numbers of something (0x800f080d, blk-38865049, smith4711). A few letters tell that of nearly
all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from leakscan.screening.kernels import kernel
from leakscan.screening.near import TWO_EDITS
from leakscan.screening.tables import frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# So many letters of an edge, of each so many bits.
LONGEST_EDGE, _BITS = 5, 5
# Of a number at the end of a word so many digits.
DIGITS_AT_END = 4
_FIGURES = re.compile("[0-9]+$")
# The bits of a place in a filter, 32 KiB in all, and what spreads edges over it.
_WIDTH, _SPREAD = 18, 0x9E3779B1


class Edges(NamedTuple):
    """Filters, eight bits to a byte.

    ``heads`` knows the first two letters of spellings, ``figures`` the numbers that they end in; ``backs`` knows the
    last letters of what they look like, blurred (:mod:`leakscan.screening.skeleton`).
    """

    heads: NDArray[np.uint8]
    figures: NDArray[np.uint8]
    backs: NDArray[np.uint8]


@kernel
def has_few(size: Any, digits: Any) -> Any:
    """Whether words of so many letters, of which some are digits, have so few of these that they may be misspelt."""
    return (digits * 3 <= size) & (digits <= 1 + (size >= TWO_EDITS - 2))


@kernel
def longer(edge: Any, letter: Any) -> Any:
    """An edge with one letter more, given as a code point; the empty one is 0."""
    return edge << _BITS | (letter & ((1 << _BITS) - 1))


@kernel
def _place(edge: Any) -> Any:
    """The bit of an edge in a filter."""
    return (edge * _SPREAD >> 14) & ((1 << _WIDTH) - 1)


@kernel
def knows(edges: Any, edge: Any) -> bool:
    """Whether a filter has an edge."""
    place = _place(edge)
    return edges[place >> 3] >> (place & 7) & 1 != 0


def edge_arrays(spellings: Iterable[str], looks: Iterable[str]) -> dict[str, NDArray[Any]]:
    """The arrays of :class:`Edges`, from spellings and what those look like."""
    figures = {found[0] for spelling in spellings if (found := _FIGURES.search(spelling))}
    filters = (
        [_edge(head) for head in {spelling[:2] for spelling in spellings}],
        [int(figure[-DIGITS_AT_END:]) for figure in figures],
        [_edge(back) for back in {look[-LONGEST_EDGE:] for look in looks}],
    )
    return {f"edges.{part}": _filter(edges) for part, edges in zip(Edges._fields, filters, strict=True)}


def edges_of(arrays: Mapping[str, NDArray[Any]]) -> Edges:
    """The filters from their kept arrays."""
    return Edges(*(frozen(arrays[f"edges.{part}"]) for part in Edges._fields))


def _edge(letters: str) -> int:
    edge = 0
    for letter in letters:
        edge = longer(edge, ord(letter))
    return edge


def _filter(edges: Sequence[int]) -> NDArray[np.uint8]:
    import numpy as np

    seen = np.zeros(1 << _WIDTH, np.bool_)
    seen[_place(np.array(edges, np.int64))] = True
    return np.packbits(seen, bitorder="little")
