"""What bridged the difference between a name and its place in a text, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar

from leakscan.screening.abbreviations import CANON
from leakscan.screening.book import COMMA_FORM, FLAGS, Book
from leakscan.screening.kernels import is_fast
from leakscan.screening.phrases import Phrases, phrases_of
from leakscan.screening.tables import frozen
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

    from leakscan.screening.room import Room
_Kept = TypeVar("_Kept")
# Bits of the number of edits in a key: a name bears a few.
_EDIT_BITS = 6
# From so many forms on compiled code writes their sentences sooner.
MANY = 64
_ARROW = " → "
MET = (
    "look-alike characters",
    "words split or joined",
    "legal form misspelt",
    "turned round a comma",
    "over two cells",
)


class Explainer:
    """Sentences for laid forms, from the arrays of an index."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], book: Book, vocabulary: Sequence[str], room: Room) -> None:
        self._rules = arrays["rules"].tobytes().decode().split("\n")
        self._legal = arrays["legal_words"].tobytes().decode().split("\n")
        self._form_rules, self._form_legal = frozen(arrays["form_rules"]), frozen(arrays["form_legal"])
        self._flags, self._vocabulary, self._room = book.forms[:, FLAGS], vocabulary, room
        self._told: dict[int, str] = {}
        self._beside: dict[int, tuple[str, str]] = {}

    def rules(self, laid: NDArray[np.int64], text: str, words: Text) -> list[str]:
        """What a responder is told of laid forms, one row each."""
        import numpy as np

        some = np.flatnonzero(laid[:, BRIDGES])
        if not len(some):
            return self._remembered(self._told, self._sentence, self._keys(laid).tolist())
        if len(some) >= MANY and is_fast():
            from leakscan.screening.compiled.sentences import run_sentences

            forms = self._form_rules, self._form_legal, self._flags
            told = run_sentences(text, words, laid, self._phrases, forms, self._room)
            if len(told) == len(laid):  # or a rule has in it what parts them
                return told
        plain = np.flatnonzero(laid[:, BRIDGES] == 0)
        told = self._remembered(self._told, self._sentence, self._keys(laid[plain]).tolist())
        order = np.argsort(np.concatenate((plain, some)), kind="stable").tolist()
        told += self._edited(laid[some], text, words)
        return list(map(told.__getitem__, order))

    def _keys(self, laid: NDArray[np.int64]) -> NDArray[np.int64]:
        """Numbers that say all that is told of forms but for edits."""
        import numpy as np

        forms = laid[:, FORM]
        legal = np.where(laid[:, LEGAL_WORDS] > 0, -1, self._form_legal[forms])
        turned = (laid[:, COMMA] > 0) & ((self._flags[forms] & COMMA_FORM) > 0)
        looks, splits, odd, cells = (laid[:, field] > 0 for field in (LOOKS, SPLITS, LEGAL_ODD, BORDER))
        bits = sum(np.left_shift(met, n, dtype=np.uint8) for n, met in enumerate((looks, splits, odd, turned, cells)))
        rules = self._form_rules[forms] * np.int64(len(self._legal) + 1) + legal + 1
        keys: NDArray[np.int64] = (rules << len(MET)) + bits
        return keys

    @staticmethod
    def _remembered(known: dict[int, _Kept], tell: Callable[[int], _Kept], keys: list[int]) -> list[_Kept]:
        """What is told of each key, which is made once."""
        known.update((key, tell(key)) for key in set(keys) - known.keys())
        return list(map(known.__getitem__, keys))

    def _edited(self, laid: NDArray[np.int64], text: str, words: Text) -> list[str]:
        """What is told of forms that all have edits."""
        made = laid[:, OWN_EDITS] + laid[:, SHARED_EDITS]
        beside = self._remembered(self._beside, self._around, (self._keys(laid) << _EDIT_BITS | made).tolist())
        met, meant = self._bridged(laid, text, words)
        if len(met) > len(laid):
            met, meant = _last_of_each(met, meant, laid[:, BRIDGES].tolist())
        each = zip(beside, met, meant, strict=True)
        return [f"{before}{word}{_ARROW}{wanted}{behind}" for (before, behind), word, wanted in each]

    def _bridged(self, laid: NDArray[np.int64], text: str, words: Text) -> tuple[list[str], list[str]]:
        """The garbled words of forms in order, and the spellings that they stand for."""
        import numpy as np

        inside = np.arange(MOST_BRIDGES) < laid[:, BRIDGES, None]
        places, wanted = (laid[:, BRIDGED + n : BRIDGED + 2 * MOST_BRIDGES : 2][inside] for n in (0, 1))
        met, meant = spelt(text, words, places), list(map(self._vocabulary.__getitem__, wanted.tolist()))
        for n in np.flatnonzero(self._short[wanted]).tolist():
            meant[n] = _nearest(met[n], meant[n])
        return met, meant

    @cached_property
    def _phrases(self) -> Phrases:
        """What compiled code puts sentences together from."""
        edits = map(_told_edits, range(1 << _EDIT_BITS))
        missing = [legal and _told_missing(legal) for legal in self._legal]
        signs = "; ", ", ", _ARROW
        return phrases_of(self._vocabulary, _spellings(), self._rules, list(edits), MET, missing, signs)

    @cached_property
    def _short(self) -> NDArray[np.bool_]:
        """By number of a word, whether it stands for others that are abbreviated so."""
        import numpy as np

        return np.fromiter(map(_spellings().__contains__, self._vocabulary), np.bool_, len(self._vocabulary))

    def _sentence(self, key: int) -> str:
        """What is told of a form without edits."""
        return "; ".join(filter(None, self._parts(key)))

    def _around(self, key: int) -> tuple[str, str]:
        """What is told of a form before the words that were bridged and behind them; of its key and edits."""
        rule, further = self._parts(key >> _EDIT_BITS)
        told = _told_edits(key & ((1 << _EDIT_BITS) - 1))
        return f"{rule}; {told}" if rule else told, further and f"; {further}"

    def _parts(self, key: int) -> tuple[str, str]:
        """The rule of a form; what was met, with a legal form that is missing."""
        rule, legal = divmod(key >> len(MET), len(self._legal) + 1)
        looks, splits, odd, turned, cells = (what if key >> n & 1 else "" for n, what in enumerate(MET))
        without = _told_missing(self._legal[legal - 1]) if legal and self._legal[legal - 1] else ""
        return self._rules[rule], "; ".join(filter(None, (looks, splits, odd, without, turned, cells)))


def _told_edits(count: int) -> str:
    return f"{count} edit{'s' if count > 1 else ''}: "


def _told_missing(legal: str) -> str:
    return f"without “{legal}”"


def _last_of_each(met: list[str], meant: list[str], counts: Sequence[int]) -> tuple[list[str], list[str]]:
    """Of so many words a form the last ones; the words and spellings before it stand before its word."""
    lasts = [end - 1 for end in accumulate(counts)]
    for last, count in zip(lasts, counts, strict=True):
        if count > 1:
            before = zip(met[last - count + 1 : last], meant[last - count + 1 : last], strict=True)
            met[last] = "".join(f"{word}{_ARROW}{wanted}, " for word, wanted in before) + met[last]
    return [met[last] for last in lasts], [meant[last] for last in lasts]


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
