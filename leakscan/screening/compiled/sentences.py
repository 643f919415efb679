"""The sentences of many laid forms, written letter by letter as one text that is then parted."""

from __future__ import annotations

from typing import Any

import numpy as np

from leakscan.screening.book import COMMA_FORM
from leakscan.screening.chars import LOWER, SKIP, codes_of, tables
from leakscan.screening.compiled.compiler import compiled
from leakscan.screening.kernels import kernel
from leakscan.screening.osa import edits
from leakscan.screening.phrases import Phrases
from leakscan.screening.room import Room
from leakscan.screening.tables import frozen
from leakscan.screening.text import COLUMNS, END, START, Text
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
# What parts them is in no folded word.
_BEHIND, _DOT, _SPACE = ord(SKIP), ord("."), ord(" ")
# Differences and signs, by their number.
_LOOKS, _SPLITS, _ODD, _TURNED, _CELLS = range(5)
_BETWEEN_PARTS, _BETWEEN_WORDS, _STANDS_FOR = range(3)


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
def _put_part(phrases: Phrases, phrase: int, out: Any, at: int, begin: int) -> int:
    """Write a phrase, unless it says nothing, as the next part of the sentence begun at a place: where it ends."""
    if phrases.begins[phrase] == phrases.begins[phrase + 1]:
        return at
    if at > begin:
        at = _put(phrases, phrases.signs + _BETWEEN_PARTS, out, at)
    return _put(phrases, phrase, out, at)


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
def _spelling(phrases: Phrases, wanted: int, written: Text, first: int, last: int) -> int:
    """The phrase for a wanted word: of its spellings the first that is nearest to the word just written."""
    nearest, least = wanted, 0
    if last <= len(written.low):
        written.words[0, START], written.words[0, END] = first, last
        for n in range(phrases.spellings[wanted, 0], phrases.spellings[wanted, 1]):
            made = edits(written, 0, phrases.codes, phrases.begins[n], phrases.begins[n + 1] - phrases.begins[n])
            if nearest == wanted or made < least:
                nearest, least = n, made
    return nearest


@kernel
def _put_edits(letters: Any, words: Any, laid: Any, phrases: Phrases, written: Text, at: int, begin: int) -> int:
    """Write how many edits a form has, and which words stand for which: where that ends."""
    out = written.low
    at = _put_part(phrases, phrases.edits + laid[OWN_EDITS] + laid[SHARED_EDITS], out, at, begin)
    for n in range(laid[BRIDGES]):
        first = _put(phrases, phrases.signs + _BETWEEN_WORDS, out, at) if n else at
        last = _put_word(letters, words, laid[BRIDGED + 2 * n], out, first)
        wanted = _spelling(phrases, laid[BRIDGED + 2 * n + 1], written, first, last)
        at = _put(phrases, wanted, out, _put(phrases, phrases.signs + _STANDS_FOR, out, last))
    return at


@kernel
def _put_rest(phrases: Phrases, laid: Any, legal: int, turned: bool, out: Any, at: int, begin: int) -> int:
    """Write what else was met or is missing: where that ends."""
    if laid[LOOKS]:
        at = _put_part(phrases, phrases.met + _LOOKS, out, at, begin)
    if laid[SPLITS]:
        at = _put_part(phrases, phrases.met + _SPLITS, out, at, begin)
    if laid[LEGAL_ODD]:
        at = _put_part(phrases, phrases.met + _ODD, out, at, begin)
    if not laid[LEGAL_WORDS]:
        at = _put_part(phrases, phrases.legal + legal, out, at, begin)
    if turned:
        at = _put_part(phrases, phrases.met + _TURNED, out, at, begin)
    if laid[BORDER]:
        at = _put_part(phrases, phrases.met + _CELLS, out, at, begin)
    return at


def write_sentences(letters: Any, words: Any, laid: Any, phrases: Phrases, forms: Any, written: Text) -> int:
    """Write the sentences of laid forms one behind the other, as far as there is room: how many letters they have.

    ``forms`` have the rule, the legal form and the flags of each form. ``written`` is a text of one word, which is any
    of those that are written to it.
    """
    rules, legal, flags = forms
    at, out = 0, written.low
    for row in range(len(laid)):
        form, begin = laid[row, FORM], at
        at = _put_part(phrases, phrases.rules + rules[form], out, at, begin)
        if laid[row, BRIDGES]:
            at = _put_edits(letters, words, laid[row], phrases, written, at, begin)
        turned = laid[row, COMMA] != 0 and flags[form] & COMMA_FORM != 0
        at = _put_rest(phrases, laid[row], legal[form], turned, out, at, begin)
        if at < len(out):
            out[at] = _BEHIND
        at += 1
    return at


def run_sentences(text: str, words: Text, laid: Any, phrases: Phrases, forms: Any, room: Room) -> list[str]:
    """The sentences of laid forms."""
    codes = frozen(np.empty(0, np.uint32)) if text.isascii() else codes_of(text, room)
    letters = words.low, codes, tables().folds
    told: list[str] = []
    for first in range(0, len(laid), _PART):
        told += _part((letters, words.words, laid[first : first + _PART], phrases, forms), room)
    return told


def _part(given: tuple[Any, ...], room: Room) -> list[str]:
    """Some sentences; if there is more to write than there is room for, more is made."""
    size = _LETTERS
    while True:
        out, kinds, word, hashes = room.arrays(
            "sentences", (size, np.uint32), (size, np.uint8), (COLUMNS, np.int32), (0, np.uint64)
        )
        kinds[:] = LOWER
        size = compiled(write_sentences)(*given, Text(kinds, out, word.reshape(1, COLUMNS), hashes))
        if size <= len(out):
            told: str = out[:size].view(f"U{size}").item()
            return told.split(SKIP)[:-1]
