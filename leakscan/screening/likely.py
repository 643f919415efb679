"""Whether a form may lie at a place at all: a glance at the words beside it, before all of it is laid."""

from __future__ import annotations

from typing import Any

from leakscan.screening.around import legal_form, traits
from leakscan.screening.book import AGENCY, CONTEXT, FLAGS, SPELLINGS_AT, STATE_OF, WORDS_AT, Book
from leakscan.screening.chars import AT, DOT, EQUALS, GLUE, HYPHEN, LOWER, SLASH, SPACE, UNDERSCORE, UPPER, WIDE
from leakscan.screening.gaps import APART, cell_border, gap
from leakscan.screening.kernels import kernel
from leakscan.screening.meanings import READINGS, STATE_CODE
from leakscan.screening.text import END, NUMBER, SIZE, START, Text
from leakscan.screening.traits import COMPARABLE, STATE, STATE_NAME, STOPS
from leakscan.screening.walk import LEAST_GUESSED, LONG_ENOUGH, MOST_SKIPPED

# Between two words these end no cell.
BETWEEN_WORDS = (SPACE, DOT, UNDERSCORE, SLASH, EQUALS, HYPHEN, AT, GLUE)


@kernel
def beside(book: Book, form: int, at: int) -> tuple[int, int]:
    """The words of a form on either side of its word ``at``, 0 for none."""
    begin, end = book.forms[form, WORDS_AT] + at, book.forms[form + 1, WORDS_AT]
    return book.words[begin - 1] if at else 0, book.words[begin + 1] if begin + 1 < end else 0


@kernel
def may_lie(text: Text, mine: Any, book: Book, form: int, place: int, before: int, behind: int) -> bool:
    """Whether a form may lie with one of its words at a place, given those beside that; wrong only if it does not."""
    if not before and not behind:
        return not (book.forms[form, FLAGS] & CONTEXT and _amid_a_sentence(text, mine, book, place))
    if behind and not _may_stand(text, mine, book, form, place, 1, behind):
        return False
    return not before or _may_stand(text, mine, book, form, place, -1, before)


@kernel
def _amid_a_sentence(text: Text, mine: Any, book: Book, place: int) -> bool:
    """Whether a word is written small, with another right behind it that is no legal form: an ordinary word here."""
    end = text.words[place, END]
    if end + 1 >= len(text.kinds) or text.kinds[text.words[place, START]] != LOWER:
        return False
    if not UPPER <= text.kinds[end + 1] <= WIDE or text.kinds[end] not in BETWEEN_WORDS:
        return False
    return legal_form(text, mine, book, place + 1)[0] == 0


@kernel
def _may_stand(text: Text, mine: Any, book: Book, form: int, place: int, step: int, wanted: int) -> bool:
    """Whether a wanted word of a form may stand beside a place, past stop words."""
    here = place
    for _ in range(MOST_SKIPPED + 1):
        here += step
        left = here - 1 if step > 0 else here
        if here < 0 or here >= len(text.words) or (gap(text, left) == APART and not cell_border(text, left)):
            return False
        number = text.words[here, NUMBER]
        for n in range(READINGS):
            if mine[number, n] == wanted:
                return True
        told = traits(text, mine, here)
        if told & (STATE | STATE_NAME) and _may_be_skipped(text, mine, book, form, here):
            return True
        if told & COMPARABLE and _as_long(text, book, here, step, wanted):
            return True
        if not told & STOPS:
            return False
    return False


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
