"""Words of the watchlists, and which of them a word of a text may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from leakscan.screening.abbreviations import CANON, GENERIC
from leakscan.screening.book import letter_bits
from leakscan.screening.edges import edge_arrays, edges_of
from leakscan.screening.hashing import LONGEST, hash_of, hashes_of
from leakscan.screening.letters import letters_of
from leakscan.screening.near import ONE_EDIT, Near, build_near
from leakscan.screening.rows import kept_rows, rows_of
from leakscan.screening.skeleton import blurred, blurred_hashes, lettered, reads_as, scanned, skeleton, skeletons
from leakscan.screening.tables import NONE, arrays_of, build, find, frozen, table_of, value_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST_READINGS = 4
# How many digits a number has that may be read as letters: fewer are many things, more are seldom part of a name.
MISREAD_NUMBERS = range(3, 6)
# Words of fewer letters are misspelt from none.
SHORTEST = ONE_EDIT - 1
# So many words are looked up faster all at once than one by one.
_WORTH_A_LOOK = 8


class Reading(NamedTuple):
    """One word of the vocabulary, by number, that a word of a text may be: edits, or 0 with ``look`` for a disguise."""

    word: int
    edits: int = 0
    look: bool = False


Alike = Mapping[str, tuple[Reading, ...]]


class Vocabulary:
    """Words to be met, numbered from 1; each has one or more spellings, numbered from 0."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.words = ["", *_listed(arrays["words"])]
        self.spellings = _listed(arrays["spellings"])
        self.meant = frozen(arrays["spelling_words"])
        self.exact = table_of("exact", arrays)
        self.near = Near(arrays, self.spellings)
        self.looks = rows_of("looks", arrays)
        self.edge_filters = edges_of(arrays)

    def alike(self, words: Sequence[str]) -> Alike:
        """The words of some that look like a word of the vocabulary, with what each may be.

        Those of the vocabulary are left out where they are written plainly: they are what they are.
        """
        words = [word for word in words if not (word in self._numbers and word.isascii())]
        if len(words) >= _WORTH_A_LOOK:
            letters = letters_of([word if len(word) <= LONGEST else "" for word in words])
            some = set(find(self.looks.table, blurred_hashes(letters))[0].tolist())
            words = [word for n, word in enumerate(words) if n in some or word.isdigit() or len(word) > LONGEST]
        return {word: readings for word in words if (readings := self._alike(word))}

    def direct(self, word: str, alike: Alike) -> tuple[Reading, ...] | None:
        """Readings of a folded word that is not of letters from a to z alone; None where near words are to be sought.

        ``alike`` is what :meth:`alike` says of the word, among others.
        """
        if (meant := self.spelling(word)) != NONE:
            own = Reading(int(self.meant[meant]))
            if len(word) < ONE_EDIT or not word.isalpha():
                return (own,) if word.isascii() else _disguised(own, alike.get(word, ()))
            return None
        if word.isdigit():
            return ()
        return alike.get(word, () if len(word) < SHORTEST else None)

    def spelling(self, word: str) -> int:
        """The number of a spelling, or -1."""
        return self._numbers.get(word, NONE)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.spellings) if len(word) <= LONGEST}

    @cached_property
    def shared(self) -> NDArray[np.bool_]:
        """By word, whether organisations share it."""
        import numpy as np

        return np.array([word in GENERIC for word in self.words])

    @cached_property
    def edges(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.int64], NDArray[np.uint32]]:
        """By spelling its first two letters, the first again where it has but one; how many it has, and which."""
        import numpy as np

        sizes = np.fromiter(map(len, self.spellings), np.int64, len(self.spellings))
        codes = np.frombuffer("".join(self.spellings).encode("utf-32-le"), "<u4")
        starts = np.cumsum(sizes) - sizes
        which = np.bitwise_or.reduceat(letter_bits(codes), starts) if len(starts) else codes
        return codes[starts], codes[starts + (sizes > 1)], sizes, which

    def _alike(self, word: str) -> tuple[Reading, ...]:
        """Words that look like a word, the most alike first: without edits, or one for what only a scanner confuses."""
        row = value_of(self.looks.table, hash_of(blurred(word)))
        if row == NONE:
            return ()
        looks, blur = set(skeletons(word)), scanned(word)
        found: dict[int, tuple[int, int]] = {}
        for spelling in self.looks.numbers[self.looks.starts[row] : self.looks.starts[row + 1]].tolist():
            other = self.spellings[spelling]
            alike = not looks.isdisjoint(skeletons(other)) or reads_as(word, other)
            first_too = len(word) >= ONE_EDIT and skeleton(other)[0] == skeleton(word)[0]
            if alike or (first_too and scanned(other) == blur):
                meant = int(self.meant[spelling])
                unlike = sum(one != letter for one, letter in zip(word, other, strict=False))
                found[meant] = min(found.get(meant, (1, len(word))), (int(not alike), unlike))
        best = sorted(found.items(), key=lambda pair: pair[1])
        return tuple(Reading(meant, edits, True) for meant, (edits, _) in best)[:_MOST_READINGS]


def _disguised(own: Reading, looks: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """A short word of another alphabet, and what of ours it looks like: с, as in Романов и с, and C."""
    return (own, *(one for one in looks if one.word != own.word and not one.edits))[:_MOST_READINGS]


def _listed(joined: NDArray[Any]) -> list[str]:
    return joined.tobytes().decode().split("\n") if len(joined) else []


def spellings_of(words: Iterable[str], others: Mapping[str, str]) -> dict[str, str]:
    """Every spelling of canonical words, themselves included, to its word; ``others`` are the names' own."""
    canon = dict.fromkeys(words)
    spellings = {word: word for word in canon}
    for table in (CANON, others):
        spellings.update({one: word for one, word in table.items() if word in canon and one not in spellings})
    return spellings


def _looks(listed: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Spellings by what they look like; short numbers also as letters, which one of theirs may be written as."""
    import numpy as np

    figures = [n for n, spelling in enumerate(listed) if spelling.isdigit() and len(spelling) in MISREAD_NUMBERS]
    looks = [*map(blurred, listed), *(lettered(listed[n]) for n in figures)]
    rows = kept_rows("looks", hashes_of(looks), np.array([*range(len(listed)), *figures], np.int32))
    return {**rows, **edge_arrays(listed, looks)}


def vocabulary_arrays(words: Sequence[str], others: Mapping[str, str]) -> dict[str, NDArray[Any]]:
    """The arrays of a :class:`Vocabulary`."""
    import numpy as np

    spellings = spellings_of(words, others)
    listed = list(spellings)
    numbers = {word: number for number, word in enumerate(words, 1)}
    every = np.arange(len(listed), dtype=np.int32)
    short = np.array([len(word) <= LONGEST for word in listed], bool)
    return {
        "words": np.frombuffer("\n".join(words).encode(), np.uint8),
        "spellings": np.frombuffer("\n".join(listed).encode(), np.uint8),
        "spelling_words": np.array([numbers[word] for word in spellings.values()], np.int32),
        **arrays_of("exact", build(hashes_of(listed)[short], every[short])),
        **_looks(listed),
        **build_near(listed),
    }
