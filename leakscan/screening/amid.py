"""Forms that lie word by word as they should, but fill no cell: which are no names, and which beyond doubt are some.

Without a compiler these are told apart for all places at once. Each rule here is one of :mod:`leakscan.screening.judge`
for the commonest surroundings; what none of them decides is judged there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.beside_at_once import Beside, beside_at_once, legal_behind
from leakscan.screening.book import (
    COMMA_FORM,
    CONTEXT,
    FLAGS,
    LEGAL_OF,
    OWN,
    SHARED,
    SHARED_BY,
    STATE_OF,
    TRAITS_OF,
    WORDS_AT,
    Book,
)
from leakscan.screening.cells_at_once import are_glued, close_at_once, open_at_once, open_sentences
from leakscan.screening.chars import (
    HYPHEN,
    LOWER,
    SPACE,
    UNDERSCORE,
    UPPER,
)
from leakscan.screening.legal_at_once import legal_forms_at, may_be_legal
from leakscan.screening.meanings import LEGAL_WORD, TRAITS
from leakscan.screening.rows import runs
from leakscan.screening.states_at_once import states_beside
from leakscan.screening.text import END, NUMBER, SIZE, START, Text, kinds_at
from leakscan.screening.traits import (
    ALPHA,
    AT,
    BODY,
    BODY_KIND,
    COMMON,
    COMPLETES,
    FREQUENT,
    INDEPENDENT,
    LEGAL_GUESSED,
    OF_ANY,
    OF_FOR,
    QUALIFIER,
    STATE,
    STOPS,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]

# Words behind a name that change nothing have none of these, nor those right before it of the others.
_TELLING_BEHIND = BODY | BODY_KIND | INDEPENDENT | AT | OF_FOR
_TELLING_BEFORE = QUALIFIER | OF_ANY
# As short as Nov, a capital tells nothing.
_SHORT = 3


class Lying(NamedTuple):
    """Forms with their first and last word in the text; which of those have "of" inside, and which differ.

    By nothing between two of their words, or a word that was put together or taken apart; by edits.
    """

    forms: NDArray[np.int32]
    first: Whole
    last: Whole
    of: Truths
    split: Truths
    edited: Truths


class Told(NamedTuple):
    """Which forms are no names where they lie; which are; of these, what legal form and what state stand there.

    A legal form is told by how many words it has and its class, 0 for none, and whether it is misspelt; a state by its
    number. ``named`` is where a word beside may be part of a longer name.
    """

    refused: Truths
    accepted: Truths
    legal: Whole
    sorts: Whole
    odd: Truths
    named: Truths
    states: Whole


def told_apart(text: Text, mine: NDArray[np.int32], book: Book, some: Lying) -> Told:
    """Which forms are no names where they lie, and which are; never too many of either.

    Args:
        text: the words of a text, as arrays.
        mine: what their numbers say.
        book: the forms.
        some: forms that lie so, none of which has the borders of a cell right before and right behind.
    """
    flags, words = book.forms[:, FLAGS][some.forms], book.forms[:, WORDS_AT][some.forms]
    shared = [
        book.vocabulary[:, SHARED_BY][book.words[at]] > 0 for at in (words, book.forms[:, WORDS_AT][some.forms + 1] - 1)
    ]
    before, after = beside_at_once(text, mine, some.first, -1), beside_at_once(text, mine, some.last, 1)
    legal, sorts, odd, none = legal_behind(text, mine, book, some.forms, after)
    after = after._replace(legal=after.legal & ~none)
    bare = after.apart | none | ~may_be_legal(text, mine, some.last + 1)
    context, single = (flags & CONTEXT) > 0, some.first == some.last
    opens, closes = open_at_once(text, some.first), close_at_once(text, some.last + legal)
    begins = open_sentences(text, before.places)
    further = _follow_legal(text, mine, before)
    amid = (~opens & ~_may_begin_before(text, before, further)) | (~closes & bare)
    part = _go_on(text, mine, before, after, begins) & (shared[1] | (book.forms[:, OWN][some.forms] < 2))
    longer = before.names & ((before.traits & FREQUENT) == 0) & (text.words[:, SIZE][before.places] > 2)
    longer &= ~some.of & (context | shared[0])
    named = (before.names & ~begins) | after.names
    small = _small(text, mine, some)
    little = single & _says_little(text, mine, some.first)
    ordinary = context & (small | (bare & (named | little | some.edited)))
    glued = single & bare & (some.split | some.edited | are_glued(text, some.first, some.last))
    part_of = part | (longer & ~before.legal & ~begins)
    refused = amid & (((flags & SHARED) > 0) | part_of | ordinary | glued)
    refused |= ((flags & COMMA_FORM) > 0) & ~some.of  # with a comma inside words are not tied
    refused |= (_are_qualified(text, before) & ~further & ~shared[0]) | _are_legal(text, mine, book, some, context)
    refused |= (
        context
        & (sorts > 0)
        & (book.forms[:, LEGAL_OF][some.forms] > 0)
        & (sorts != book.forms[:, LEGAL_OF][some.forms])
    )
    states, own = states_beside(text, mine, some.first, some.last), book.forms[:, STATE_OF][some.forms]
    refused |= (states > 0) & (own > 0) & (states != own)
    ordinarily = _are_small_and_ordinary(text, book, some)
    plain = _tell_nothing(text, after, legal) & (~some.split | ((some.last - some.first == 1) & ~ordinarily))
    plain &= ((flags & COMMA_FORM) == 0) & (((before.traits & _TELLING_BEFORE) == 0) | ~_is_near(text, some.first))
    capitals = ((legal > 0) | (bare & ~named & ~little & ~some.edited)) & ~small & (some.last - some.first < 2)
    free = (~context | capitals) & ((flags & SHARED) == 0) & ~part & ~longer & ~glued
    free &= ~(some.edited & ordinarily)
    return Told(refused, plain & ~refused & ((opens & closes) | free), legal, sorts, odd, named, states)


def _tell_nothing(text: Text, after: Beside, legal: Whole) -> Truths:
    """Which words behind forms change nothing, but for the legal forms that were found there."""
    import numpy as np

    goes_on = np.isin(kinds_at(text.kinds, text.words[:, END][after.places]), (SPACE, UNDERSCORE, HYPHEN))
    telling = np.where(goes_on, _TELLING_BEHIND | COMPLETES, _TELLING_BEHIND)
    found: Truths = ((after.traits & telling) == 0) & (~after.legal | (legal > 0))
    return found | after.apart


def _are_small_and_ordinary(text: Text, book: Book, some: Lying) -> Truths:
    """Which of those that differ have ordinary words alone, the first and last of which are small or begin a sentence.

    There a capital says nothing.
    """
    import numpy as np

    found = some.split | some.edited
    for places in (some.last, some.first):  # few names end so
        few = np.flatnonzero(found)
        at = places[few]
        found[few] = (text.kinds[text.words[:, START][at]] == LOWER) | open_sentences(text, at)
    few = np.flatnonzero(found)
    found[few] = _are_ordinary(book, some.forms[few])
    return found


def _are_ordinary(book: Book, forms: NDArray[np.int32]) -> Truths:
    """Which forms have ordinary words alone."""
    import numpy as np

    begin = book.forms[:, WORDS_AT][forms]
    owners, at = runs(begin, book.forms[:, WORDS_AT][forms + 1] - begin)
    words = book.vocabulary[book.words[at]]
    found = np.ones(len(forms), np.bool_)
    found[owners[(words[:, SHARED_BY] == 0) & ((words[:, TRAITS_OF] & COMMON) == 0)]] = False
    return found


def _is_near(text: Text, first: Whole) -> Truths:
    """Whether a space, a hyphen or an underscore stands right before forms."""
    import numpy as np

    found: Truths = np.isin(kinds_at(text.kinds, text.words[:, START][first] - 1), (SPACE, UNDERSCORE, HYPHEN))
    return found


def _follow_legal(text: Text, mine: NDArray[np.int32], before: Beside) -> Truths:
    """Whether a legal form's word stands before the words before forms."""
    import numpy as np

    found: Truths = mine[:, LEGAL_WORD][text.words[:, NUMBER][np.maximum(before.places - 1, 0)]] > 0
    return found


