"""What the words of the vocabulary mean in a text that has them as they are, found when an index is made.

Each gets its number when it is first met: a text has few of the words of half a million names, and what is told of
these then lies side by side, where the processor keeps it at hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from leakscan.screening.hashing import LONGEST
from leakscan.screening.meanings import COLUMNS, Meanings, firsts_of, marks_of
from leakscan.screening.readings import read_words
from leakscan.screening.telling import Telling
from leakscan.screening.vocabulary import Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def own_rows(arrays: Mapping[str, NDArray[Any]]) -> NDArray[np.int32]:
    """A row each for the spellings of an index (:mod:`leakscan.screening.meanings`), in their order.

    Those that are too long to be met have none, and no row says what a word does for identifiers.
    """
    import numpy as np

    vocabulary = Vocabulary(arrays)
    short = [n for n, word in enumerate(vocabulary.spellings) if len(word) <= LONGEST]
    words = [vocabulary.spellings[n] for n in short]
    read = read_words(words, vocabulary, 0).rows
    told = Telling(vocabulary.words, arrays["alone"], arrays["ordinary"], {}).told(words, read)
    rows = np.zeros((len(vocabulary.spellings), COLUMNS), np.int32)
    rows[short] = np.concatenate((read, told), axis=1)
    return rows


class OwnWords(NamedTuple):
    """By spelling the meaning of a word, with its mark and first reading, and the number it got, 0 before it was met.

    ``following`` is the number of the next one.
    """

    rows: NDArray[np.int32]
    marks: NDArray[np.uint8]
    firsts: NDArray[np.int32]
    met: NDArray[np.int32]
    following: NDArray[np.int32]

    def numbers(self, spellings: NDArray[np.int32], meanings: Meanings) -> NDArray[np.int32]:
        """The numbers of words, which are given one where they have none."""
        import numpy as np

        new, first = np.unique(spellings[self.met[spellings] == 0], return_index=True)
        new = new[np.argsort(first)]
        numbers = self.following[0] + np.arange(len(new), dtype=np.int32)
        self.met[new] = numbers
        self.following[0] += len(new)
        meanings.rows[numbers], meanings.marks[numbers] = self.rows[new], self.marks[new]
        meanings.firsts[numbers] = self.firsts[new]
        return self.met[spellings]


def own_words(rows: NDArray[np.int32], meanings: Meanings) -> OwnWords:
    """Words of a vocabulary that none was met of yet, given what they mean."""
    import numpy as np

    following = np.array([meanings.reserve(len(rows))], np.int32)
    return OwnWords(rows, marks_of(rows), firsts_of(rows), np.zeros(len(rows), np.int32), following)
