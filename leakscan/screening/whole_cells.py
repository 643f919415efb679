"""Forms that fill a cell as they should be written, alone or with a legal form behind: the commonest case in lists.

Without a compiler these are found for all places at once; the same comes out as from laying and judging each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.amid import Lying, Told, told_apart
from leakscan.screening.book import COMMA_FORM, CONTEXT, FLAGS, LEGAL_OF, WORDS_AT, Book
from leakscan.screening.cells_at_once import close_right_behind, open_right_before
from leakscan.screening.chars import BAR, COMMA, DOT, LOWER, NEWLINE, RETURN, SEMICOLON, SPACE, TAB
from leakscan.screening.gaps import GLUES_BEHIND_COMMA
from leakscan.screening.in_order import InOrder, in_order
from leakscan.screening.legal_at_once import legal_forms_at
from leakscan.screening.meanings import EDITS, LEGAL_WORD, LOOK, READINGS, TRAITS
from leakscan.screening.repeated import SELDOM
from leakscan.screening.scored_at_once import fill_scores
from leakscan.screening.side_by_side import are_tied
from leakscan.screening.text import END, NUMBER, START, Text, kinds_at
from leakscan.screening.traits import (
    AT,
    BODY,
    BODY_KIND,
    COMPLETES,
    INDEPENDENT,
    MERGED,
    STATE,
    STATE_NAME,
    WEAK_LEGAL,
)
from leakscan.screening.walk import FIELDS, FIRST, FORM, GOOD, LAST, OF, SPLITS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]

_ENDS = (NEWLINE, RETURN, TAB, SEMICOLON, BAR)
# Of a word behind a name: it may make that another's.
_OTHERS = COMPLETES | BODY | BODY_KIND | INDEPENDENT | AT | STATE_NAME


# Fewer forms are laid sooner one by one, and so are those that lie far apart: most of them are no names.
WORTHWHILE = 400


def are_many(text: Text, count: int) -> bool:
    """Whether so many forms of a text are laid at once, and told with what else lies in it."""
    return count >= WORTHWHILE and SELDOM * count >= len(text.words)


class InCells(NamedTuple):
    """Which forms have to be laid one by one; rows of those that are names; of others laid as they should be.

    The last are still to be told, or judged where few are to be laid. No row is there twice.
    """

    rest: Whole
    rows: Whole
    laid: Whole


def cell_rows(
    text: Text, mine: NDArray[np.int32], book: Book, places: Whole, at: Whole, forms: NDArray[np.int32]
) -> InCells:
    """Forms that lie as they should be, told apart by whether they fill a cell; some that are no names are left out.

    Args:
        text: the words of a text, as arrays.
        mine: what their numbers say.
        book: the forms.
        places: words of the text.
        at: the word of each form that lies there.
        forms: those.
    """
    import numpy as np

    found = in_order(text, mine, book, places, at, forms)
    filled, legal, sorts = _fill_cells(text, mine, book, found, forms)
    whole = _once(np.flatnonzero(filled), found.first, forms)
    rows = _laid(found, forms, whole)
    fill_scores(text, book, rows, legal[whole], sorts[whole], whole < 0, whole < 0, np.zeros_like(whole))
    others = _once(np.flatnonzero((found.first >= 0) & ~filled), found.first, forms)
    rest = np.flatnonzero(found.first < 0)
    if are_many(text, len(rest)):
        return InCells(rest, rows, _laid(found, forms, others))
    single = rest[_are_single(text, book, places[rest], forms[rest])]
    alone = _by_themselves(text, mine, book, places[single], forms[single])
    told = told_apart(text, mine, book, _both(_lying(found, forms, others), alone))
    refused = np.zeros(len(forms), np.bool_)
    refused[single] = told.refused[len(others) :]
    names, open_ = told.accepted[: len(others)], ~(told.refused | told.accepted)[: len(others)]
    plain = _named(text, book, _laid(found, forms, others[names]), told, np.flatnonzero(names))
    return InCells(rest[~refused[rest]], np.concatenate((rows, plain)), _laid(found, forms, others[open_]))


def _fill_cells(
    text: Text, mine: NDArray[np.int32], book: Book, found: InOrder, forms: NDArray[np.int32]
) -> tuple[Truths, Whole, Whole]:
    """Which forms fill a cell; how many words of a legal form behind them are in it, and the class of that."""
    import numpy as np

    filled = (found.first >= 0) & (found.splits == 0) & ((book.forms[:, FLAGS][forms] & COMMA_FORM) == 0)
    filled &= open_right_before(text, np.maximum(found.first, 0))
    some = np.flatnonzero(filled)
    more = some[~close_right_behind(text, found.last[some])]
    legal, sorts = np.zeros(len(forms), np.int64), np.zeros(len(forms), np.int64)
    legal[more], sorts[more] = _with_legal_form(text, mine, book, found.first[more], found.last[more], forms[more])
    filled[more] = legal[more] > 0
    return filled, legal, sorts


def _lying(found: InOrder, forms: NDArray[np.int32], some: Whole) -> Lying:
    """Some forms as they lie in order."""
    split = found.splits[some] > 0
    return Lying(forms[some], found.first[some], found.last[some], found.of[some], split, some < 0)


def _named(text: Text, book: Book, rows: Whole, told: Told, some: Whole) -> Whole:
    """Rows of forms that are names, filled in with what is told of some."""
    behind = told.legal[some], told.sorts[some], told.odd[some]
    fill_scores(text, book, rows, *behind, told.named[some], told.states[some])
    return rows


def _are_single(text: Text, book: Book, places: Whole, forms: NDArray[np.int32]) -> Truths:
    """Which forms are of one word, and fill no cell."""
    one = book.forms[:, WORDS_AT][forms + 1] - book.forms[:, WORDS_AT][forms] == 1
    found: Truths = one & ~(open_right_before(text, places) & close_right_behind(text, places))
    return found


def _by_themselves(text: Text, mine: NDArray[np.int32], book: Book, places: Whole, forms: NDArray[np.int32]) -> Lying:
    """Forms of one word, where a word near to it stands, or one that looks like it."""
    numbers, wanted = text.words[:, NUMBER][places], book.words[book.forms[:, WORDS_AT][forms]]
    made, edited = (mine[:, TRAITS][numbers] & MERGED) > 0, places < 0
    for n in range(READINGS):
        edited |= (mine[:, n][numbers] == wanted) & (mine[:, EDITS + n][numbers] % LOOK > 0)
    return Lying(forms, places, places, places < 0, made, edited)


def _both(some: Lying, others: Lying) -> Lying:
    import numpy as np

    return Lying(
        np.concatenate((some.forms, others.forms)),
        np.concatenate((some.first, others.first)),
        np.concatenate((some.last, others.last)),
        np.concatenate((some.of, others.of)),
        np.concatenate((some.split, others.split)),
        np.concatenate((some.edited, others.edited)),
    )


def _once(some: Whole, first: Whole, forms: NDArray[np.int32]) -> Whole:
    """Of some forms every one once at a place."""
    import numpy as np

    _, once = np.unique(forms[some].astype(np.int64) << 32 | first[some], return_index=True)
    return some[once]


def _laid(found: InOrder, forms: NDArray[np.int32], some: Whole) -> Whole:
    """Rows as :func:`leakscan.screening.walk.lay` fills them in."""
    import numpy as np

    rows = np.zeros((len(some), FIELDS), np.int64)
    rows[:, FIRST], rows[:, LAST], rows[:, FORM] = found.first[some], found.last[some], forms[some]
    rows[:, OF], rows[:, GOOD], rows[:, SPLITS] = found.of[some], found.good[some], found.splits[some]
    return rows


def _with_legal_form(
    text: Text, mine: NDArray[np.int32], book: Book, first: Whole, last: Whole, forms: NDArray[np.int32]
) -> tuple[Whole, Whole]:
    """How many words of a legal form stand behind in the cell, and its class; 0 where it is not so plain."""
    import numpy as np

    size = len(text.words)
    after = np.minimum(last + 1, size - 1)
    numbers = text.words[:, NUMBER][after]
    told, start, end = mine[:, TRAITS][numbers], text.words[:, END][last], text.words[:, START][after]
    fits = (last + 1 < size) & (mine[:, LEGAL_WORD][numbers] > 0) & ((told & _OTHERS) == 0)
    comma = (kinds_at(text.kinds, start) == COMMA) & (kinds_at(text.kinds, start + 1) == SPACE) & (end - start == 2)
    fits &= comma | are_tied(text, after - 1)
    fits &= ((told & STATE) == 0) | (kinds_at(text.kinds, text.words[:, END][after] - 1) == LOWER)
    fits &= ((told & WEAK_LEGAL) == 0) | (kinds_at(text.kinds, end) != LOWER)
    fits &= ~_is_stated_before(text, mine, first)
    context = (book.forms[:, FLAGS][forms] & CONTEXT) > 0
    fits &= ~(context & (first == last) & (mine[:, LEGAL_WORD][text.words[:, NUMBER][first]] > 0))
    length, sort = np.zeros(len(first), np.int64), np.zeros(len(first), np.int64)
    some = np.flatnonzero(fits)
    length[some], sort[some], guessed = legal_forms_at(text, mine, book, after[some])
    fits[some[guessed]] = False
    other = context & (sort > 0) & (book.forms[:, LEGAL_OF][forms] > 0) & (sort != book.forms[:, LEGAL_OF][forms])
    fits &= (length > 0) & ~other & _closes(text, np.minimum(last + length, size - 1))
    return np.where(fits, length, 0), sort


def _is_stated_before(text: Text, mine: NDArray[np.int32], first: Whole) -> Truths:
    """Whether a state may stand in the cell before: IN,Avon Bank Ltd."""
    import numpy as np

    before = text.words[np.maximum(first - 1, 0)]
    stated = (mine[:, TRAITS][before[:, NUMBER]] & (STATE | STATE_NAME)) > 0
    stated &= text.kinds[before[:, START]] != LOWER  # as in somebody@example.de,Avon Bank
    found: Truths = stated & (kinds_at(text.kinds, text.words[:, START][first] - 1) == COMMA)
    return found


def _closes(text: Text, last: Whole) -> Truths:
    """Whether a cell ends behind words, or behind a point at their end; not all that end one are known here."""
    import numpy as np

    ends = text.words[:, END][last]
    at = ends + (kinds_at(text.kinds, ends) == DOT)
    comma = (kinds_at(text.kinds, at) == COMMA) & ~np.isin(kinds_at(text.kinds, at + 1), GLUES_BEHIND_COMMA)
    return np.isin(kinds_at(text.kinds, at), _ENDS) | comma
