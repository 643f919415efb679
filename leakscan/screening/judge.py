"""A laid form to a match, or to nothing: budget of edits, context, score. Scores are counted in ten-thousandths."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from typing import Any

from leakscan.screening.around import (
    capitalised,
    ends_with_of,
    goes_on,
    legal_after,
    legal_before,
    legal_form,
    longer_before,
    named_beside,
    qualified_before,
    state_beside,
    traits,
)
from leakscan.screening.bearing import bears
from leakscan.screening.book import (
    COMMA_FORM,
    CONTEXT,
    COST,
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
from leakscan.screening.cells import borders_before, borders_behind, fills_cell, is_glued, is_lower, opens_sentence
from leakscan.screening.chars import LOWER
from leakscan.screening.gaps import beside
from leakscan.screening.kernels import kernel
from leakscan.screening.near import TWO_EDITS
from leakscan.screening.sisters import is_sister, word_of
from leakscan.screening.text import END, SIZE, START, Text
from leakscan.screening.traits import COMMON, EXACT, FREQUENT, KNOWN, LEGAL_GUESSED, STOPS
from leakscan.screening.walk import (
    BORDER,
    BRIDGED,
    BRIDGES,
    COMMA,
    FIRST,
    FORM,
    GUESSED,
    LAST,
    LEGAL_ODD,
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
    TAKEN,
)

WHOLE, LEAST = 10_000, 5_000
# Two words in two cells are a column and the next.
_LEAST_OVER_CELLS = 3


@kernel
def judge(text: Text, mine: Any, book: Book, laid: MutableSequence[int]) -> bool:
    """Accept or refuse a form that was laid over a text; of an accepted one score, merit and end are filled in."""
    if laid[BORDER]:
        return _over_cells(text, mine, book, laid)
    if _in_cell(text, book, laid):
        form = laid[FORM]
        unlike = (
            200 * bool(book.forms[form, LEGAL_OF])
            + 200 * bool(book.forms[form, STATE_OF])
            + 500 * bool(book.forms[form, FLAGS] & CONTEXT)
        )
        return _done(text, book, laid, unlike)
    return bears(text, mine, book, laid) and _in_text(text, mine, book, laid)


@kernel
def _done(text: Text, book: Book, laid: MutableSequence[int], unlike: int) -> bool:
    laid[SCORE] = max(LEAST, WHOLE - 100 * book.forms[laid[FORM], COST] - unlike)
    length = text.words[laid[LAST], END] - text.words[laid[FIRST], START]
    laid[MERIT] = 100 * length + 3 * laid[SCORE] + 4_000 * (laid[LAST] - laid[FIRST])
    return True


@kernel
def _in_cell(text: Text, book: Book, laid: Sequence[int]) -> bool:
    """The commonest case in lists: all as it should be, borders of a cell right before and behind."""
    if laid[OWN_EDITS] or laid[SHARED_EDITS] or laid[LOOKS] or laid[SPLITS] or laid[COMMA] or laid[STATE_MET]:
        return False
    if book.forms[laid[FORM], FLAGS] & COMMA_FORM:
        return False
    return borders_before(text, text.words[laid[FIRST], START]) and borders_behind(text, text.words[laid[LAST], END])


@kernel
def _over_cells(text: Text, mine: Any, book: Book, laid: MutableSequence[int]) -> bool:
    """A name over two neighbouring cells: all of both, word by word, what it is in one of them (Police Department)."""
    form, border = laid[FORM], laid[BORDER]
    words = book.forms[form + 1, WORDS_AT] - book.forms[form, WORDS_AT]
    if words < _LEAST_OVER_CELLS or not 0 < book.forms[form, OWN] < words:
        return False
    if laid[OWN_EDITS] or laid[SHARED_EDITS] or laid[LOOKS] or laid[SPLITS] or laid[COMMA] or laid[STATE_MET]:
        return False
    if book.forms[form, FLAGS] & (COMMA_FORM | CONTEXT | SHARED) or book.forms[form, COST]:
        return False
    length, _ = legal_after(text, mine, book, laid[FIRST], laid[LAST], book.forms[form, LEGAL_OF])
    if border > laid[LAST] or not fills_cell(text, laid[FIRST], laid[LAST] + length):
        return False
    _take_legal_form(text, mine, laid, length)
    return _done(text, book, laid, 200 + 200 * laid[LEGAL_ODD])


@kernel
def _take_legal_form(text: Text, mine: Any, laid: MutableSequence[int], length: int) -> None:
    """Make the words of a legal form behind a name part of it."""
    for place in range(laid[LAST] + 1, laid[LAST] + 1 + length):
        laid[LEGAL_ODD] |= (traits(text, mine, place) & LEGAL_GUESSED) > 0
    laid[LAST] += length
    laid[LEGAL_WORDS] = length


@kernel
def _in_text(text: Text, mine: Any, book: Book, laid: MutableSequence[int]) -> bool:
    form = laid[FORM]
    if laid[COMMA] and ends_with_of(text, mine, laid[LAST]):
        laid[LAST] += 1
    state = laid[STATE_MET] or state_beside(text, mine, laid[FIRST], laid[LAST])
    if book.forms[form, STATE_OF] and state and book.forms[form, STATE_OF] != state:
        return False
    if qualified_before(text, mine, book, laid[FIRST]) and not book.vocabulary[word_of(book, form, 0), SHARED_BY]:
        return False
    if is_sister(text, mine, book, laid):
        return False
    length, sort = legal_after(text, mine, book, laid[FIRST], laid[LAST], book.forms[form, LEGAL_OF])
    if _is_legal_form(text, mine, book, laid) or _other_company(book, laid, sort):
        return False
    if not _used_as_name(text, mine, book, laid, length):
        return False
    unlike = _unlike(text, mine, book, laid, length, sort, state)
    _take_legal_form(text, mine, laid, length)
    return _done(text, book, laid, unlike + 200 * laid[LEGAL_ODD])


@kernel
def _is_legal_form(text: Text, mine: Any, book: Book, laid: Sequence[int]) -> bool:
    """Whether one ordinary word is but the beginning of a legal form (Private Limited)."""
    if laid[FIRST] != laid[LAST] or not book.forms[laid[FORM], FLAGS] & CONTEXT:
        return False
    return legal_form(text, mine, book, laid[FIRST])[0] > 1


@kernel
def _other_company(book: Book, laid: Sequence[int], sort: int) -> bool:
    """Whether ordinary words (Solar, Global Business) stand before the legal form of another company."""
    form = laid[FORM]
    return bool(book.forms[form, FLAGS] & CONTEXT) and 0 < sort != book.forms[form, LEGAL_OF] > 0


@kernel
def _used_as_name(text: Text, mine: Any, book: Book, laid: Sequence[int], legal: int) -> bool:
    first, last, form = laid[FIRST], laid[LAST], laid[FORM]
    flags = book.forms[form, FLAGS]
    made = laid[OWN_EDITS] + laid[SHARED_EDITS]
    single = book.forms[form + 1, WORDS_AT] - book.forms[form, WORDS_AT] == 1
    begin = legal_before(text, mine, first)
    if begin == first and traits(text, mine, first - 1) & STOPS and beside(text, first - 1):
        begin -= 1  # The University Hospital
    alone = fills_cell(text, first, last + legal) or (begin < first and fills_cell(text, begin, last + legal))
    if flags & CONTEXT and made and not _is_misspelt(text, mine, laid, legal):
        return False
    if flags & SHARED or alone or _is_parted(book, laid):
        return alone
    if (made or laid[SPLITS]) and _is_ordinary(book, form) and _is_small(text, first, last):
        return False
    if _is_part(text, mine, book, laid, legal):
        return False
    if single and not legal and (made or laid[SPLITS] or is_glued(text, first, last)):
        return False
    return not flags & CONTEXT or _stands_out(text, mine, book, laid, legal)


@kernel
def _is_parted(book: Book, laid: Sequence[int]) -> bool:
    """Whether a comma stands between two words of which it makes two names as a rule: Avon, Police."""
    words = book.forms[laid[FORM] + 1, WORDS_AT] - book.forms[laid[FORM], WORDS_AT]
    return bool(laid[COMMA]) and not book.forms[laid[FORM], FLAGS] & COMMA_FORM and words < 3


@kernel
def _is_part(text: Text, mine: Any, book: Book, laid: Sequence[int], legal: int) -> bool:
    """Whether words that say little by themselves are part of the longer name of another."""
    first, last, form = laid[FIRST], laid[LAST], laid[FORM]
    if goes_on(text, mine, first, last) and (
        book.vocabulary[word_of(book, form, -1), SHARED_BY] or book.forms[form, OWN] < 2
    ):
        return True
    if laid[OF] or not (book.forms[form, FLAGS] & CONTEXT or book.vocabulary[word_of(book, form, 0), SHARED_BY]):
        return False
    return longer_before(text, mine, first, last + legal)


@kernel
def _is_ordinary(book: Book, form: int) -> bool:
    """Whether a form has ordinary words alone."""
    for at in range(book.forms[form, WORDS_AT], book.forms[form + 1, WORDS_AT]):
        word = book.words[at]
        if not (book.vocabulary[word, SHARED_BY] or book.vocabulary[word, TRAITS_OF] & COMMON):
            return False
    return True


@kernel
def _is_small(text: Text, first: int, last: int) -> bool:
    """Whether no word has a capital, but at the beginning of a sentence."""
    for place in range(first, last + 1):
        if not is_lower(text, place) and not opens_sentence(text, place):
            return False
    return True


@kernel
def _is_misspelt(text: Text, mine: Any, laid: Sequence[int], legal: int) -> bool:
    """Whether a name of ordinary words is misspelt, not another: a letter, or two in long ones, of an unknown word."""
    place, made = laid[BRIDGED], laid[OWN_EDITS] + laid[SHARED_EDITS]
    if laid[BRIDGES] != 1 or made > 2 or (made > 1 and text.words[place, SIZE] < TWO_EDITS):
        return False
    if traits(text, mine, place) & (KNOWN | EXACT):
        return False
    return text.words[place, SIZE] >= (4 if laid[FIRST] != laid[LAST] else 5 if legal else 7)


@kernel
def _stands_out(text: Text, mine: Any, book: Book, laid: Sequence[int], legal: int) -> bool:
    """Whether ordinary words are marked as a name in the midst of a sentence."""
    first, last, form = laid[FIRST], laid[LAST], laid[FORM]
    if not capitalised(text, mine, first, last) or (laid[OWN_EDITS] + laid[SHARED_EDITS] and not legal):
        return False
    if legal:
        return True
    if named_beside(text, mine, first, last):
        return False
    several = book.forms[form + 1, WORDS_AT] - book.forms[form, WORDS_AT] > 1
    return several or not (laid[LOOKS] or _says_little(text, mine, first))


@kernel
def _says_little(text: Text, mine: Any, place: int) -> bool:
    """Whether one capital is not enough: first in a sentence, among the commonest words, or as short as Nov."""
    if opens_sentence(text, place) or traits(text, mine, place) & FREQUENT:
        return True
    if text.words[place, SIZE] >= 4:
        return False
    for at in range(text.words[place, START], text.words[place, END]):
        if text.kinds[at] == LOWER:
            return True
    return False


@kernel
def _unlike(text: Text, mine: Any, book: Book, laid: Sequence[int], length: int, sort: int, state: int) -> int:
    """What differences beside the form's own take off the score."""
    form = laid[FORM]
    taken = 600 * (laid[OWN_EDITS] + laid[SHARED_EDITS]) + 200 * laid[LOOKS] + 400 * laid[SPLITS]
    taken += 300 * (laid[GUESSED] + laid[TAKEN]) + 600 * laid[STRANGE]
    if book.forms[form, LEGAL_OF] or length:
        taken += 0 if book.forms[form, LEGAL_OF] == sort else 200
    if state != book.forms[form, STATE_OF]:
        taken += 200 if book.forms[form, STATE_OF] else 100
    words = book.forms[form + 1, WORDS_AT] - book.forms[form, WORDS_AT]
    if not length and words < 3 and named_beside(text, mine, laid[FIRST], laid[LAST]):
        taken += 600
    return taken + (500 if book.forms[form, FLAGS] & CONTEXT and not length else 0)
