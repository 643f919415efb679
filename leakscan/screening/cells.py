"""Where on its line a name stands: alone in a cell, first in a sentence; and how it is written."""

from __future__ import annotations

from leakscan.screening.chars import (
    AT,
    BACKSLASH,
    BAR,
    BRACE,
    CASELESS,
    CLOSE,
    COLON,
    COMMA,
    DIGIT,
    DOLLAR,
    DOT,
    EQUALS,
    EXCLAMATION,
    GLUE,
    GREATER,
    HASH,
    HYPHEN,
    LESS,
    LOWER,
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
from leakscan.screening.text import END, START, Text

WINDOW = 24
# What may stand between a cell's border and its text, and what is such a border; before it and behind it.
PADS_BEFORE = (SPACE, STAR, HASH, HYPHEN, GLUE, DIGIT, DOT, OPEN, CLOSE)
PADS_BEHIND = (SPACE, QUOTE, SKIPPED, DOT, CLOSE, STAR)
BEGINS = (NEWLINE, RETURN, TAB, BAR, SEMICOLON, GREATER)
ENDS = (NEWLINE, RETURN, TAB, BAR, SEMICOLON, LESS, BRACE)
# Signs that tie words together in a path, a host or a variable's name.
TIES = (UNDERSCORE, HYPHEN, SLASH, DOT, AT, BACKSLASH, EQUALS, HASH, DOLLAR)


@kernel
def kind_at(text: Text, at: int) -> int:
    """The kind of a character; a line end before the first and behind the last."""
    return text.kinds[at] if 0 <= at < len(text.kinds) else NEWLINE


@kernel
def is_upper(text: Text, place: int) -> bool:
    """Whether a word begins with a capital."""
    return text.kinds[text.words[place, START]] == UPPER


@kernel
def is_lower(text: Text, place: int) -> bool:
    """Whether a word begins with a small letter."""
    return text.kinds[text.words[place, START]] == LOWER


@kernel
def all_upper(text: Text, place: int) -> bool:
    """Whether a word is written in capitals."""
    for at in range(text.words[place, START], text.words[place, END]):
        if text.kinds[at] in (LOWER, CASELESS, DIGIT):
            return False
    return True


@kernel
def borders_before(text: Text, start: int) -> bool:
    """Whether a cell's border stands right before."""
    return kind_at(text, start - 1) in (NEWLINE, TAB, SEMICOLON, BAR, COMMA)


@kernel
def borders_behind(text: Text, end: int) -> bool:
    """Whether a cell's border stands right behind; a comma with a space behind it is prose."""
    kind = kind_at(text, end)
    if kind == COMMA:
        return end + 1 >= len(text.kinds) or text.kinds[end + 1] != SPACE
    return kind in (NEWLINE, TAB, SEMICOLON, BAR)


@kernel
def fills_cell(text: Text, first: int, last: int) -> bool:
    """Whether nothing else stands in the line or cell of words ``first`` to ``last``."""
    return opens(text, text.words[first, START]) and closes(text, text.words[last, END])


@kernel
def opens(text: Text, start: int) -> bool:
    """Whether nothing but a cell's border stands before."""
    at, quoted, plain = start - 1, False, True
    while start - at <= WINDOW:
        kind = kind_at(text, at)
        if kind in (QUOTE, SKIPPED):
            quoted = True
        elif kind in PADS_BEFORE:
            plain = plain and (kind == SPACE or (kind == OPEN and not quoted))
        else:
            break
        at -= 1
    kind = kind_at(text, at)
    if kind in BEGINS:
        return start - at <= WINDOW
    if kind == COMMA:
        return start - at == 1 or (quoted and plain)
    return kind in (COLON, EQUALS, BRACE) and plain and start - at > 1


@kernel
def closes(text: Text, end: int) -> bool:
    """Whether nothing but a cell's border follows."""
    at = end
    while at - end < WINDOW and kind_at(text, at) in PADS_BEHIND:
        at += 1
    kind = kind_at(text, at)
    if kind in ENDS:
        return True
    behind = at + 1
    while kind_at(text, behind) == SPACE:
        behind += 1
    following = kind_at(text, behind)
    if kind == COMMA:
        return behind == at + 1 or following in (DIGIT, QUOTE, SKIPPED)
    if kind == OPEN:
        return following == DIGIT
    return kind in (HYPHEN, COLON) and at > end and behind > at + 1 and following == DIGIT


@kernel
def opens_sentence(text: Text, first: int) -> bool:
    """Whether the word is the first of a sentence, where a capital says nothing."""
    at = text.words[first, START] - 1
    while kind_at(text, at) in (SPACE, TAB, RETURN):
        at -= 1
    if at < 0 or text.kinds[at] == NEWLINE:
        return True
    while kind_at(text, at) in (QUOTE, CLOSE, SKIPPED):
        at -= 1
    return kind_at(text, at) in (DOT, EXCLAMATION, COLON, NEWLINE)


@kernel
def is_glued(text: Text, first: int, last: int) -> bool:
    """Whether the words are part of a longer written one, as in a path, a host or a variable's name."""
    start, end = text.words[first, START], text.words[last, END]
    before = start > 1 and text.kinds[start - 1] in TIES and UPPER <= text.kinds[start - 2] <= WIDE
    behind = end + 1 < len(text.kinds) and text.kinds[end] in TIES and UPPER <= text.kinds[end + 1] <= WIDE
    return before or behind
