"""The words of a text as columns of numbers, and what stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.chars import SKIP, fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NOISE = str.maketrans("", "", f"{SKIP}. ")


class Words(NamedTuple):
    """The words of one text.

    By character: ``kinds`` (:mod:`leakscan.screening.chars`) and ``low``, the last byte of the folded letter. By word:
    first character, one past the last, hash, letters, how many of those are digits.
    """

    kinds: NDArray[np.uint8]
    low: NDArray[np.uint8]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    hashes: NDArray[np.uint64]
    sizes: NDArray[np.int32]
    digits: NDArray[np.int32]


class Text(NamedTuple):
    """Words with their numbers, as laying a form over them needs them: arrays, or plain sequences of integers."""

    kinds: Sequence[int]
    low: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    sizes: Sequence[int]
    numbers: Sequence[int]


def spelt(text: str, words: Words, place: int) -> str:
    """One word of a text, folded."""
    word = fold(text[words.starts[place] : words.ends[place]])
    return word if word.isalnum() else word.translate(_NOISE)


def kept(words: Words, places: NDArray[np.int64] | NDArray[np.bool_]) -> Words:
    """The words at some places."""
    return words._replace(
        starts=words.starts[places],
        ends=words.ends[places],
        hashes=words.hashes[places],
        sizes=words.sizes[places],
        digits=words.digits[places],
    )
