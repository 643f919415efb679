"""Words of the watchlists, and which of them a word of a text may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from leakscan.screening.abbreviations import CANON, GENERIC
from leakscan.screening.skeleton import skeleton
from leakscan.screening.wordlist import is_known

ONE_EDIT, TWO_EDITS = 5, 10


@dataclass(frozen=True, slots=True)
class Reading:
    """One word of the vocabulary that a word of the text may be: edits, or 0 with ``look`` for a disguise."""

    word: str
    edits: int = 0
    look: bool = False


@dataclass(slots=True)
class Vocabulary:
    """Words to be met, in spellings and by their looks and their pieces; ``searches`` counts those for near words."""

    spellings: dict[str, str] = field(default_factory=dict)
    looks: dict[str, list[str]] = field(default_factory=dict)
    deletes: dict[str, list[str]] = field(default_factory=dict)
    pieces: dict[str, list[str]] = field(default_factory=dict)
    memo: dict[str, tuple[Reading, ...]] = field(default_factory=dict)
    searches: int = 0

    def read(self, word: str) -> tuple[Reading, ...]:
        """What a folded word of a text may be, the likeliest first; empty for a word of no entry."""
        if (known := self.memo.get(word)) is None:
            if len(self.memo) > 500_000:
                self.memo.clear()
            known = self.memo[word] = tuple(self._read(word))
        return known

    def _read(self, word: str) -> Iterable[Reading]:
        if (meant := self.spellings.get(word)) is not None:
            return [Reading(meant)]
        if word.isdigit() or len(word) > 40:
            return []
        if not word.isalpha() or len(word) >= ONE_EDIT or not word.isascii():
            alike = self.looks.get(skeleton(word))
            if alike and (not word.isalpha() or not word.isascii() or len(word) > 3):
                return [Reading(self.spellings[spelling], 0, True) for spelling in alike]
        if len(word) < ONE_EDIT - 1:
            return []
        if is_known(word):
            return self._plural(word)
        return self._near(word)

    def _plural(self, word: str) -> list[Reading]:
        other = word[:-1] if word.endswith("s") else word + "s"
        meant = self.spellings.get(other) if len(word) >= ONE_EDIT else None
        return [Reading(meant, 1)] if meant else []

    def _near(self, word: str) -> list[Reading]:
        digits = sum(char.isdigit() for char in word)
        if digits * 3 > len(word):
            return []
        self.searches += 1
        found: dict[str, int] = {}
        for spelling in self._candidates(word):
            shorter = min(len(word), len(spelling))
            allowed = 2 if shorter >= TWO_EDITS else 1
            distance = OSA.distance(word, spelling, score_cutoff=allowed)
            if distance > allowed or len(spelling) < ONE_EDIT:
                continue
            meant = self.spellings[spelling]
            if word[0] != spelling[0] and not _first_letter_may_differ(word, spelling, meant, distance):
                continue
            found[meant] = min(distance, found.get(meant, 9))
        best = sorted(found.items(), key=lambda pair: pair[1])[:4]
        return [Reading(meant, edits) for meant, edits in best]

    def _candidates(self, word: str) -> set[str]:
        deleted = {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}
        near = {spelling for cut in deleted for spelling in self.deletes.get(cut, ())}
        if len(word) >= TWO_EDITS - 1:
            for piece in ("^" + word[:3], word[-3:] + "$"):
                near.update(s for s in self.pieces.get(piece, ()) if abs(len(s) - len(word)) <= 2)
        return near


def _first_letter_may_differ(word: str, spelling: str, meant: str, distance: int) -> bool:
    """Few misspell the first letter, and sisters often differ in it alone (Milton, Hilton)."""
    if meant in GENERIC or sorted(word[:2]) == sorted(spelling[:2]):
        return True
    return distance == 1 and (len(spelling) >= 7 or (len(word) != len(spelling) and len(spelling) >= 6))


def build_vocabulary(words: Iterable[str]) -> Vocabulary:
    """The vocabulary of canonical words, their other spellings included."""
    canon = set(words)
    spellings = {spelling: word for spelling, word in CANON.items() if word in canon}
    spellings.update({word: word for word in canon})
    looks, deletes, pieces = defaultdict(list), defaultdict(list), defaultdict(list)
    for spelling in spellings:
        looks[skeleton(spelling)].append(spelling)
        if len(spelling) >= ONE_EDIT and spelling.isalpha():
            for cut in {spelling, *(spelling[:n] + spelling[n + 1 :] for n in range(len(spelling)))}:
                deletes[cut].append(spelling)
            if len(spelling) >= TWO_EDITS:
                pieces["^" + spelling[:3]].append(spelling)
                pieces[spelling[-3:] + "$"].append(spelling)
    return Vocabulary(spellings, dict(looks), dict(deletes), dict(pieces))
