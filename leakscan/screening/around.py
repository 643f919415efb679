"""The words around a name: a legal form behind it, a state, a further name, and what makes it another's."""

from __future__ import annotations

from typing import Any

from leakscan.screening.book import CLASS, KEY, NODE, Book, legal_slot
from leakscan.screening.cells import all_upper, closes, fills_cell, is_lower, is_upper, opens_sentence
from leakscan.screening.chars import BAR, COLON, COMMA, HYPHEN, NEWLINE, OPEN, QUOTE, RETURN, SEMICOLON, SPACE, TAB
from leakscan.screening.gaps import COMMAED, SPACED, TIED, beside, gap_in_line
from leakscan.screening.kernels import kernel
from leakscan.screening.meanings import LEGAL_WORD, STATE_CODE, TRAITS
from leakscan.screening.text import END, NUMBER, SIZE, START, Text
from leakscan.screening.traits import (
    ALPHA,
    COMMON,
    FREQUENT,
    LEGAL_GUESSED,
    OF_FOR,
    QUALIFIER,
    STATE,
    STATE_NAME,
    STOPS,
    WEAK_LEGAL,
)

LONGEST_LEGAL = 12


@kernel
def traits(text: Text, mine: Any, place: int) -> int:
    """The traits of a word; none before the first and behind the last."""
    return mine[text.words[place, NUMBER], TRAITS] if 0 <= place < len(text.words) else 0


@kernel
def _legal_step(book: Book, node: int, word: int) -> int:
    key = node << 24 | word
    slot = legal_slot(node, word) & (len(book.legal) - 1)
    while book.legal[slot, KEY]:
        if book.legal[slot, KEY] == key:
            return slot
        slot = (slot + 1) & (len(book.legal) - 1)
    return -1


@kernel
def legal_form(text: Text, mine: Any, book: Book, at: int) -> tuple[int, int]:
    """The longest legal form that begins at a word: how many words, and its class; 0, 0 for none."""
    node, length, sort = 1, 0, 0
    place = at
    while place < len(text.words) and place - at < LONGEST_LEGAL:
        word = mine[text.words[place, NUMBER], LEGAL_WORD]
        slot = _legal_step(book, node, word) if word else -1
        if slot < 0:
            break
        node = book.legal[slot, NODE]
        place += 1
        if book.legal[slot, CLASS]:
            length, sort = place - at, book.legal[slot, CLASS]
    return length, sort


@kernel
def _legal_forms(text: Text, mine: Any, book: Book, at: int) -> tuple[int, int]:
    """As :func:`legal_form`, with further ones right behind it (Company, LLC); the class is that of the first."""
    length, sort = legal_form(text, mine, book, at)
    more = length
    while more and length < LONGEST_LEGAL:
        after = at + length
        between = gap_in_line(text, after - 1)
        if between not in (SPACED, TIED, COMMAED) or _is_weak(text, mine, after):
            break
        more = legal_form(text, mine, book, after)[0]
        if between == COMMAED and beside(text, after + more - 1):
            break  # SA of "Acme Inc, SA Brovarnia" begins the next name
        length += more
    return length, sort


@kernel
def _is_weak(text: Text, mine: Any, at: int) -> bool:
    """Whether two small letters without points stand there, which are a word more often than a legal form."""
    dotted = text.words[at, END] - text.words[at, START] > text.words[at, SIZE]
    return bool(traits(text, mine, at) & WEAK_LEGAL) and is_lower(text, at) and not dotted


@kernel
def legal_after(text: Text, mine: Any, book: Book, first: int, last: int, own: int) -> tuple[int, int]:
    """The legal form right behind a name that belongs to it: words and class; a misspelt one only of the class own."""
    length, sort = _legal_behind(text, mine, book, first, last)
    for place in range(last + 1, last + 1 + length):
        if sort != own and traits(text, mine, place) & LEGAL_GUESSED:
            return 0, 0
    return length, sort


@kernel
def _legal_behind(text: Text, mine: Any, book: Book, first: int, last: int) -> tuple[int, int]:
    after = last + 1
    if after >= len(text.words) or not mine[text.words[after, NUMBER], LEGAL_WORD]:
        return 0, 0
    start, end = text.words[last, END], text.words[after, START]
    if end - start > 3 or (start < end and text.kinds[start] == COMMA and text.kinds[end - 1] != SPACE):
        return 0, 0
    for at in range(start, end):
        if text.kinds[at] in (NEWLINE, RETURN, TAB, BAR, SEMICOLON, QUOTE):
            return 0, 0
    length, sort = _legal_forms(text, mine, book, after)
    # But behind a name in small letters they may be one that ends its cell.
    weak = length and _is_weak(text, mine, after)
    if weak and not (is_lower(text, first) and closes(text, text.words[last + length, END])):
        return 0, 0
    begins = length and start < end and text.kinds[start] == COMMA and bool(traits(text, mine, after) & WEAK_LEGAL)
    if begins and beside(text, last + length) and is_upper(text, last + length + 1):
        return 0, 0  # AG of "Brovarnia, AG Zwirnhaus"
    return length, sort


