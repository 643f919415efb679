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
    LEGAL_ODD,
    LEGAL_WORDS,
    LOOKS,
    OWN_EDITS,
    SHARED_EDITS,
    SPLITS,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
_MET = (
    "look-alike characters",
    "words split or joined",
    "legal form misspelt",
    "turned round a comma",
    "over two cells",
)


class Explainer:
    """Sentences for laid forms, from the arrays of an index."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], book: Book, vocabulary: Sequence[str]) -> None:
        self._rules = arrays["rules"].tobytes().decode().split("\n")
        self._legal = arrays["legal_words"].tobytes().decode().split("\n")
        self._form_rules, self._form_legal = arrays["form_rules"], arrays["form_legal"]
        self._flags, self._vocabulary = book.forms[:, FLAGS], vocabulary
        self._told: dict[int, str] = {}

    def rules(self, laid: NDArray[np.int64], text: str, words: Text) -> list[str]:
        """What a responder is told of laid forms, one row each."""
        import numpy as np

        forms = laid[:, FORM]
        legal = np.where(laid[:, LEGAL_WORDS] > 0, -1, self._form_legal[forms])
        turned = (laid[:, COMMA] > 0) & ((self._flags[forms] & COMMA_FORM) > 0)
        looks, splits, odd, cells = (laid[:, field] > 0 for field in (LOOKS, SPLITS, LEGAL_ODD, BORDER))
        bits = sum(np.left_shift(met, n, dtype=np.uint8) for n, met in enumerate((looks, splits, odd, turned, cells)))
        keys = ((self._form_rules[forms] * np.int64(len(self._legal) + 1) + legal + 1 << len(_MET)) + bits).tolist()
        self._told.update((key, self._sentence(key, "")) for key in set(keys) - self._told.keys())
        told = list(map(self._told.__getitem__, keys))
        for n in np.flatnonzero(laid[:, BRIDGES]).tolist():
            told[n] = self._sentence(keys[n], self._edits(laid[n].tolist(), text, words))
        return told

    def _sentence(self, key: int, edits: str) -> str:
        """What is told of a form: its rule, what was met, and a legal form that is missing."""
        rule, legal = divmod(key >> len(_MET), len(self._legal) + 1)
        looks, splits, odd, turned, cells = (what if key >> n & 1 else "" for n, what in enumerate(_MET))
        without = f"without “{self._legal[legal - 1]}”" if legal and self._legal[legal - 1] else ""
        return "; ".join(filter(None, (self._rules[rule], edits, looks, splits, odd, without, turned, cells)))

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
