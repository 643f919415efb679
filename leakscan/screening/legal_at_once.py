"""Legal forms at many words of a text at once; as :mod:`leakscan.screening.around` finds them one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakscan.screening.around import LONGEST_LEGAL
from leakscan.screening.book import CLASS, KEY, NODE, Book, legal_slot
from leakscan.screening.legal_forms import single_words
from leakscan.screening.meanings import LEGAL_WORD, TRAITS
from leakscan.screening.text import NUMBER, Text
from leakscan.screening.traits import LEGAL_GUESSED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]


def may_be_legal(text: Text, mine: NDArray[np.int32], places: Whole) -> Truths:
    """Whether a legal form may begin at words; a glance at two words each, none behind the last."""
    import numpy as np

    first, second = (
        np.where(
            at < len(text.words), mine[:, LEGAL_WORD][text.words[:, NUMBER][np.minimum(at, len(text.words) - 1)]], 0
        )
        for at in (places, places + 1)
    )
    found: Truths = (first > 0) & ((second > 0) | single_words()[first])
    return found


def legal_forms_at(text: Text, mine: NDArray[np.int32], book: Book, at: Whole) -> tuple[Whole, Whole, Truths]:
    """The longest legal forms that begin at words: how many words, their classes, whether misspelt; 0 for none."""
    import numpy as np

    length, sort, node = np.zeros(len(at), np.int64), np.zeros(len(at), np.int64), np.ones(len(at), np.int64)
    some, guessed, misspelt = np.arange(len(at)), np.zeros(len(at), np.bool_), np.zeros(len(at), np.bool_)
    for n in range(LONGEST_LEGAL):
        some = some[at[some] + n < len(text.words)]
        numbers = text.words[:, NUMBER][at[some] + n]
        misspelt[some] |= (mine[:, TRAITS][numbers] & LEGAL_GUESSED) > 0
        words = mine[:, LEGAL_WORD][numbers].astype(np.int64)
        slots = _legal_steps(book, node[some], words)
        some, slots = some[slots >= 0], slots[slots >= 0]
        if not len(some):
            break
        node[some] = book.legal[:, NODE][slots]
        ends = book.legal[:, CLASS][slots] > 0
        length[some[ends]], sort[some[ends]] = n + 1, book.legal[:, CLASS][slots[ends]]
        guessed[some[ends]] = misspelt[some[ends]]
    return length, sort, guessed


def _legal_steps(book: Book, nodes: Whole, words: Whole) -> Whole:
    """The slots of steps in the tree of legal forms, -1 for those that it has not; those of word 0 it never has."""
    import numpy as np

    keys = np.where(words > 0, nodes << 24 | words, 0)
    slots: Whole = legal_slot(nodes, words) & (len(book.legal) - 1)
    open_ = np.arange(len(keys))
    while len(open_):
        held = book.legal[:, KEY][slots[open_]]
        slots[open_[(held == 0) | (keys[open_] == 0)]] = -1
        open_ = open_[(held != 0) & (held != keys[open_]) & (keys[open_] != 0)]
        slots[open_] = (slots[open_] + 1) & (len(book.legal) - 1)
    return slots
