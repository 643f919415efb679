"""What sentences of laid forms are put together from, as letters one behind the other for compiled code to take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from leakscan.screening.tables import frozen


class Phrases(NamedTuple):
    """Code points of phrases, and where each phrase begins and one more.

    Words of the vocabulary come first, by their numbers; ``spellings`` has for each of them where the phrases begin and
    end that are spellings of it, the same number twice where it is spelt as it is. Behind these stand, from where a
    field says on, rules by number, so many edits, differences by bit, legal forms by number, and signs.
    """

    codes: Any
    begins: Any
    spellings: Any
    rules: int
    edits: int
    met: int
    legal: int
    signs: int


def phrases_of(words: Sequence[str], spellings: Mapping[str, Sequence[str]], *sorts: Sequence[str]) -> Phrases:
    """Phrases of words, of spellings by word, and of each further sort."""
    import numpy as np

    known = [word for word in words if word in spellings]
    lists = [words, [spelling for word in known for spelling in spellings[word]], *sorts]
    whole = [phrase for some in lists for phrase in some]
    codes = np.frombuffer("".join(whole).encode("utf-32-le"), np.dtype("<u4")).astype(np.uint32)
    begins = np.zeros(len(whole) + 1, np.int32)
    np.cumsum(np.fromiter(map(len, whole), np.int32, len(whole)), out=begins[1:])
    runs = np.zeros((len(words), 2), np.int32)
    counts = np.array([len(spellings.get(word, ())) for word in words], np.int32)
    runs[:, 1] = len(words) + counts.cumsum()
    runs[:, 0] = runs[:, 1] - counts
    return Phrases(frozen(codes), frozen(begins), frozen(runs), *list(accumulate(map(len, lists)))[1:-1])