def _may_begin_before(text: Text, before: Beside, further: Truths) -> Truths:
    """Whether a cell may begin with "the" or a legal form's words before forms; ``further``: where one follows one."""
    led = ((before.traits & STOPS) > 0) | before.legal
    found: Truths = led & (further | open_at_once(text, before.places))
    return found


def _go_on(text: Text, mine: NDArray[np.int32], before: Beside, after: Beside, begins: Truths) -> Truths:
    """As :func:`leakscan.screening.around.goes_on`: whether others' names begin before forms or end behind them."""
    import numpy as np

    second = after.places + 1
    inside = ((after.traits & OF_FOR) > 0) & (second < len(text.words))
    second = np.where(inside, second, after.places)
    upper = text.kinds[text.words[:, START][second]] == UPPER
    of = after.spaced & upper & ((mine[:, TRAITS][text.words[:, NUMBER][second]] & (STOPS | STATE)) == 0)
    strange = ((before.traits & ALPHA) > 0) & ((before.traits & (STOPS | COMMON)) == 0) & before.spaced
    strange &= (text.words[:, SIZE][before.places] > 2) & (before.upper | begins)
    strange &= ~before.legal | ((before.traits & LEGAL_GUESSED) > 0)
    found: Truths = np.where(inside, of, strange)
    return found


