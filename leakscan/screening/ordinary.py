"""Words that may be names by themselves, but ordinary or garbled ones: where one is seen at a glance to be no name.

Among many names most words of a text are one of somebody, or near to one. That they are not meant is told here by the
letters and words beside them, before any form is looked up. The rules are those of :mod:`leakscan.screening.judge` for
a form of one word that needs context or was met with an edit: it fills its cell, has a legal form behind it, or, where
it needs no edit, a capital that says something.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from leakscan.screening.around import legal_form, named_beside, traits
from leakscan.screening.book import Book
from leakscan.screening.cells import ENDS, closes, is_glued, is_lower, opens, opens_sentence
from leakscan.screening.cells_at_once import are_glued, close_at_once, open_at_once, open_sentences
from leakscan.screening.chars import COMMA, LOWER, OPEN, SPACE, UPPER, WIDE
from leakscan.screening.kernels import kernel
from leakscan.screening.legal_at_once import legal_forms_at
from leakscan.screening.meanings import EDITS, LEGAL_WORD, LOOK, READINGS, TRAITS
from leakscan.screening.text import END, NUMBER, START, Text, kinds_at
from leakscan.screening.traits import FREQUENT, ORDINARY, STATE, STOPS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]


@kernel
def is_just_a_word(text: Text, mine: Any, book: Book, place: int) -> bool:
    """Whether a word that may be a name by itself is none where it stands; wrong only if it isn't."""
    if not traits(text, mine, place) & ORDINARY or legal_form(text, mine, book, place + 1)[0]:
        return False
    if not (is_lower(text, place) or _says_little(text, mine, place) or named_beside(text, mine, place, place)):
        return False
    if not closes(text, text.words[place, END]):
        return True
    if place > 0 and (traits(text, mine, place - 1) & STOPS or mine[text.words[place - 1, NUMBER], LEGAL_WORD]):
        return False  # the cell may begin before them
    return not opens(text, text.words[place, START])


@kernel
def _says_little(text: Text, mine: Any, place: int) -> bool:
    """Whether a capital tells no name here, or the word is one of a name only with an edit."""
    if traits(text, mine, place) & FREQUENT or is_glued(text, place, place) or opens_sentence(text, place):
        return True
    number, made = text.words[place, NUMBER], True
    for n in range(READINGS):
        made = made and (not mine[number, n] or mine[number, EDITS + n] % LOOK > 0)
    return made


def are_just_words(text: Text, mine: NDArray[np.int32], book: Book, places: Whole) -> Truths:
    """As :func:`is_just_a_word`, for many words at once: what tells most of them is looked at first."""
    import numpy as np

    found = np.zeros(len(places), np.bool_)
    told = mine[text.words[places, NUMBER], TRAITS]
    some = np.flatnonzero((told & ORDINARY) > 0)
    some = some[~_have_legal_form(text, mine, book, places[some])]
    plain = (text.kinds[text.words[places[some], START]] == LOWER) | ((told[some] & FREQUENT) > 0)
    rest = np.flatnonzero(~plain)
    plain[rest] = _say_little(text, mine, places[some[rest]])
    some = some[plain]
    found[some] = True
    some = some[_may_close(text, places[some])]
    places = places[some]
    before = mine[text.words[np.maximum(places - 1, 0), NUMBER]]
    led = (((before[:, TRAITS] & STOPS) > 0) | (before[:, LEGAL_WORD] > 0)) & (places > 0)
    found[some] = ~(close_at_once(text, places) & (led | open_at_once(text, places)))
    return found


def _have_legal_form(text: Text, mine: NDArray[np.int32], book: Book, places: Whole) -> Truths:
    import numpy as np

    behind = np.minimum(places + 1, len(text.words) - 1)
    found: Truths = mine[text.words[behind, NUMBER], LEGAL_WORD] > 0
    few = np.flatnonzero(found)
    found[few] = legal_forms_at(text, mine, book, places[few] + 1)[0] > 0
    return found


def _say_little(text: Text, mine: NDArray[np.int32], places: Whole) -> Truths:
    """As :func:`_says_little`, for words that are not frequent; and whether a further name stands beside."""
    told = mine[text.words[places, NUMBER]]
    made = (told[:, :READINGS] == 0) | (told[:, EDITS : EDITS + READINGS] % LOOK > 0)
    found: Truths = made.all(axis=1) | are_glued(text, places, places)
    return found | _are_named(text, mine, places) | open_sentences(text, places)


@cache
def _closing() -> Truths:
    """By kind of a sign, whether a cell may end with it though a letter is behind."""
    import numpy as np

    found = np.zeros(256, np.bool_)
    found[[*ENDS, COMMA, OPEN]] = True
    return found


def _may_close(text: Text, places: Whole) -> Truths:
    """Whether cells may end behind words: not before a letter that is one sign away, but for a few signs."""
    ends = text.words[places, END]
    sign, following = kinds_at(text.kinds, ends), kinds_at(text.kinds, ends + 1)
    letter = (following >= UPPER) & (following <= WIDE)
    found: Truths = ~letter | _closing()[sign]
    return found


def _are_named(text: Text, mine: NDArray[np.int32], places: Whole) -> Truths:
    """As :func:`leakscan.screening.around.named_beside`, of single words."""
    import numpy as np

    found = np.zeros(len(places), np.bool_)
    for step in (-1, 1):
        left = places - (step < 0)
        some = np.flatnonzero((left >= 0) & (left + 1 < len(text.words)))
        start, beside = text.words[left[some], END], places[some] + step
        named = (text.kinds[start] == SPACE) & (text.words[left[some] + 1, START] == start + 1)
        named &= text.kinds[text.words[beside, START]] == UPPER
        named &= (mine[text.words[beside, NUMBER], TRAITS] & (STOPS | STATE)) == 0
        some, beside = some[named], beside[named]
        found[some] |= (step > 0) | ~open_sentences(text, beside)
    return found
