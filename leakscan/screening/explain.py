"""What bridged the difference between a name and its place in a text, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
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
    MOST_BRIDGES,
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
        self._beside: dict[int, tuple[str, str]] = {}

    def rules(self, laid: NDArray[np.int64], text: str, words: Text) -> list[str]:
        """What a responder is told of laid forms, one row each."""
        import numpy as np

        forms = laid[:, FORM]
        legal = np.where(laid[:, LEGAL_WORDS] > 0, -1, self._form_legal[forms])
        turned = (laid[:, COMMA] > 0) & ((self._flags[forms] & COMMA_FORM) > 0)
        looks, splits, odd, cells = (laid[:, field] > 0 for field in (LOOKS, SPLITS, LEGAL_ODD, BORDER))
        bits = sum(np.left_shift(met, n, dtype=np.uint8) for n, met in enumerate((looks, splits, odd, turned, cells)))
        keys = ((self._form_rules[forms] * np.int64(len(self._legal) + 1) + legal + 1 << len(_MET)) + bits).tolist()
        self._told.update((key, self._sentence(key)) for key in set(keys) - self._told.keys())
        told = list(map(self._told.__getitem__, keys))
        some = np.flatnonzero(laid[:, BRIDGES])
        for n, edits in zip(some.tolist(), self._edits(laid[some], text, words), strict=True):
            rule, further = self._around(keys[n])
            told[n] = f"{rule}{edits}{further}"
        return told

    def _sentence(self, key: int) -> str:
        """What is told of a form without edits."""
        return "; ".join(filter(None, self._parts(key)))

    def _around(self, key: int) -> tuple[str, str]:
        """What is told of a form before its edits and behind them."""
        if key not in self._beside:
            rule, further = self._parts(key)
            self._beside[key] = rule and f"{rule}; ", further and f"; {further}"
        return self._beside[key]

    def _parts(self, key: int) -> tuple[str, str]:
        """The rule of a form; what was met, with a legal form that is missing."""
        rule, legal = divmod(key >> len(_MET), len(self._legal) + 1)
        looks, splits, odd, turned, cells = (what if key >> n & 1 else "" for n, what in enumerate(_MET))
        without = f"without “{self._legal[legal - 1]}”" if legal and self._legal[legal - 1] else ""
        return self._rules[rule], "; ".join(filter(None, (looks, splits, odd, without, turned, cells)))

    def _edits(self, laid: NDArray[np.int64], text: str, words: Text) -> Iterator[str]:
        """What is told of the edits of forms, of which all have some."""
        import numpy as np

        bridges, made = laid[:, BRIDGES], (laid[:, OWN_EDITS] + laid[:, SHARED_EDITS]).tolist()
        inside = np.arange(MOST_BRIDGES) < bridges[:, None]
        places, wanted = (laid[:, BRIDGED + n : BRIDGED + 2 * MOST_BRIDGES : 2][inside] for n in (0, 1))
        met = map(self._vocabulary.__getitem__, wanted.tolist())
        bridged = map(_bridged, spelt(text, words, places), met)
        for count, edits in zip(bridges.tolist(), made, strict=True):
            words_met = next(bridged) if count == 1 else ", ".join(islice(bridged, count))
            yield f"{edits} edit{'s' if edits > 1 else ''}: {words_met}"


@cache
def _spellings() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for long, short in CANON.items():
        found.setdefault(short, [short]).append(long)
    return found


def _bridged(word: str, short: str) -> str:
    """A garbled word with the spelling that it stands for: "departmnt" is no misspelt "dept"."""
    spellings = _spellings().get(short)
    return f"{word} → {_nearest(word, spellings) if spellings else short}"


def _nearest(word: str, spellings: Sequence[str]) -> str:
    from rapidfuzz.distance import OSA

    return min(spellings, key=lambda spelling: OSA.distance(word, spelling))