@kernel
def ends_with_of(text: Text, mine: Any, last: int) -> bool:
    """Whether "of" ends the cell right behind: Walworth, Town of."""
    if last + 1 >= len(text.words) or not traits(text, mine, last + 1) & OF_FOR:
        return False
    return beside(text, last) and closes(text, text.words[last + 1, END])


@kernel
def legal_before(text: Text, mine: Any, first: int) -> int:
    """Where a legal form begins that stands right before a name (ООО «Ромашка»); the name's place where none does."""
    begin = first
    while begin > 0 and first - begin < LONGEST_LEGAL and _is_legal(text, mine, begin - 1):
        if gap_in_line(text, begin - 1) not in (SPACED, TIED):
            break
        begin -= 1
    return begin


@kernel
def _is_legal(text: Text, mine: Any, place: int) -> bool:
    """Whether a word is a legal form's, and not by a guess alone."""
    return mine[text.words[place, NUMBER], LEGAL_WORD] > 0 and not traits(text, mine, place) & LEGAL_GUESSED


@kernel
def state_beside(text: Text, mine: Any, first: int, last: int) -> int:
    """The state right behind a name ("Avon PD IN", "Avon PD, Indiana") or before it ("IN - Avon PD"), or 0."""
    after = last + 1
    if after < len(text.words) and _is_state(text, mine, after) and _near_state(text, last, after):
        return mine[text.words[after, NUMBER], STATE_CODE]
    before = first - 1
    if before >= 0 and _is_state(text, mine, before) and _near_state(text, before, first):
        return mine[text.words[before, NUMBER], STATE_CODE]
    return 0


@kernel
def _is_state(text: Text, mine: Any, place: int) -> bool:
    told = traits(text, mine, place)
    if told & STATE_NAME:
        return is_upper(text, place)
    return bool(told & STATE) and all_upper(text, place)


@kernel
def _near_state(text: Text, left: int, right: int) -> bool:
    start, end = text.words[left, END], text.words[right, START]
    if not 0 < end - start <= 3:
        return False
    for at in range(start, end):
        if text.kinds[at] not in (SPACE, COMMA, HYPHEN, OPEN, COLON):
            return False
    return True


@kernel
def qualified_before(text: Text, mine: Any, book: Book, first: int) -> bool:
    """Whether a word like West or Fort stands right before and makes it another name; the S of A/S is none."""
    if not traits(text, mine, first - 1) & QUALIFIER or not beside(text, first - 1) or is_lower(text, first - 1):
        return False
    return first < 2 or legal_form(text, mine, book, first - 2)[0] != 2


@kernel
def _is_name(text: Text, mine: Any, place: int) -> bool:
    return is_upper(text, place) and not traits(text, mine, place) & (STOPS | STATE)


@kernel
def named_beside(text: Text, mine: Any, first: int, last: int) -> bool:
    """Whether a further capitalised word stands right beside, so that the name may be longer than thought."""
    if beside(text, first - 1) and not opens_sentence(text, first - 1) and _is_name(text, mine, first - 1):
        return True
    return beside(text, last) and _is_name(text, mine, last + 1)


@kernel
def longer_before(text: Text, mine: Any, first: int, last: int) -> bool:
    """Whether a capitalised word right before makes words that many share another's name: Auburn University Press."""
    if not beside(text, first - 1) or not _is_name(text, mine, first - 1):
        return False
    if traits(text, mine, first - 1) & FREQUENT or text.words[first - 1, SIZE] < 3:
        return False
    if legal_before(text, mine, first) < first:
        return False
    return not opens_sentence(text, first - 1) or fills_cell(text, first - 1, last)


@kernel
def goes_on(text: Text, mine: Any, first: int, last: int) -> bool:
    """Whether the name is part of a longer one: "… of Y" behind it, or an unknown word right before."""
    if last + 2 < len(text.words) and traits(text, mine, last + 1) & OF_FOR:
        return beside(text, last) and _is_name(text, mine, last + 2)
    told = traits(text, mine, first - 1)
    if not told & ALPHA or told & (STOPS | COMMON) or not beside(text, first - 1):
        return False
    if text.words[first - 1, SIZE] < 3 or _is_legal(text, mine, first - 1):
        return False
    return is_upper(text, first - 1) or opens_sentence(text, first - 1)


@kernel
def capitalised(text: Text, mine: Any, first: int, last: int) -> bool:
    """Whether every word but stop words begins with a capital (or has no case)."""
    for place in range(first, last + 1):
        if is_lower(text, place) and (place == first or not traits(text, mine, place) & STOPS):
            return False
    return True
