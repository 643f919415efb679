"""Words of the watchlists, and which of them a word of a text may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leakscan.screening.abbreviations import CANON, GENERIC
from leakscan.screening.near import ONE_EDIT, TWO_EDITS, Near, build_near
from leakscan.screening.rows import Rows, group
from leakscan.screening.skeleton import skeleton
from leakscan.screening.tokens import hash_of, hashes_of
from leakscan.screening.wordlist import is_known

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_REMEMBERED = 500_000
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """One word of the vocabulary that a word of the text may be: edits, or 0 with ``look`` for a disguise."""

    word: str
    edits: int = 0
    look: bool = False


class Vocabulary:
    """Words to be met. ``spellings`` maps each spelling to its word; a word is its own spelling."""

    def __init__(self, spellings: dict[str, str], arrays: Mapping[str, NDArray[Any]]) -> None:
        self.spellings = spellings
        self._listed = list(spellings)
        self._near = Near(arrays, self._listed)
        self._looks = Rows(arrays["looks"], arrays["look_starts"], arrays["look_numbers"])
        self._memo: dict[str, tuple[Reading, ...]] = {}

    def read(self, word: str) -> tuple[Reading, ...]:
        """What a folded word of a text may be, the likeliest first; empty for a word of no entry."""
        if (known := self._memo.get(word)) is None:
            self.read_all([word], 1)
            known = self._memo[word]
        return known

    def read_all(self, words: Sequence[str], searches: int) -> set[str]:
        """Read many words at once, so that :meth:`read` knows them.

        Args:
            words: folded words, each once.
            searches: for how many of them near words may be sought.

        Returns:
            The words left unread, because searches ran out.
        """
        if len(self._memo) > _MOST_REMEMBERED:
            self._memo.clear()
        unknown = []
        for word in words:
            if word in self._memo:
                continue
            direct = self._direct(word)
            if direct is None:
                unknown.append(word)
            else:
                self._memo[word] = tuple(direct)
        self._seek(unknown[:searches])
        return set(unknown[searches:])

    def _direct(self, word: str) -> Sequence[Reading] | None:
        """Readings that need no search; None where near words are to be sought."""
        if (meant := self.spellings.get(word)) is not None:
            return [Reading(meant)]
        if word.isdigit() or len(word) > _LONGEST:
            return []
        plain = word.isalpha() and word.isascii()
        if not plain or len(word) >= ONE_EDIT:
            alike = self._alike(word)
            if alike and (not plain or len(word) > 3):
                return [Reading(self.spellings[spelling], 0, True) for spelling in alike]
        if len(word) < ONE_EDIT - 1 or sum(char.isdigit() for char in word) * 3 > len(word):
            return []
        return self._plural(word) if is_known(word) else None

    def _alike(self, word: str) -> list[str]:
        row = self._looks.row(hash_of(skeleton(word)))
        if row < 0:
            return []
        return [self._listed[n] for n in self._looks.numbers[self._looks.starts[row] : self._looks.starts[row + 1]]]

    def _plural(self, word: str) -> list[Reading]:
        other = word[:-1] if word.endswith("s") else word + "s"
        meant = self.spellings.get(other) if len(word) >= ONE_EDIT else None
        return [Reading(meant, 1)] if meant else []

    def _seek(self, words: Sequence[str]) -> None:
        found: list[dict[str, int]] = [{} for _ in words]
        for place, spelling, edits in self._near.find(words):
            word, meant = words[place], self.spellings[spelling]
            if _is_misspelling(word, spelling, meant, edits):
                found[place][meant] = min(edits, found[place].get(meant, edits))
        for word, meanings in zip(words, found, strict=True):
            best = sorted(meanings.items(), key=lambda pair: pair[1])[:4]
            self._memo[word] = tuple(Reading(meant, edits) for meant, edits in best)


def _is_misspelling(word: str, spelling: str, meant: str, edits: int) -> bool:
    """Whether so many edits are allowed; few misspell the first letter, and sisters differ in it (Milton, Hilton)."""
    if edits > 1 and (len(spelling) < TWO_EDITS or len(word) < TWO_EDITS - 2):
        return False
    if word[0] == spelling[0] or meant in GENERIC or sorted(word[:2]) == sorted(spelling[:2]):
        return True
    if edits > 1:
        return len(word) != len(spelling)
    return len(spelling) >= 7 or (len(word) != len(spelling) and len(spelling) >= 6)


def spellings_of(words: Iterable[str]) -> dict[str, str]:
    """Every spelling of canonical words, themselves included, to its word."""
    canon = dict.fromkeys(words)
    spellings = {word: word for word in canon}
    spellings.update({spelling: word for spelling, word in CANON.items() if word in canon and spelling not in canon})
    return spellings


def vocabulary_arrays(spellings: dict[str, str]) -> dict[str, NDArray[Any]]:
    """The arrays of a :class:`Vocabulary`."""
    import numpy as np

    listed = list(spellings)
    looks, starts, order = group(hashes_of([skeleton(spelling) for spelling in listed]))
    numbers = order.astype(np.int32)
    return {"looks": looks, "look_starts": starts, "look_numbers": numbers, **build_near(listed)}
