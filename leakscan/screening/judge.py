"""A laid form to a match, or to nothing: budget of edits, context, score. Scores are counted in ten-thousandths."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

from leakscan.screening.around import (
    capitalised,
    goes_on,
    legal_after,
    legal_form,
    named_beside,
    qualified_before,
    state_beside,
    traits,
)
from leakscan.screening.book import COMMA_FORM, CONTEXT, EXACT_FORM, SHARED, Book
from leakscan.screening.cells import borders_before, borders_behind, fills_cell, is_glued, opens_sentence
from leakscan.screening.chars import LOWER
from leakscan.screening.kernels import kernel
from leakscan.screening.numbers import Numbers
from leakscan.screening.sisters import is_sister, word_of
from leakscan.screening.text import Text
from leakscan.screening.traits import FREQUENT
from leakscan.screening.walk import (
    COMMA,
    FIRST,
    FORM,
    GOOD,
    GUESSED,
    LAST,
    LEGAL_WORDS,
    LOOKS,
    MERIT,
    OF,
    OWN_EDITS,
    SCORE,
    SHARED_EDITS,
    SPLITS,
    STATE_MET,
    STRANGE,
)

WHOLE = 10_000
_LEAST = 5_000
_MORE_SHARED = 2


@kernel
def judge(text: Text, numbers: Numbers, book: Book, laid: MutableSequence[int]) -> bool:
    """Accept or refuse a form that was laid over a text; where it is accepted, score, merit and last word are filled in."""
    if _in_cell(text, book, laid):
        form = laid[FORM]
        unlike = 200 * bool(book.legal[form]) + 200 * bool(book.states[form]) + 500 * bool(book.flags[form] & CONTEXT)
        return _done(text, book, laid, unlike)
    return _bears(book, laid) and _in_text(text, numbers, book, laid)


@kernel
def _done(text: Text, book: Book, laid: MutableSequence[int], unlike: int) -> bool:
    laid[SCORE] = max(_LEAST, WHOLE - 100 * book.costs[laid[FORM]] - unlike)
    length = text.ends[laid[LAST]] - text.starts[laid[FIRST]]
    laid[MERIT] = 100 * length + 3 * laid[SCORE] + 4_000 * (laid[LAST] - laid[FIRST])
    return True


@kernel
def _in_cell(text: Text, book: Book, laid: Sequence[int]) -> bool:
    """The commonest case in lists: all as it should be, borders of a cell right before and behind."""
    if laid[OWN_EDITS] or laid[SHARED_EDITS] or laid[LOOKS] or laid[SPLITS] or laid[COMMA] or laid[STATE_MET]:
        return False
    if book.flags[laid[FORM]] & COMMA_FORM:
        return False
    return borders_before(text, text.starts[laid[FIRST]]) and borders_behind(text, text.ends[laid[LAST]])


@kernel
def _bears(book: Book, laid: Sequence[int]) -> bool:
    """Whether a form bears so many edits, and guesses are borne by what was met as it should be."""
    form = laid[FORM]
    flags, own, shared = book.flags[form], laid[OWN_EDITS], laid[SHARED_EDITS]
    words = book.words_at[form + 1] - book.words_at[form]
    more = _MORE_SHARED if book.own[form] < words else 0
    if own > book.budgets[form] or own + shared > book.budgets[form] + more or (flags & EXACT_FORM and own + shared):
        return False
    if flags & COMMA_FORM and not (laid[COMMA] or laid[OF]):
        return False
    if laid[COMMA] and not flags & COMMA_FORM and words < 3:
        return False
    if laid[STRANGE]:
        return laid[GOOD] >= 12 and book.own[form] > 2
    return laid[GOOD] >= 6 * laid[GUESSED]


@kernel
def _in_text(text: Text, numbers: Numbers, book: Book, laid: MutableSequence[int]) -> bool:
    form = laid[FORM]
    state = laid[STATE_MET] or state_beside(text, numbers, laid[FIRST], laid[LAST])
    if book.states[form] and state and book.states[form] != state:
        return False
    if qualified_before(text, numbers, laid[FIRST]) and not book.shared[word_of(book, form, 0)]:
        return False
    if is_sister(text, numbers, book, laid):
        return False
    length, sort = legal_after(text, numbers, book, laid[FIRST], laid[LAST])
    if _is_legal_form(text, numbers, book, laid) or _other_company(book, laid, sort):
        return False
    if not _used_as_name(text, numbers, book, laid, length):
        return False
    unlike = _unlike(text, numbers, book, laid, length, sort, state)
    laid[LAST] += length
    laid[LEGAL_WORDS] = length
    return _done(text, book, laid, unlike)


@kernel
def _is_legal_form(text: Text, numbers: Numbers, book: Book, laid: Sequence[int]) -> bool:
    """Whether one ordinary word is but the beginning of a legal form (Private Limited)."""
    if laid[FIRST] != laid[LAST] or not book.flags[laid[FORM]] & CONTEXT:
        return False
    return legal_form(text, numbers, book, laid[FIRST])[0] > 1


@kernel
def _other_company(book: Book, laid: Sequence[int], sort: int) -> bool:
    """Whether ordinary words (Solar, Global Business) stand before the legal form of another company."""
    form = laid[FORM]
    return bool(book.flags[form] & CONTEXT) and 0 < sort != book.legal[form] > 0


@kernel
def _used_as_name(text: Text, numbers: Numbers, book: Book, laid: Sequence[int], legal: int) -> bool:
    first, last, form = laid[FIRST], laid[LAST], laid[FORM]
    flags, own = book.flags[form], book.own[form]
    made = laid[OWN_EDITS] + laid[SHARED_EDITS]
    single = book.words_at[form + 1] - book.words_at[form] == 1
    alone = fills_cell(text, first, last + legal)
    if flags & SHARED or alone:
        return alone and not (flags & CONTEXT and single and made)
    if goes_on(text, numbers, first, last) and (book.shared[word_of(book, form, -1)] or own < 2):
        return False
    if single and not legal and (made or laid[SPLITS] or is_glued(text, first, last)):
        return False
    return not flags & CONTEXT or _stands_out(text, numbers, book, laid, legal)


@kernel
def _stands_out(text: Text, numbers: Numbers, book: Book, laid: Sequence[int], legal: int) -> bool:
    """Whether ordinary words are marked as a name in the midst of a sentence."""
    first, last, form = laid[FIRST], laid[LAST], laid[FORM]
    if not capitalised(text, numbers, first, last) or (laid[OWN_EDITS] + laid[SHARED_EDITS] and not legal):
        return False
    if legal:
        return True
    if named_beside(text, numbers, first, last):
        return False
    several = book.words_at[form + 1] - book.words_at[form] > 1
    return several or not (laid[LOOKS] or _says_little(text, numbers, first))


@kernel
def _says_little(text: Text, numbers: Numbers, place: int) -> bool:
    """Whether one capital is not enough: first in a sentence, among the commonest words, or as short as Nov."""
    if opens_sentence(text, place) or traits(text, numbers, place) & FREQUENT:
        return True
    if text.sizes[place] >= 4:
        return False
    for at in range(text.starts[place], text.ends[place]):
        if text.kinds[at] == LOWER:
            return True
    return False


@kernel
def _unlike(
    text: Text, numbers: Numbers, book: Book, laid: Sequence[int], length: int, sort: int, state: int
) -> int:
    """What differences beside the form's own take off the score."""
    form = laid[FORM]
    taken = 600 * (laid[OWN_EDITS] + laid[SHARED_EDITS]) + 200 * laid[LOOKS] + 400 * laid[SPLITS]
    taken += 300 * laid[GUESSED] + 600 * laid[STRANGE]
    if book.legal[form] or length:
        taken += 0 if book.legal[form] == sort else 200
    if state != book.states[form]:
        taken += 200 if book.states[form] else 100
    words = book.words_at[form + 1] - book.words_at[form]
    if not length and words < 3 and named_beside(text, numbers, laid[FIRST], laid[LAST]):
        taken += 600
    return taken + (500 if book.flags[form] & CONTEXT and not length else 0)
