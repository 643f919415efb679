"""What the words of the vocabulary mean in a text that has them as they are, found when an index is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from leakscan.screening.hashing import LONGEST
from leakscan.screening.meanings import COLUMNS
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
