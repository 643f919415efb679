"""What stands between two words, and whether they may belong to one name."""

from __future__ import annotations

from leakscan.screening.chars import (
    BAR,
    CLOSE,
    COLON,
    COMMA,
    DIGIT,
    DOLLAR,
    DOT,
    EXCLAMATION,
    GLUE,
    GREATER,
    HASH,
    HYPHEN,
    NEWLINE,
    OPEN,
    QUOTE,
    RETURN,
    SEMICOLON,
    SKIPPED,
    SLASH,
    SPACE,
    STAR,
    TAB,
    UNDERSCORE,
    UPPER,
    WIDE,
)
from leakscan.screening.kernels import kernel
from leakscan.screening.text import END, SIZE, START, Text

# Nothing that joins; a space; a little punctuation; with a comma or colon; a line end within a name; a hyphen at one.
APART, SPACED, TIED, COMMAED, WRAPPED, HYPHENATED, TOUCHING = range(7)
_WIDEST, _WIDEST_WRAP = 5, 24
# Signs that may stand in a name.
GLUES = (SPACE, DOT, HYPHEN, UNDERSCORE, SLASH, GLUE, OPEN, CLOSE, STAR, HASH, SKIPPED, DOLLAR, EXCLAMATION)
# Signs right behind a comma that a name may go on behind.
GLUES_BEHIND_COMMA = (SPACE, UNDERSCORE, HYPHEN, SKIPPED)
# Signs that end a table's cell within its row.
BORDERS = (TAB, BAR, SEMICOLON, COMMA)
# Over the end of a line of so many characters and spaces a name may go on; so far back is a line looked at, at most.
LONG_LINE, LINE_WORDS, LONGEST_LINE = 48, 7, 200


@kernel
def gap(text: Text, left: int) -> int:
    """What stands between the words ``left`` and ``left + 1``, one of the kinds above."""
    if left < 0 or left + 1 >= len(text.words):
        return APART
    start, end = text.words[left, END], text.words[left + 1, START]
    if end - start > 1:
        return _several(text, left)
    if end == start:
        return TOUCHING
    if text.kinds[start] == COMMA and text.kinds[start - 1] == DIGIT and text.kinds[end] == DIGIT:
        return TIED
    if text.kinds[start] == NEWLINE:
        return _wrapped(text, left)
    return _one_sign(text.kinds[start])


@kernel
def gap_in_line(text: Text, left: int) -> int:
    """As :func:`gap`, without a look at the line where that ends right behind a word: there words are ``APART``."""
    if 0 <= left < len(text.words) - 1 and text.kinds[text.words[left, END]] in (NEWLINE, RETURN):
        return APART
    return gap(text, left)


@kernel
def _several(text: Text, left: int) -> int:
    """As :func:`gap`, for two characters and more."""
    start, end = text.words[left, END], text.words[left + 1, START]
    commas, quotes = 0, 0
    for at in range(start, min(end, start + _WIDEST_WRAP)):
        kind = text.kinds[at]
        if kind in (NEWLINE, RETURN):
            return _wrapped(text, left)
        quotes += kind == QUOTE
        if kind in (COMMA, COLON):
            if at > start and text.kinds[at - 1] == HYPHEN:
                continue  # DL-,01
            commas += 1
            if at + 1 == end or text.kinds[at + 1] not in GLUES_BEHIND_COMMA:
                return APART
        elif kind != QUOTE and not _glues(kind):
            return APART
    if end - start > _WIDEST or commas + quotes > 1:
        return APART
    return COMMAED if commas else TIED


@kernel
def _one_sign(kind: int) -> int:
    if kind == SPACE:
        return SPACED
    return TIED if _glues(kind) else APART


@kernel
def _glues(kind: int) -> bool:
    return kind in GLUES


@kernel
def _wrapped(text: Text, left: int) -> int:
    """A line end inside a name: behind a hyphen, in a long line of words, in a quoted cell, before a deeper line."""
    start, end = text.words[left, END], text.words[left + 1, START]
    if end - start > _WIDEST_WRAP:
        return APART
    lines, indent = 0, 0
    for at in range(start, end):
        kind = text.kinds[at]
        if kind == NEWLINE:
            lines += 1
            indent = 0
        elif kind in (SPACE, TAB, GREATER, STAR, HASH):
            indent += 1
        elif kind not in (RETURN, SKIPPED) and not (kind == HYPHEN and at == start):
            return APART
    if lines > 1:
        return APART
    if text.kinds[start] == HYPHEN:
        return HYPHENATED if end - start <= 4 else APART
    return WRAPPED if _goes_on(text, left, indent) else APART


@kernel
def _goes_on(text: Text, place: int, indent: int) -> bool:
    """Whether a name may go on behind the line that ends with a word; rows of a list are no such lines."""
    end = text.words[place, END]
    at, spaces, quotes, marks, own = end - 1, 0, 0, 0, 0
    while at >= 0 and end - at <= LONGEST_LINE and text.kinds[at] != NEWLINE:
        if place >= 0 and at < text.words[place, END]:
            start, place = text.words[place, START], place - 1
            if text.words[place + 1, SIZE] == at + 1 - start:  # no signs inside
                at, own = start - 1, 0
                continue
        kind = text.kinds[at]
        at -= 1
        if UPPER <= kind <= WIDE:
            own = 0
            continue
        spaces += kind == SPACE
        quotes += kind == QUOTE
        marks += kind in (TAB, BAR, SEMICOLON)
        own = own + 1 if kind in (SPACE, TAB, STAR, HYPHEN) else 0
    if quotes % 2:
        return True
    if indent >= 2 and indent > own and not marks:
        return True
    return end - 1 - at >= LONG_LINE and spaces >= LINE_WORDS and not marks and not quotes


@kernel
def cell_border(text: Text, left: int) -> bool:
    """Whether one border of a table's cells, and at most spaces and quotes around it, stands between two words."""
    start, end = text.words[left, END], text.words[left + 1, START]
    borders = 0
    for at in range(start, min(end, start + _WIDEST_WRAP)):
        kind = text.kinds[at]
        if kind in BORDERS:
            borders += 1
        elif kind not in (SPACE, QUOTE):
            return False
    return borders == 1 and end - start <= _WIDEST_WRAP


@kernel
def beside(text: Text, left: int) -> bool:
    """Whether one space and nothing else stands between two words, where :func:`gap` says ``SPACED``."""
    if left < 0 or left + 1 >= len(text.words):
        return False
    start = text.words[left, END]
    return text.words[left + 1, START] == start + 1 and text.kinds[start] == SPACE


@kernel
def spaced(text: Text, left: int) -> bool:
    """As :func:`beside`, with an underscore or a hyphen as well."""
    if left < 0 or left + 1 >= len(text.words):
        return False
    start = text.words[left, END]
    return text.words[left + 1, START] == start + 1 and text.kinds[start] in (SPACE, UNDERSCORE, HYPHEN)
