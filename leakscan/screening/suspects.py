"""Which unknown words of a text may be words of a name all the same: garbled, disguised, or several written as one.

Most words of a text are none, and are told apart here by what they are made of, without being looked at one by one.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from leakscan.screening.abbreviations import CANON, MISREAD, QUALIFIERS, STATE_NAMES, STATES, STOP
from leakscan.screening.edges import has_few
from leakscan.screening.hashing import LONGEST, hashes_of
from leakscan.screening.known_edges import may_be_known
from leakscan.screening.legal_forms import misspelt, numbers
from leakscan.screening.letters import letters_in
from leakscan.screening.near import ONE_EDIT
from leakscan.screening.skeleton import blurred_hashes
from leakscan.screening.tables import Table, build, find
from leakscan.screening.text import DIGITS, SIZE, Text
from leakscan.screening.traits import KIND_WORDS, numerals
from leakscan.screening.vocabulary import SHORTEST, Vocabulary
from leakscan.screening.wordlist import known_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

    from leakscan.screening.segments import Segments


def further_words() -> frozenset[str]:
    """Words that say something by themselves, but for those of the language."""
    tables = STOP, MISREAD, STATES, STATE_NAMES, QUALIFIERS, CANON, KIND_WORDS, numbers(), misspelt(), numerals()
    return frozenset().union(*tables)


@cache
def telling_words() -> Table:
    """Words that say something by themselves, whatever the watchlists hold."""
    import numpy as np

    hashes = np.unique(hashes_of(sorted({*known_words(), *further_words()})))
    return build(hashes, np.zeros(len(hashes), np.int32))


def affordable_words(
    some: Whole, hashes: NDArray[np.uint64], sizes: NDArray[np.int32], searches: int, exact: Table
) -> tuple[Whole, int]:
    """Of some different words those to look at, and how many are left out.

    Args:
        some: the places of the words in ``hashes``.
        hashes: of words.
        sizes: their letters.
        searches: how many may be compared with others: words of the vocabulary and of the language need not be.
        exact: the words of the vocabulary.
    """
    import numpy as np

    strange = sizes[some] >= ONE_EDIT
    for table in (exact, telling_words()):
        strange[find(table, hashes[some])[0]] = False
    beyond = np.flatnonzero(strange)[searches:]
    return np.delete(some, beyond), len(beyond)


def suspects(
    text: str, words: Text, places: NDArray[np.int64], vocabulary: Vocabulary, segments: Segments
) -> NDArray[np.bool_]:
    """Which of some words have to be looked at one by one.

    Args:
        text: the text.
        words: its words.
        places: words of sixty-three letters at most, none of the vocabulary.
        vocabulary: the words of the watchlists.
        segments: knows which of those are neighbours.
    """
    import numpy as np

    hashes = words.hashes[places]
    found = np.zeros(len(places), bool)
    found[find(telling_words(), hashes)[0]] = True
    rest = np.flatnonzero(~found)
    rest = rest[may_be_known(text, words, places[rest], vocabulary.edge_filters)]
    sizes, digits = words.words[places[rest], SIZE], words.words[places[rest], DIGITS]
    letters = letters_in(text, words, places[rest])
    plain = np.ones(len(rest), bool)
    plain[letters.owners[(letters.codes < ord("a")) | (letters.codes > ord("z"))]] = False
    alike = np.zeros(len(rest), bool)
    alike[find(vocabulary.looks.table, blurred_hashes(letters))[0]] = True
    met = alike & (digits < sizes) & (~plain | (sizes >= ONE_EDIT))
    long = np.flatnonzero(sizes >= SHORTEST)
    met[long[segments.promising(letters.of(long))]] = True
    few = long[has_few(sizes[long], digits[long]) & (sizes[long] <= LONGEST)]
    met[few] |= vocabulary.near.has(letters.of(few))
    found[rest[met]] = True
    return found