def _small(text: Text, mine: NDArray[np.int32], some: Lying) -> Truths:
    """Whether the first or last word is written small, and is no stop word."""
    heads, tails = (text.kinds[text.words[:, START][places]] == LOWER for places in (some.first, some.last))
    found: Truths = heads | (tails & ((mine[:, TRAITS][text.words[:, NUMBER][some.last]] & STOPS) == 0))
    return found


def _says_little(text: Text, mine: NDArray[np.int32], places: Whole) -> Truths:
    """Whether a capital is not enough: first in a sentence, among the commonest words, or short with small letters."""
    import numpy as np

    found: Truths = (mine[:, TRAITS][text.words[:, NUMBER][places]] & FREQUENT) > 0
    start, end = text.words[:, START][places], text.words[:, END][places]
    short = text.words[:, SIZE][places] <= _SHORT
    for n in range(_SHORT):
        found |= short & (start + n < end) & (kinds_at(text.kinds, start + n) == LOWER)
    dotted = np.flatnonzero(short & (end - start > _SHORT))  # N.T.S
    inside = zip(start[dotted].tolist(), end[dotted].tolist(), strict=True)
    found[dotted] |= np.array([bool((text.kinds[at:behind] == LOWER).any()) for at, behind in inside], np.bool_)
    return found | open_sentences(text, places)


def _are_qualified(text: Text, before: Beside) -> Truths:
    """Whether a word like West stands right before."""
    small = text.kinds[text.words[:, START][before.places]] == LOWER
    found: Truths = ((before.traits & QUALIFIER) > 0) & before.spaced & ~small
    return found


def _are_legal(text: Text, mine: NDArray[np.int32], book: Book, some: Lying, context: Truths) -> Truths:
    """Whether ordinary words are but the beginning of a legal form: Private Limited."""
    import numpy as np

    found = np.zeros(len(context), np.bool_)
    few = np.flatnonzero(context & (some.first == some.last))
    few = few[may_be_legal(text, mine, some.first[few])]
    found[few] = legal_forms_at(text, mine, book, some.first[few])[0] > 1
    return found
