"""Hashes of words: 64-bit polynomials modulo 2**64, so that those of pieces and of joined words are sums of others.

The hash is no secret: who makes words clash gains a false match or hides a word of his own text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BASE = 0x9E3779B97F4A7C15
MODULUS = 1 << 64
INVERSE = pow(BASE, -1, MODULUS)
# Words of more letters are no word of a name; several written as one may have more, up to the second number.
LONGEST, LONGEST_JOINED = 40, 63


@cache
def powers(size: int, base: int) -> NDArray[np.uint64]:
    """The first powers of a base modulo 2**64."""
    import numpy as np

    factors = np.full(size, base % MODULUS, np.uint64)
    factors[0] = 1
    return np.multiply.accumulate(factors)


def shifted(hashes: NDArray[np.uint64], letters: NDArray[np.int64] | NDArray[np.int32]) -> NDArray[np.uint64]:
    """Hashes as they count behind so many letters, to be added to the hash of those."""
    return hashes * powers(64, BASE)[letters % 64]


def hashes_of(words: Sequence[str]) -> NDArray[np.uint64]:
    """The hashes of words."""
    import numpy as np

    hashes = np.zeros(len(words), np.uint64)
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    codes = np.frombuffer("".join(words).encode("utf-32-le"), "<u4").astype(np.uint64)
    starts = np.cumsum(lengths) - lengths
    factors = powers(1 << 12, BASE)
    for place in range(int(lengths.max(initial=0))):
        longer = np.flatnonzero(lengths > place)
        hashes[longer] += codes[starts[longer] + place] * factors[place % len(factors)]
    return hashes


@cache
def _factors() -> tuple[int, ...]:
    return tuple(pow(BASE, place, MODULUS) for place in range(256))


def hash_of(word: str) -> int:
    """As :func:`hashes_of`, for one word of at most 256 letters."""
    codes = word.encode("ascii") if word.isascii() else map(ord, word)
    return sum(map(mul, codes, _factors())) % MODULUS
