"""Whether a form may lie at a place at all: a glance at the words beside it, before all of it is laid."""

from __future__ import annotations

from typing import Any

from leakscan.screening.around import traits
from leakscan.screening.book import (
    AGENCY,
    BOTH_SIZES,
    FIRST_LETTERS,
    FLAGS,
    LAST_LETTERS,
    MOST_SIZED,
    SIZES,
    SPELLINGS_AT,
    STATE_OF,
    WORDS_AT,
    Book,
)
from leakscan.screening.chars import LOWER
from leakscan.screening.gaps import APART, cell_border, gap
from leakscan.screening.kernels import kernel
from leakscan.screening.meanings import READINGS, STATE_CODE, TRAITS
from leakscan.screening.text import END, NUMBER, SIZE, START, Text
from leakscan.screening.traits import COMPARABLE, STATE, STATE_NAME, STOPS
from leakscan.screening.walk import LEAST_GUESSED, LONG_ENOUGH, MOST_SKIPPED

NOWHERE, SOMEWHERE, _SKIPPED = -1, -2, -3
_OPEN, _CLOSED = 1, 2


@kernel
def may_lie(text: Text, mine: Any, book: Book, place: int, posting: Any, edges: Any) -> bool:
    """Whether the form of a posting may lie with its word at a place, given those beside it; wrong only if it doesn't.

    The words that a posting names are looked at first, for most forms are refused by them; then the form's others, from
    the nearest on, as long as each stands where it should. ``edges`` remembers of each word whether a name may go on
    behind it; give as many zeros as there are words.
    """
    form, at, before, behind, further = posting
    if not before and not behind:
        return True
    right, left = place, place
    if behind:
        right = _stands_at(text, mine, book, form, place, 1, behind, edges)
        if right >= 0 and further:
            right = _stands_at(text, mine, book, form, right, 2, further, edges)
        if right == NOWHERE:
            return False
    if before:
        left = _stands_at(text, mine, book, form, place, -1, before, edges)
        if left == NOWHERE:
            return False
    if not _go_on(text, mine, book, form, right, 1, at + 3, edges):
        return False
    return _go_on(text, mine, book, form, left, -1, at - 2, edges)


@kernel
def _go_on(text: Text, mine: Any, book: Book, form: int, here: int, step: int, at: int, edges: Any) -> bool:
    """Whether the words of a form from one on may stand behind a place, or before it."""
    begin, end = book.forms[form, WORDS_AT], book.forms[form + 1, WORDS_AT]
    n = begin + at
    while begin <= n < end and here >= 0:
        here = _stands_at(text, mine, book, form, here, 2 * step, book.words[n], edges)
        n += step
    return here != NOWHERE


@kernel
def _stands_at(text: Text, mine: Any, book: Book, form: int, place: int, nth: int, wanted: int, edges: Any) -> int:
    """Where a wanted word of a form stands beside a place, past stop words; or whether it may be there or not.

    It is the ``nth`` beside the one that the form is laid by, counted back below 0: of farther ones a piece of one
    letter may be half.
    """
    here, step = place, 1 if nth > 0 else -1
    for _ in range(MOST_SKIPPED + 1):
        here += step
        if here < 0 or here >= len(text.words):
            return NOWHERE
        if _ends(text, here - 1 if step > 0 else here, edges):
            return NOWHERE
        found = _read_as(text, mine, book, form, here, step, wanted, abs(nth))
        if found != _SKIPPED:
            return found
    return NOWHERE


@kernel
def _ends(text: Text, left: int, edges: Any) -> bool:
    """Whether no name goes on behind a word, into the next cell neither."""
    if not edges[left]:
        edges[left] = _CLOSED if gap(text, left) == APART and not cell_border(text, left) else _OPEN
    return edges[left] == _CLOSED


@kernel
def _read_as(text: Text, mine: Any, book: Book, form: int, here: int, step: int, wanted: int, nth: int) -> int:
    """Whether a word is the wanted one, then its place, or may be it, or a stop word before that."""
    number = text.words[here, NUMBER]
    for n in range(READINGS):
        if mine[number, n] == wanted:
            return here
    told = mine[number, TRAITS]
    if told & (STATE | STATE_NAME) and _may_be_skipped(text, mine, book, form, here):
        return SOMEWHERE
    if told & STOPS:
        return _SKIPPED  # it is never guessed to be another, nor half of one
    return SOMEWHERE if (told & COMPARABLE or nth > 1) and _as_long(text, book, here, step, wanted) else NOWHERE


@kernel
def _may_be_skipped(text: Text, mine: Any, book: Book, form: int, here: int) -> bool:
    """Whether a state may stand between two words of a form: small letters are "in" and "or", but for its own state."""
    told = traits(text, mine, here)
    if told & STATE and mine[text.words[here, NUMBER], STATE_CODE] == book.forms[form, STATE_OF]:
        return True
    name = told & STATE_NAME and book.forms[form, FLAGS] & AGENCY
    return bool(told & STATE or name) and text.kinds[text.words[here, START]] != LOWER


@kernel
def _as_long(text: Text, book: Book, here: int, step: int, wanted: int) -> bool:
    """Whether a word has about as many letters as a wanted one, and the first or last in common, or is half of it."""
    size = text.words[here, SIZE]
    both = size + text.words[min(max(here + step, 0), len(text.words) - 1), SIZE]
    if not _is_outlined(text, book, here, step, wanted, both):
        return False
    for spelling in range(book.vocabulary[wanted, SPELLINGS_AT], book.vocabulary[wanted + 1, SPELLINGS_AT]):
        first, last = book.letters_at[spelling], book.letters_at[spelling + 1]
        if both == last - first:
            edge, wanted_letter = (START, first) if step > 0 else (END, last - 1)
            if text.low[text.words[here, edge] - (step < 0)] == book.letters[wanted_letter]:
                return True
        most = 0 if last - first < LEAST_GUESSED else 1 if last - first < LONG_ENOUGH else 2
        if not most or not -most <= size - (last - first) <= most:
            continue
        if text.low[text.words[here, START]] == book.letters[first]:
            return True
        if text.low[text.words[here, END] - 1] == book.letters[last - 1]:
            return True
    return False


@kernel
def _is_outlined(text: Text, book: Book, here: int, step: int, wanted: int, both: int) -> bool:
    """As :func:`_as_long`, from what is known of all spellings together; never too seldom."""
    size = text.words[here, SIZE]
    first, last = text.low[text.words[here, START]] & 31, text.low[text.words[here, END] - 1] & 31
    begins = (book.outlines[wanted, FIRST_LETTERS] >> first) & 1
    ends = (book.outlines[wanted, LAST_LETTERS] >> last) & 1
    if (begins or ends) and (book.outlines[wanted, SIZES] >> min(size, MOST_SIZED)) & 1:
        return True
    half = begins if step > 0 else ends
    return bool(half and (book.outlines[wanted, BOTH_SIZES] >> min(both, MOST_SIZED)) & 1)
