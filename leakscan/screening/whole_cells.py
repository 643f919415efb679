"""Forms that fill a cell as they should be written, alone or with a legal form behind: the commonest case in lists.

Without a compiler these are found for all places at once; the same comes out as from laying and judging each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakscan.screening.around import LONGEST_LEGAL
from leakscan.screening.book import (
    CLASS,
    COMMA_FORM,
    CONTEXT,
    COST,
    FLAGS,
    KEY,
    LEGAL_OF,
    NODE,
    STATE_OF,
    WORDS_AT,
    Book,
)
from leakscan.screening.chars import BAR, COMMA, DOT, LOWER, NEWLINE, RETURN, SEMICOLON, SPACE, TAB
from leakscan.screening.judge import LEAST, WHOLE
from leakscan.screening.numbers import LEGAL_WORD, TRAITS
from leakscan.screening.text import END, NUMBER, SIZE, START, Text
from leakscan.screening.traits import (
    AT,
    BODY,
    BODY_KIND,
    COMPLETES,
    EXACT,
    INDEPENDENT,
    MERGED,
    STATE,
    STATE_NAME,
    WEAK_LEGAL,
)
from leakscan.screening.walk import FIELDS, FIRST, FORM, GOOD, LAST, LEGAL_WORDS, MERIT, SCORE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]

_BORDERS = (NEWLINE, TAB, SEMICOLON, BAR, COMMA)
_ENDS = (NEWLINE, RETURN, TAB, SEMICOLON, BAR)
# Of a word behind a name: it may make that another's.
_OTHERS = COMPLETES | BODY | BODY_KIND | INDEPENDENT | AT | STATE_NAME


def cell_rows(
    text: Text, mine: NDArray[np.int32], book: Book, first: Whole, forms: NDArray[np.int32]
) -> tuple[Whole, Whole]:
    """Which forms have to be laid one by one, and the rows of those that fill a cell.

    Args:
        text: the words of a text, as arrays.
        mine: what their numbers say.
        book: the forms.
        first: the word that each form begins at.
        forms: those.
    """
    import numpy as np

    fits = _as_it_should_be(text, mine, book, first, forms)
    last = first + book.forms[forms + 1, WORDS_AT] - book.forms[forms, WORDS_AT] - 1
    some = np.flatnonzero(fits)
    fits[some] = _opens(text, first[some])
    some = some[fits[some]]
    alone = _closes_right_behind(text, last[some])
    plain, more = some[alone], some[~alone]
    length, sort = _with_legal_form(text, mine, book, first[more], last[more], forms[more])
    fits[more] = length > 0
    more, length, sort = more[length > 0], length[length > 0], sort[length > 0]
    whole = np.concatenate((plain, more))
    legal, sorts = (np.concatenate((np.zeros(len(plain), np.int64), column)) for column in (length, sort))
    _, once = np.unique(forms[whole].astype(np.int64) << 32 | first[whole], return_index=True)
    rows = _rows(text, book, first[whole[once]], forms[whole[once]], legal[once], sorts[once])
    return np.flatnonzero(~fits), rows


def _as_it_should_be(text: Text, mine: NDArray[np.int32], book: Book, first: Whole, forms: NDArray[np.int32]) -> Truths:
    """Which forms lie word by word as they should, one space between."""
    import numpy as np

    begin = book.forms[forms, WORDS_AT].astype(np.int64)
    count = book.forms[forms + 1, WORDS_AT] - begin
    fits = (first >= 0) & (first + count <= len(text.words)) & ((book.forms[forms, FLAGS] & COMMA_FORM) == 0)
    some = np.flatnonzero(fits)
    for n in range(int(count[some].max(initial=0))):
        longer = some[count[some] > n]
        numbers = text.words[first[longer] + n, NUMBER]
        same = (mine[numbers, 0] == book.words[begin[longer] + n]) & (
            (mine[numbers, TRAITS] & (EXACT | MERGED)) == EXACT
        )
        if n:
            behind = text.words[first[longer] + n - 1, END]
            same &= (text.words[first[longer] + n, START] - behind == 1) & (text.kinds[behind] == SPACE)
        fits[longer[~same]] = False
        some = some[fits[some]]
    return fits


def _opens(text: Text, first: Whole) -> Truths:
    import numpy as np

    starts = text.words[first, START]
    return (starts == 0) | np.isin(_kinds(text, starts - 1), _BORDERS)


def _closes_right_behind(text: Text, last: Whole) -> Truths:
    import numpy as np

    ends = text.words[last, END]
    inside = ends < len(text.kinds)
    kinds = _kinds(text, ends)
    prose = (kinds == COMMA) & (_kinds(text, ends + 1) == SPACE) & (ends + 1 < len(text.kinds))
    return ~inside | (np.isin(kinds, _BORDERS) & ~prose)


def _kinds(text: Text, places: NDArray[np.int32]) -> NDArray[np.uint8]:
    """The kinds of characters; of the first or last one for places outside."""
    import numpy as np

    found: NDArray[np.uint8] = text.kinds[np.clip(places, 0, len(text.kinds) - 1)]
    return found


def _with_legal_form(
    text: Text, mine: NDArray[np.int32], book: Book, first: Whole, last: Whole, forms: NDArray[np.int32]
) -> tuple[Whole, Whole]:
    """How many words of a legal form stand behind in the cell, and its class; 0 where it is not so plain."""
    import numpy as np

    size = len(text.words)
    after = np.minimum(last + 1, size - 1)
    numbers = text.words[after, NUMBER]
    told, start, end = mine[numbers, TRAITS], text.words[last, END], text.words[after, START]
    fits = (last + 1 < size) & (mine[numbers, LEGAL_WORD] > 0) & ((told & _OTHERS) == 0)
    fits &= (_kinds(text, start) == SPACE) & (end - start == 1) | (_kinds(text, start) == COMMA) & (
        _kinds(text, start + 1) == SPACE
    ) & (end - start == 2)
    fits &= ((told & STATE) == 0) | (_kinds(text, text.words[after, END] - 1) == LOWER)
    fits &= ((told & WEAK_LEGAL) == 0) | (_kinds(text, end) != LOWER)
    fits &= ~_is_stated_before(text, mine, first)
    context = (book.forms[forms, FLAGS] & CONTEXT) > 0
    fits &= ~(context & (first == last) & (mine[text.words[first, NUMBER], LEGAL_WORD] > 0))
    length, sort = np.zeros(len(first), np.int64), np.zeros(len(first), np.int64)
    some = np.flatnonzero(fits)
    length[some], sort[some] = _legal_forms(text, mine, book, after[some])
    other = context & (sort > 0) & (book.forms[forms, LEGAL_OF] > 0) & (sort != book.forms[forms, LEGAL_OF])
    fits &= (length > 0) & ~other & _closes(text, np.minimum(last + length, size - 1))
    return np.where(fits, length, 0), sort


def _legal_forms(text: Text, mine: NDArray[np.int32], book: Book, at: Whole) -> tuple[Whole, Whole]:
    """As :func:`leakscan.screening.around.legal_form`, for many words at once."""
    import numpy as np

    length, sort, node = np.zeros(len(at), np.int64), np.zeros(len(at), np.int64), np.ones(len(at), np.int64)
    some = np.arange(len(at))
    for n in range(LONGEST_LEGAL):
        some = some[at[some] + n < len(text.words)]
        words = mine[text.words[at[some] + n, NUMBER], LEGAL_WORD].astype(np.int64)
        slots = _legal_steps(book, np.where(words > 0, node[some] << 24 | words, 0))
        some, slots = some[slots >= 0], slots[slots >= 0]
        if not len(some):
            break
        node[some] = book.legal[slots, NODE]
        ends = book.legal[slots, CLASS] > 0
        length[some[ends]], sort[some[ends]] = n + 1, book.legal[slots[ends], CLASS]
    return length, sort


def _legal_steps(book: Book, keys: Whole) -> Whole:
    """The slots of steps in the tree of legal forms, -1 for those that it has not."""
    import numpy as np

    slots = (keys * 40503 >> 7) & (len(book.legal) - 1)
    open_ = np.arange(len(keys))
    while len(open_):
        held = book.legal[slots[open_], KEY]
        slots[open_[(held == 0) | (keys[open_] == 0)]] = -1
        open_ = open_[(held != 0) & (held != keys[open_]) & (keys[open_] != 0)]
        slots[open_] = (slots[open_] + 1) & (len(book.legal) - 1)
    return slots


def _is_stated_before(text: Text, mine: NDArray[np.int32], first: Whole) -> Truths:
    """Whether a state may stand in the cell before: IN,Avon Bank Ltd."""
    import numpy as np

    told = mine[text.words[np.maximum(first - 1, 0), NUMBER], TRAITS]
    return (_kinds(text, text.words[first, START] - 1) == COMMA) & ((told & (STATE | STATE_NAME)) > 0)


def _closes(text: Text, last: Whole) -> Truths:
    """Whether a cell ends behind words, or behind a point at their end; not all that end one are known here."""
    import numpy as np

    ends = text.words[last, END]
    at = ends + (_kinds(text, ends) == DOT)
    comma = (_kinds(text, at) == COMMA) & (_kinds(text, at + 1) != SPACE)
    return (at >= len(text.kinds)) | np.isin(_kinds(text, at), _ENDS) | comma


def _rows(text: Text, book: Book, first: Whole, forms: NDArray[np.int32], legal: Whole, sorts: Whole) -> Whole:
    """Rows as :func:`leakscan.screening.judge.judge` fills them in."""
    import numpy as np

    rows = np.zeros((len(forms), FIELDS), np.int64)
    last = first + book.forms[forms + 1, WORDS_AT] - book.forms[forms, WORDS_AT] - 1
    letters = np.concatenate(([0], np.cumsum(text.words[:, SIZE])))
    rows[:, FIRST], rows[:, LAST], rows[:, FORM] = first, last + legal, forms
    rows[:, GOOD], rows[:, LEGAL_WORDS] = letters[last + 1] - letters[first], legal
    differs = np.where(legal > 0, sorts != book.forms[forms, LEGAL_OF], book.forms[forms, LEGAL_OF] > 0)
    unlike = (
        200 * differs
        + 200 * (book.forms[forms, STATE_OF] > 0)
        + 500 * (((book.forms[forms, FLAGS] & CONTEXT) > 0) & (legal == 0))
    )
    rows[:, SCORE] = np.maximum(LEAST, WHOLE - 100 * book.forms[forms, COST].astype(np.int64) - unlike)
    length = text.words[rows[:, LAST], END] - text.words[first, START]
    rows[:, MERIT] = 100 * length + 3 * rows[:, SCORE] + 4_000 * (rows[:, LAST] - first)
    return rows
