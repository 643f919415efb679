"""What bridged the difference between a name and its place in a text, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from leakscan.screening.abbreviations import CANON
from leakscan.screening.book import COMMA_FORM, FLAGS, Book
from leakscan.screening.text import Text, spelt
from leakscan.screening.walk import (
    BORDER,
    BRIDGED,
    BRIDGES,
    COMMA,
    FORM,
    LEGAL_WORDS,
    LOOKS,
    OWN_EDITS,
    SHARED_EDITS,
    SPLITS,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What decides on the sentence of a form; of each only whether there is any. At most eight, for they become a byte.
VARYING = (LEGAL_WORDS, COMMA, LOOKS, SPLITS, BORDER, BRIDGES)

# Rule, legal form that is missing or -1, turned round a comma, look-alikes, split or joined, over two cells.
_Key = tuple[int, int, bool, bool, bool, bool]


class Explainer:
    """Sentences for laid forms, from the arrays of an index."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], book: Book, vocabulary: Sequence[str]) -> None:
        self._rules = arrays["rules"].tobytes().decode().split("\n")
        self._legal = arrays["legal_words"].tobytes().decode().split("\n")
        self._form_rules, self._form_legal = arrays["form_rules"], arrays["form_legal"]
        self._flags, self._vocabulary = book.forms[:, FLAGS], vocabulary
        self._memo: dict[_Key, str] = {}

    def rules(self, laid: NDArray[np.int64], text: str, words: Text) -> list[str]:
        """What a responder is told of laid forms, one row each."""
        import numpy as np

        forms = laid[:, FORM]
        legal = np.where(laid[:, LEGAL_WORDS] > 0, -1, self._form_legal[forms])
        turned = (laid[:, COMMA] > 0) & ((self._flags[forms] & COMMA_FORM) > 0)
        columns = self._form_rules[forms], legal, turned, *(laid[:, (LOOKS, SPLITS, BORDER)] > 0).T
        keys: list[_Key] = list(zip(*(column.tolist() for column in columns), strict=True))
        edited = laid[:, BRIDGES] > 0
        for key in set(keys) - self._memo.keys():
            self._memo[key] = "; ".join(self._parts(key, ""))
        told = list(map(self._memo.__getitem__, keys))
        for n in np.flatnonzero(edited).tolist():
            told[n] = "; ".join(self._parts(keys[n], self._edits(laid[n].tolist(), text, words)))
        return told

    def _parts(self, key: _Key, edits: str) -> list[str]:
        rule, legal, turned, looks, splits, cells = key
        parts = [
            self._rules[rule],
            edits,
            "look-alike characters" if looks else "",
            "words split or joined" if splits else "",
        ]
        parts.append(f"without “{self._legal[legal]}”" if legal >= 0 and self._legal[legal] else "")
        parts.append("turned round a comma" if turned else "")
        parts.append("over two cells" if cells else "")
        return [part for part in parts if part]

    def _edits(self, laid: list[int], text: str, words: Text) -> str:
        made = laid[OWN_EDITS] + laid[SHARED_EDITS]
        bridged = []
        for n in range(laid[BRIDGES]):
            place, wanted = laid[BRIDGED + 2 * n], laid[BRIDGED + 2 * n + 1]
            word = spelt(text, words, place)
            bridged.append(f"{word} → {_meant(word, self._vocabulary[wanted])}")
        return f"{made} edit{'s' if made > 1 else ''}: " + ", ".join(bridged)


@cache
def _spellings() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for long, short in CANON.items():
        found.setdefault(short, [short]).append(long)
    return found


@lru_cache(maxsize=10_000)
def _meant(word: str, short: str) -> str:
    """The spelling that a garbled word stands for: "departmnt" is no misspelt "dept"."""
    from rapidfuzz.distance import OSA

    return min(_spellings().get(short, [short]), key=lambda spelling: OSA.distance(word, spelling))
