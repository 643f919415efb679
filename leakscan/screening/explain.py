"""What bridged the difference between a name and its place in a text, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

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
_Kept = TypeVar("_Kept")
# Bits of the number of edits in a key: a name bears a few.
_EDIT_BITS = 6
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
        keys = (self._form_rules[forms] * np.int64(len(self._legal) + 1) + legal + 1 << len(_MET)) + bits
        told = self._remembered(self._told, self._sentence, keys.tolist())
        some = np.flatnonzero(laid[:, BRIDGES])
        if len(some):
            for n, sentence in zip(some.tolist(), self._edited(keys[some], laid[some], text, words), strict=True):
                told[n] = sentence
        return told

    @staticmethod
    def _remembered(known: dict[int, _Kept], tell: Callable[[int], _Kept], keys: list[int]) -> list[_Kept]:
        """What is told of each key, which is made once."""
        known.update((key, tell(key)) for key in set(keys) - known.keys())
        return list(map(known.__getitem__, keys))

    def _edited(self, keys: NDArray[np.int64], laid: NDArray[np.int64], text: str, words: Text) -> Iterator[str]:
        """What is told of forms that all have edits."""
        made = laid[:, OWN_EDITS] + laid[:, SHARED_EDITS]
        beside = self._remembered(self._beside, self._around, (keys << _EDIT_BITS | made).tolist())
        bridged = self._bridged(laid, text, words)
        for (before, behind), count in zip(beside, laid[:, BRIDGES].tolist(), strict=True):
            first = "".join([f"{word} → {meant}, " for word, meant in islice(bridged, count - 1)]) if count > 1 else ""
            word, meant = next(bridged)
            yield f"{before}{first}{word} → {meant}{behind}"

    def _bridged(self, laid: NDArray[np.int64], text: str, words: Text) -> Iterator[tuple[str, str]]:
        """The garbled words of forms in order, each with the spelling that it stands for."""
        import numpy as np

        inside = np.arange(MOST_BRIDGES) < laid[:, BRIDGES, None]
        places, wanted = (laid[:, BRIDGED + n : BRIDGED + 2 * MOST_BRIDGES : 2][inside] for n in (0, 1))
        met, several = spelt(text, words, places), _spellings()
        meant = list(map(self._vocabulary.__getitem__, wanted.tolist()))
        for n, short in enumerate(meant):
            if short in several:
                meant[n] = _nearest(met[n], short)
        return zip(met, meant, strict=True)

    def _sentence(self, key: int) -> str:
        """What is told of a form without edits."""
        return "; ".join(filter(None, self._parts(key)))

    def _around(self, key: int) -> tuple[str, str]:
        """What is told of a form before the words that were bridged and behind them; of its key and edits."""
        rule, further = self._parts(key >> _EDIT_BITS)
        edits = key & ((1 << _EDIT_BITS) - 1)
        told = f"{edits} edit{'s' if edits > 1 else ''}: "
        return f"{rule}; {told}" if rule else told, further and f"; {further}"

    def _parts(self, key: int) -> tuple[str, str]:
        """The rule of a form; what was met, with a legal form that is missing."""
        rule, legal = divmod(key >> len(_MET), len(self._legal) + 1)
        looks, splits, odd, turned, cells = (what if key >> n & 1 else "" for n, what in enumerate(_MET))
        without = f"without “{self._legal[legal - 1]}”" if legal and self._legal[legal - 1] else ""
        return self._rules[rule], "; ".join(filter(None, (looks, splits, odd, without, turned, cells)))


@cache
def _spellings() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for long, short in CANON.items():
        found.setdefault(short, [short]).append(long)
    return found


@lru_cache(maxsize=1 << 14)
def _nearest(word: str, short: str) -> str:
    """The spelling that a garbled word stands for: "departmnt" is no misspelt "dept"."""
    from rapidfuzz.distance import OSA

    return min(_spellings()[short], key=lambda spelling: OSA.distance(word, spelling))
