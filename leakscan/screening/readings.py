"""What words may be, for many of them at once: words of the vocabulary, themselves first.

One row a word: up to four words by number, and the edits of each, more for a disguise
(:mod:`leakscan.screening.meanings`). All unknown words of a batch are compared with the vocabulary together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.hashing import BASE, LONGEST, powers
from leakscan.screening.letters import Letters, letters_of
from leakscan.screening.meanings import EDITS, LOOK, READINGS
from leakscan.screening.near import ONE_EDIT, TWO_EDITS
from leakscan.screening.tables import NONE, find
from leakscan.screening.telling import traits_at_once
from leakscan.screening.traits import KNOWN
from leakscan.screening.vocabulary import SHORTEST, Reading, Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]
    Rows = NDArray[np.int32]

_SEVEN = 7
_S = ord("s")


class Read(NamedTuple):
    """What words may be, a row each; ``strange`` ones were compared with the vocabulary, those ``left`` were not."""

    rows: Rows
    strange: Whole
    left: Whole


class _Looked(NamedTuple):
    """Words of at most forty letters: those, their spelling or -1, whether they are ordinary words."""

    letters: Letters
    own: NDArray[np.int32]
    known: Truths

    def of(self, words: Whole) -> _Looked:
        """Some of them."""
        return _Looked(self.letters.of(words), self.own[words], self.known[words])


def read_words(words: Sequence[str], vocabulary: Vocabulary, searches: int) -> Read:
    """What folded words may be.

    Args:
        words: different ones.
        vocabulary: the words of the watchlists.
        searches: how many words that are none of the vocabulary may be compared with it.
    """
    import numpy as np

    is_long = np.array([len(word) > LONGEST for word in words], bool)
    letters = letters_of([word[:LONGEST] for word in words])
    hashes = letters.whole()
    known = (traits_at_once(hashes)[:, 0] & KNOWN > 0) & ~is_long
    looked = _Looked(letters, np.where(is_long, NONE, _spellings(hashes, vocabulary)), known)
    rows, open_ = _read_directly(looked, vocabulary)
    looks = _disguises(words, looked, rows, open_, vocabulary)
    strange = np.flatnonzero(open_ & (looked.own == NONE))
    open_[strange[searches:]] = False
    some = np.flatnonzero(open_ & ~is_long)
    confused = {n: looks[place] for n, place in enumerate(some.tolist()) if place in looks}
    rows[some] = _sought([words[n] for n in some.tolist()], looked.of(some), confused, vocabulary)
    return Read(rows, strange[:searches], strange[searches:])


def row_of(readings: Sequence[Reading]) -> list[int]:
    """The row of what one word may be."""
    none = [0] * (READINGS - len(readings))
    return [*(one.word for one in readings), *none, *(one.edits + LOOK * one.look for one in readings), *none]


def _disguises(
    words: Sequence[str], looked: _Looked, rows: Rows, open_: Truths, vocabulary: Vocabulary
) -> dict[int, tuple[Reading, ...]]:
    """Read words that look like others; of those still open, by place, what a scanner confuses with them."""
    import numpy as np

    is_plain = np.array([word.isascii() and word.isalpha() for word in words], bool)
    like = is_plain & open_ & (looked.own == NONE) & (looked.letters.lengths >= ONE_EDIT)
    odd = np.flatnonzero(~is_plain).tolist()
    alike = vocabulary.alike([words[n] for n in (*odd, *np.flatnonzero(like).tolist()) if len(words[n]) <= LONGEST])
    for n in odd:
        readings = vocabulary.direct(words[n], alike)
        rows[n], open_[n] = row_of(readings or ()), readings is None
    confused = {n: alike[words[n]] for n in np.flatnonzero(like).tolist() if words[n] in alike}
    sure = [n for n, readings in confused.items() if not readings[0].edits]
    for n in sure:
        rows[n], open_[n] = row_of(confused.pop(n)), False
    return confused


def _spellings(hashes: NDArray[np.uint64], vocabulary: Vocabulary) -> NDArray[np.int32]:
    """The numbers of spellings, -1 for words that are none."""
    import numpy as np

    found = np.full(len(hashes), NONE, np.int32)
    places, met = find(vocabulary.exact, hashes)
    found[places] = met
    return found


def _read_directly(looked: _Looked, vocabulary: Vocabulary) -> tuple[Rows, Truths]:
    """What words are without a search, and for which of them near ones are to be sought."""
    import numpy as np

    sizes, own = looked.letters.lengths, looked.own
    rows = np.zeros((len(own), 2 * READINGS), np.int32)
    mine = np.flatnonzero(own != NONE)
    rows[mine, 0] = vocabulary.meant[own[mine]]
    ordinary = np.flatnonzero(looked.known & (sizes >= ONE_EDIT))
    other = _spellings(_plural(looked.letters, ordinary), vocabulary)
    behind, other = ordinary[other != NONE], other[other != NONE]
    column = (own[behind] != NONE).astype(np.int64)
    rows[behind, column] = vocabulary.meant[other]
    rows[behind, EDITS + column] = 1
    met = (sizes >= ONE_EDIT) & vocabulary.near.accompanied[own]
    return rows, ~looked.known & np.where(own != NONE, met, sizes >= SHORTEST)


def _plural(letters: Letters, words: Whole) -> NDArray[np.uint64]:
    """The hashes of words with an s behind, or without the one at their end."""
    import numpy as np

    sizes = letters.lengths[words]
    ends = letters.codes[letters.starts[words] + sizes - 1] == _S
    shift = np.uint64(_S) * powers(64, BASE)[sizes - ends]
    hashes: NDArray[np.uint64] = letters.whole()[words] + np.where(ends, -shift, shift)
    return hashes


def _sought(
    words: Sequence[str], looked: _Looked, looks: Mapping[int, Sequence[Reading]], vocabulary: Vocabulary
) -> Rows:
    """What words may be, the likeliest first; a word of the vocabulary is itself before all.

    Args:
        words: folded words that :func:`_read_directly` leaves open.
        looked: the same.
        looks: of some, by place, words that a scanner confuses with them.
        vocabulary: the words of the watchlists.
    """
    import numpy as np

    rows = np.zeros((len(words), 2 * READINGS), np.int32)
    is_own = looked.own != NONE
    rows[is_own, 0] = vocabulary.meant[looked.own[is_own]]
    owners, meant, edits, first = _near(words, looked, vocabulary)
    more = [(n, one.word, one.edits) for n, readings in looks.items() for one in readings]
    others = np.array(more, np.int64).reshape(-1, 3)
    others = others[~np.isin(others[:, 0] << 32 | others[:, 1], owners << 32 | meant)]
    owners, meant = np.concatenate((owners, others[:, 0])), np.concatenate((meant, others[:, 1]))
    told = np.concatenate((edits, others[:, 2] + LOOK))
    first = np.where(is_own[owners], meant, np.concatenate((first, np.arange(len(others)) + (1 << 40))))
    order = np.lexsort((first, told % LOOK, owners))
    owners, meant, told = owners[order], meant[order], told[order]
    column = np.arange(len(owners)) - np.searchsorted(owners, owners) + is_own[owners]
    kept = column < READINGS
    rows[owners[kept], column[kept]] = meant[kept]
    rows[owners[kept], EDITS + column[kept]] = told[kept]
    return rows


def _near(words: Sequence[str], looked: _Looked, vocabulary: Vocabulary) -> tuple[Whole, Whole, Whole, Whole]:
    """Words near to others, each once: place, word, edits, and in which order they were met.

    Beside a word of the vocabulary only those of one edit count.
    """
    import numpy as np

    is_own = looked.own != NONE
    owners, spellings = vocabulary.near.pairs(looked.letters, ~is_own)
    once, twice = _allowed(owners, spellings, looked.letters, vocabulary)
    twice &= ~is_own[owners]
    some = np.flatnonzero((once | twice) & (spellings != looked.own[owners]))
    owners, spellings = owners[some], spellings[some]
    edits = vocabulary.near.edits(words, owners, spellings)
    kept = np.flatnonzero(((edits == 1) & once[some]) | ((edits == 2) & twice[some]))
    owners, meant, edits = owners[kept], vocabulary.meant[spellings[kept]].astype(np.int64), edits[kept]
    return _once(owners, meant, edits, looked, vocabulary)


def _once(
    owners: Whole, meant: Whole, edits: Whole, looked: _Looked, vocabulary: Vocabulary
) -> tuple[Whole, Whole, Whole, Whole]:
    """Every word but once a place, by its nearest spelling; a word is not near to itself."""
    import numpy as np

    other = np.flatnonzero((looked.own[owners] == NONE) | (vocabulary.meant[looked.own[owners]] != meant))
    keys = (owners << 32 | meant)[other]
    order = np.argsort(keys, kind="stable")
    begin = np.flatnonzero(np.concatenate(([True], keys[order][1:] != keys[order][:-1]))[: len(keys)])
    first = other[order[begin]]
    least = np.minimum.reduceat(edits[other[order]], begin) if len(begin) else edits[:0]
    return owners[first], meant[first], least, first


def _allowed(owners: Whole, spellings: Whole, letters: Letters, vocabulary: Vocabulary) -> tuple[Truths, Truths]:
    """Whether one edit is allowed between words and spellings, and whether two are.

    Few misspell the first letter, and sisters differ in it (Milton, Hilton). Words with so many different letters that
    more edits are between them are left out, too: an edit takes one letter at most and gives one.
    """
    import numpy as np

    first, second, sizes, which = (column[spellings] for column in vocabulary.edges)
    unlike = np.bitwise_count(which ^ letters.which()[owners])
    mine, starts = letters.lengths[owners], letters.starts[owners]
    one, next_ = letters.codes[starts], letters.codes[starts + 1]
    begins = (one == first) | ((one == second) & (next_ == first)) | vocabulary.shared[vocabulary.meant[spellings]]
    differ = mine != sizes
    twice = (sizes >= TWO_EDITS) & (mine >= TWO_EDITS - 2) & (begins | differ)
    once = begins | (sizes >= _SEVEN) | (differ & (sizes >= _SEVEN - 1))
    return once & (unlike <= 2), twice & (unlike <= 4)
