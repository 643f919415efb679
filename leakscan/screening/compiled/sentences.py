"""The sentences of edits of many forms, written letter by letter as one text that is then parted."""

from __future__ import annotations

from typing import Any

import numpy as np

from leakscan.screening.book import COMMA_FORM
from leakscan.screening.chars import SKIP, codes_of, tables
from leakscan.screening.compiled.compiler import compiled
from leakscan.screening.kernels import kernel
from leakscan.screening.phrases import Phrases
from leakscan.screening.room import Room
from leakscan.screening.tables import frozen
from leakscan.screening.text import END, START, Text
from leakscan.screening.walk import (
    BORDER,
    BRIDGED,
    BRIDGES,
    COMMA,
    FORM,
    LEGAL_ODD,
    LEGAL_WORDS,
    LOOKS,
    OWN_EDITS,
    SHARED_EDITS,
    SPLITS,
)

# So many sentences are written before they are parted: what they take stays near the processor.
_PART, _LETTERS = 1024, 1 << 16
# It is in no folded word.
_BEHIND, _DOT, _SPACE = ord(SKIP), ord("."), ord(" ")


@kernel
def _put(phrases: Phrases, phrase: int, out: Any, at: int) -> int:
    """Write a phrase if there is room for it: where it ends."""
    first = phrases.begins[phrase]
    size = phrases.begins[phrase + 1] - first
    if at + size <= len(out):
        for n in range(size):
            out[at + n] = phrases.codes[first + n]
    return at + size


@kernel
def _put_word(letters: Any, words: Any, place: int, out: Any, at: int) -> int:
    """Write a word of the text as it is compared (:func:`leakscan.screening.text.spelt`): where it ends."""
    low, codes, folds = letters
    for n in range(words[place, START], words[place, END]):
        letter = folds[codes[n]] if len(codes) else np.uint32(low[n])
        if letter not in (_BEHIND, _DOT, _SPACE):
            if at < len(out):
                out[at] = letter
            at += 1
    return at


@kernel
def _put_rest(phrases: Phrases, laid: Any, flags: Any, legal: Any, out: Any, at: int) -> int:
    """Write what else was met, or is missing, behind the words of a form: where it ends."""
    form = laid[FORM]
    for n, field in enumerate((LOOKS, SPLITS, LEGAL_ODD)):
        if laid[field] > 0:
            at = _put(phrases, phrases.met + n, out, at)
    if laid[LEGAL_WORDS] == 0 and legal[form] >= 0:
        at = _put(phrases, phrases.legal + legal[form], out, at)
    if laid[COMMA] > 0 and flags[form] & COMMA_FORM:
        at = _put(phrases, phrases.met + 3, out, at)
    if laid[BORDER] > 0:
        at = _put(phrases, phrases.met + 4, out, at)
    return at


def write_edits(letters: Any, words: Any, laid: Any, wanted: Any, phrases: Phrases, forms: Any, out: Any) -> int:
    """Write the sentences of laid forms one behind the other, as far as there is room: how many letters they have.

    Those of forms without edits, which many have in common, are empty.
    ``wanted`` are the spellings that stand for their garbled words, by row and word; ``forms`` have the rule, the legal
    form and the flags of each form.
    """
    rules, legal, flags = forms
    at = 0
    for row in range(len(laid)):
        if laid[row, BRIDGES]:
            at = _put(phrases, phrases.rules + rules[laid[row, FORM]], out, at)
            at = _put(phrases, phrases.edits + laid[row, OWN_EDITS] + laid[row, SHARED_EDITS], out, at)
            for n in range(laid[row, BRIDGES]):
                at = _put(phrases, phrases.comma, out, at) if n else at
                at = _put_word(letters, words, laid[row, BRIDGED + 2 * n], out, at)
                at = _put(phrases, phrases.arrow, out, at)
                at = _put(phrases, wanted[row, n], out, at)
            at = _put_rest(phrases, laid[row], flags, legal, out, at)
        if at < len(out):
            out[at] = _BEHIND
        at += 1
    return at


def run_edits(
    text: str, words: Text, laid: Any, wanted: Any, phrases: Phrases, forms: tuple[Any, Any, Any], room: Room
) -> list[str]:
    """The sentences of laid forms, empty ones of those without edits."""
    codes = frozen(np.empty(0, np.uint32)) if text.isascii() else codes_of(text, room)
    letters = words.low, codes, tables().folds
    told: list[str] = []
    for first in range(0, len(laid), _PART):
        rows = slice(first, first + _PART)
        told += _part((letters, words.words, laid[rows], wanted[rows], phrases, forms), room)
    return told


def _part(given: tuple[Any, ...], room: Room) -> list[str]:
    """The sentences of some forms; if there is more to write than there is room for, more is made once."""
    size = _LETTERS
    while True:
        (out,) = room.arrays("sentences", (size, np.uint32))
        size = compiled(write_edits)(*given, out)
        if size <= len(out):
            told: str = out[:size].view(f"U{size}").item()
            return told.split(SKIP)[:-1]
