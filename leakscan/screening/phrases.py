"""What sentences of edits are put together from, as letters one behind the other for compiled code to take."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from leakscan.screening.tables import frozen


class Phrases(NamedTuple):
    """Code points of phrases, where each phrase begins and one more; the first phrase of each sort.

    Words come first, by their numbers. What is told of rules, of so many edits and of legal forms that are missing is
    there by their numbers, too; ``met`` are further differences by bit; ``arrow`` and ``comma`` are of a kind alone.
    """

    codes: Any
    begins: Any
    rules: int
    edits: int
    met: int
    legal: int
    comma: int
    arrow: int


def phrases_of(words: Sequence[str], *sorts: Sequence[str]) -> Phrases:
    """Phrases from the lists of each sort, in order."""
    import numpy as np

    lists = [words, *sorts]
    whole = [phrase for some in lists for phrase in some]
    codes = np.frombuffer("".join(whole).encode("utf-32-le"), np.dtype("<u4")).astype(np.uint32)
    begins = np.zeros(len(whole) + 1, np.int32)
    np.cumsum(np.fromiter(map(len, whole), np.int32, len(whole)), out=begins[1:])
    return Phrases(frozen(codes), frozen(begins), *list(accumulate(map(len, lists)))[:-1])
