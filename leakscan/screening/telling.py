"""What words of letters alone say by themselves, for many of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from string import ascii_lowercase
from typing import TYPE_CHECKING

from leakscan.screening.abbreviations import GENERIC
from leakscan.screening.hashing import LONGEST, hashes_of
from leakscan.screening.legal_forms import is_weak, number_of, numbers
from leakscan.screening.letters import letters_of
from leakscan.screening.meanings import EDITS, LOOK, READINGS
from leakscan.screening.suspects import further_words
from leakscan.screening.tables import Table, build, find
from leakscan.screening.traits import ALONE, COMMON, EXACT, FREQUENT, KNOWN, ORDINARY, STRANGE, Traits, traits_of
from leakscan.screening.wordlist import is_common, is_frequent, known_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@lru_cache(maxsize=1 << 16)
def full_traits(word: str) -> Traits:
    """The traits of a folded word, that of a legal form included."""
    return traits_of(word, number_of(word), weak=is_weak(word))


def traits_at_once(hashes: NDArray[np.uint64]) -> NDArray[np.int32]:
    """As :func:`full_traits`, for words of letters from a to z: a row each."""
    import numpy as np

    table, rows = _told()
    found = np.empty((len(hashes), len(STRANGE)), np.int32)
    found[:] = STRANGE
    places, which = find(table, hashes)
    found[places] = rows[which]
    return found


class Telling:
    """What words say, beside being words of a name: their traits, their uses, the legal form they are a word of."""

    def __init__(
        self, words: Sequence[str], alone: NDArray[np.int32], ordinary: NDArray[np.int32], uses: Mapping[str, int]
    ) -> None:
        """``words`` are those of the vocabulary, by number; those ``alone`` are names by themselves.

        Of these the ``ordinary`` ones are names only where something tells that.
        """
        import numpy as np

        self._alone = np.zeros(len(words), np.bool_)
        self._alone[alone] = True
        self._sure = self._alone.copy()
        self._sure[ordinary] = False
        legal = numbers()
        self._legal = np.array([number_of(word) if word in legal else 0 for word in words], np.int32)
        self._uses = uses

    def told(self, words: Sequence[str], rows: NDArray[np.int32]) -> NDArray[np.int32]:
        """The traits of folded words, given what each may be (:mod:`leakscan.screening.readings`): a row each."""
        import numpy as np

        found = _traits_of(words)
        if self._uses:
            found[:, 0] |= np.array([self._uses.get(word, 0) for word in words], np.int32)
        may_be = rows[:, :READINGS]
        alone = self._alone[may_be].any(axis=1)
        sure = self._sure[may_be] & (rows[:, EDITS : EDITS + READINGS] % LOOK == 0)
        found[:, 0] |= ALONE * alone + ORDINARY * (alone & ~sure.any(axis=1))
        found[:, 0] |= EXACT * ((may_be[:, 0] > 0) & (rows[:, EDITS] == 0))
        for n in range(READINGS):
            like_first = rows[:, EDITS + n] == rows[:, EDITS]
            found[:, -1] += (found[:, -1] == 0) * like_first * self._legal[may_be[:, n]]
        return found


def _traits_of(words: Sequence[str]) -> NDArray[np.int32]:
    import numpy as np

    is_plain = np.array([word.isascii() and word.isalpha() and len(word) <= LONGEST for word in words], bool)
    letters = letters_of([word[:LONGEST] for word in words])
    found = traits_at_once(letters.whole())
    for n in np.flatnonzero(~is_plain).tolist():
        found[n] = full_traits(words[n])
    return found


@cache
def _told() -> tuple[Table, NDArray[np.int32]]:
    """Words that say something, each with one of the rows."""
    import numpy as np

    own = {word: full_traits(word) for word in sorted({*further_words(), *GENERIC, *ascii_lowercase})}
    told = {word: _of_the_language(word) for word in known_words()} | own
    rows = {traits: n for n, traits in enumerate(dict.fromkeys(told.values()))}
    which = np.array([rows[traits] for traits in told.values()], np.int32)
    return build(hashes_of(list(told)), which), np.array(list(rows), np.int32)


def _of_the_language(word: str) -> Traits:
    bits = KNOWN | COMMON * is_common(word) | FREQUENT * is_frequent(word)
    return Traits(STRANGE.bits | bits)
