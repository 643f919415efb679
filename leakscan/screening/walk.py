"""A form laid over the words of a text, word by word to the right and to the left of one they share."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from typing import Any

from leakscan.screening.around import traits
from leakscan.screening.book import AGENCY, FLAGS, SHARED_BY, SPELLINGS_AT, STATE_OF, WORDS_AT, Book
from leakscan.screening.cells import all_upper, is_upper
from leakscan.screening.chars import UPPER, WIDE
from leakscan.screening.gaps import APART, COMMAED, HYPHENATED, SPACED, TIED, TOUCHING, cell_border, gap
from leakscan.screening.hashing import LONGEST
from leakscan.screening.kernels import kernel
from leakscan.screening.meanings import EDITS, LOOK, READINGS, STATE_CODE
from leakscan.screening.osa import edits
from leakscan.screening.text import END, NUMBER, SIZE, START, Text
from leakscan.screening.traits import COMPARABLE, EXACT, KNOWN, MERGED, OF_FOR, SHARED_WORD, STATE, STATE_NAME, STOPS

# Where in a laid form's row of numbers what is: first and last word, edits in its own words and in shared ones,
# disguises, words split or joined, a comma, "of", a state; words met without a reading, those of them that are words
# of their own, and words of other names; letters met as they should be; up to four words that were bridged, each with
# the wanted one. LEGAL_WORDS are those of the legal form behind, LEGAL_ODD tells that one is misspelt. BORDER is the
# first word of the second cell of a name over two.
FIRST, LAST, OWN_EDITS, SHARED_EDITS, LOOKS, SPLITS, COMMA, OF, STATE_MET, GUESSED, STRANGE, TAKEN, GOOD = range(13)
BRIDGES, BRIDGED = 13, 14
MOST_BRIDGES = 4
FORM, SCORE, MERIT, LEGAL_WORDS, LEGAL_ODD, BORDER, FIELDS = (BRIDGED + 2 * MOST_BRIDGES + n for n in range(7))
MOST_SKIPPED = 3
# Two edits are guessed in words of five letters and more; in those of fewer than seven more of the rest must be there.
LEAST_GUESSED, LONG_ENOUGH, SEVEN = 3, 5, 7
MOST_GUESSED = 2


@kernel
def lay(text: Text, mine: Any, book: Book, form: int, at: int, place: int, laid: MutableSequence[int]) -> bool:
    """Lay a form over a text.

    Args:
        text: the words of the text.
        mine: what their numbers say.
        book: the forms.
        form: which to lay.
        at: the word of it that lies at ``place``.
        place: a word of the text.
        laid: is filled with what was found.

    Returns:
        Whether all words of the form are there.
    """
    for field in range(FIELDS):
        laid[field] = 0
    laid[FORM] = form
    begin, end = book.forms[form, WORDS_AT], book.forms[form + 1, WORDS_AT]
    if not _note(text, mine, book, place, book.words[begin + at], laid):
        return False
    here = place
    for n in range(begin + at + 1, end):
        here = _take(text, mine, book, here, 1, book.words[n], laid)
        if here < 0:
            return False
    laid[LAST] = here
    here = place
    for n in range(begin + at - 1, begin - 1, -1):
        here = _take(text, mine, book, here, -1, book.words[n], laid)
        if here < 0:
            return False
    laid[FIRST] = here
    return True


@kernel
def is_in_a_row(book: Book, laid: Sequence[int]) -> bool:
    """Whether a form just laid has one word of the text for each of its own: laid from another it lies as well."""
    words = book.forms[laid[FORM] + 1, WORDS_AT] - book.forms[laid[FORM], WORDS_AT]
    return laid[LAST] - laid[FIRST] + 1 == words


@kernel
def _take(text: Text, mine: Any, book: Book, here: int, step: int, wanted: int, laid: MutableSequence[int]) -> int:
    """The place of a wanted word in one direction, past stop words and one state; -1 where it is missing."""
    for _ in range(MOST_SKIPPED + 1):
        left = here if step > 0 else here - 1
        between = gap(text, left)
        if between == APART:
            if laid[BORDER] or left < 0 or left + 1 >= len(text.words) or not cell_border(text, left):
                return -1
            laid[BORDER] = left + 1
        here += step
        laid[COMMA] |= between == COMMAED
        laid[SPLITS] += between == TOUCHING and text.kinds[text.words[here, START]] != WIDE
        if _note(text, mine, book, here, wanted, laid):
            return here
        if _halves(text, mine, book, here if step > 0 else here - 1, wanted, laid):
            return here + step
        if not _skip(text, mine, book, here, laid):
            return here if _guess(text, mine, book, here, wanted, laid) else -1
    return -1


@kernel
def _halves(text: Text, mine: Any, book: Book, left: int, wanted: int, laid: MutableSequence[int]) -> bool:
    """Whether a word of the text and the next one are halves of the wanted one."""
    if left < 0 or left + 1 >= len(text.words):
        return False
    if (traits(text, mine, left) | traits(text, mine, left + 1)) & STOPS:
        return False
    size = text.words[left, SIZE] + text.words[left + 1, SIZE]
    for spelling in range(book.vocabulary[wanted, SPELLINGS_AT], book.vocabulary[wanted + 1, SPELLINGS_AT]):
        at = book.letters_at[spelling]
        if book.letters_at[spelling + 1] - at == size and gap(text, left) in (SPACED, TIED, HYPHENATED):
            met = _same(text, left, book.letters, at)
            if met >= 0 and _same(text, left + 1, book.letters, met) >= 0:
                laid[SPLITS] += 1
                laid[GOOD] += size
                return True
    return False


@kernel
def _same(text: Text, place: int, letters: Any, at: int) -> int:
    """Where the letters go on behind those of a word of the text; -1 where they are others."""
    for here in range(text.words[place, START], text.words[place, END]):
        if UPPER <= text.kinds[here] <= WIDE:
            if letters[at] != text.low[here]:
                return -1
            at += 1
    return at


@kernel
def _note(text: Text, mine: Any, book: Book, place: int, wanted: int, laid: MutableSequence[int]) -> bool:
    """Whether a word of the text may be the wanted one; what that bridges is noted."""
    number = text.words[place, NUMBER]
    for n in range(READINGS):
        if mine[number, n] == wanted:
            told = mine[number, EDITS + n]
            laid[LOOKS] += told >= LOOK
            laid[SPLITS] += bool(traits(text, mine, place) & MERGED)
            if told % LOOK:
                _bridge(book, place, wanted, told % LOOK, laid)
            else:
                laid[GOOD] += text.words[place, SIZE]
            return True
        if not mine[number, n]:
            return False
    return False


@kernel
def _bridge(book: Book, place: int, wanted: int, made: int, laid: MutableSequence[int]) -> None:
    laid[SHARED_EDITS if book.vocabulary[wanted, SHARED_BY] else OWN_EDITS] += made
    if laid[BRIDGES] < MOST_BRIDGES:
        laid[BRIDGED + 2 * laid[BRIDGES]] = place
        laid[BRIDGED + 2 * laid[BRIDGES] + 1] = wanted
        laid[BRIDGES] += 1


@kernel
def _skip(text: Text, mine: Any, book: Book, place: int, laid: MutableSequence[int]) -> bool:
    """Whether a word may stand between two of a name: a stop word, or one state."""
    told = traits(text, mine, place)
    if told & STOPS:
        laid[OF] |= bool(told & OF_FOR)
        return True
    if laid[STATE_MET]:
        return False
    form = laid[FORM]
    state = mine[text.words[place, NUMBER], STATE_CODE]
    code = bool(told & STATE) and (all_upper(text, place) or state == book.forms[form, STATE_OF])
    name = bool(told & STATE_NAME) and bool(book.forms[form, FLAGS] & AGENCY) and is_upper(text, place)
    if code or name:
        laid[STATE_MET] = state
    return code or name


@kernel
def _guess(text: Text, mine: Any, book: Book, place: int, wanted: int, laid: MutableSequence[int]) -> bool:
    """Whether a word without a reading that fits is near enough to the wanted one."""
    told = traits(text, mine, place)
    size = text.words[place, SIZE]
    if not told & COMPARABLE or told & STOPS or laid[GUESSED] >= MOST_GUESSED:
        return False
    best, unlike = 3, 0
    for spelling in range(book.vocabulary[wanted, SPELLINGS_AT], book.vocabulary[wanted + 1, SPELLINGS_AT]):
        letters_at = book.letters_at[spelling]
        letters = book.letters_at[spelling + 1] - letters_at
        most = 0 if letters < LEAST_GUESSED or letters > LONGEST else 1 if letters < LONG_ENOUGH else 2
        alike = _ends_alike(text, place, book.letters, letters_at, letters)
        if -most <= size - letters <= most and most and alike:
            made = edits(text, place, book.letters, letters_at, letters)
            if made <= 2 and made < best:
                best = made
                unlike = 0 if letters >= SEVEN or made < 2 else 1 if alike > 1 else 3
    if best > 2:
        return False
    laid[GUESSED] += 1
    if told & KNOWN and (told & SHARED_WORD or not book.vocabulary[wanted, SHARED_BY]):
        laid[STRANGE] += 1
    laid[TAKEN] += bool(told & EXACT) + unlike
    _bridge(book, place, wanted, best, laid)
    return True


@kernel
def _ends_alike(text: Text, place: int, letters: Any, at: int, size: int) -> int:
    """How many of the first letters and the last ones are the same; none only by rare double errors."""
    first = text.low[text.words[place, START]] == letters[at]
    last = text.low[text.words[place, END] - 1] == letters[at + size - 1]
    return int(first) + int(last)
