"""What every character is: its kind, and the letter it stands for.

One character in, one character out, so that every place in what is read here is a place in the original. Letters
become their base letter in lower case, digits of any script 0-9, full-width and mathematical letters plain ones.
Apostrophes, combining marks, zero-width and bidi characters are skipped: they are no word boundary. The tables are
filled by pages of 256 characters when a text first has one of them.
"""

from __future__ import annotations

import sys
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakscan.screening.room import Room

SKIP = "\x01"
# Letters of a word: with case, without, digits; a wide letter (Chinese, kana) is a word of its own.
OTHER, UPPER, LOWER, CASELESS, DIGIT, WIDE, SKIPPED = range(7)
# What may stand between words.
SPACE, NEWLINE, RETURN, TAB, COMMA, DOT, SEMICOLON, COLON, BAR, QUOTE, HYPHEN, UNDERSCORE, SLASH, GLUE = range(7, 21)
OPEN, CLOSE, STAR, LESS, GREATER, HASH, AT, BACKSLASH, EQUALS, DOLLAR, BRACE, EXCLAMATION = range(21, 33)
KINDS = 33
_SIGNS = {
    sign: kind
    for kind, signs in (
        (SPACE, " "),
        (NEWLINE, "\n\x85\u2028\u2029"),
        (RETURN, "\r"),
        (TAB, "\t"),
        (COMMA, ",、،"),
        (DOT, ".。…"),
        (SEMICOLON, ";؛"),
        (COLON, ":"),
        (BAR, "|│¦"),
        (QUOTE, '"“”„«»「」'),
        (HYPHEN, "-–"),
        (UNDERSCORE, "_"),
        (SLASH, "/"),
        (GLUE, "&+%・·€™℠®©"),
        (OPEN, "(["),
        (CLOSE, ")]"),
        (STAR, "*•"),
        (LESS, "<"),
        (GREATER, ">"),
        (HASH, "#"),
        (AT, "@"),
        (BACKSLASH, "\\"),
        (EQUALS, "="),
        (DOLLAR, "$"),
        (BRACE, "{}"),
        (EXCLAMATION, "!?"),
    )
    for sign in signs
}
_APOSTROPHES = frozenset("'’‘`´ʼʹ′＇ʻ\u0640")  # the last is the Arabic tatweel, which only stretches a word
_MARKS = frozenset("™℠®©")  # which decompose to letters that belong to no word
# Letters that have no decomposition, by the letter they are written for where it is missing; Arabic and Hebrew ones
# that are written for each other, and the forms that letters have at the end of a word.
_PLAIN = dict(zip("øłđðæœßıŋħŧəĸґ", "olddaosinhtekг", strict=True)) | {"þ": "p", "ﬁ": "f", "ﬂ": "f"}
_PLAIN |= dict(zip("ةىیکٱ" + "ךםןףץ", "هيي" + "كا" + "כמנפצ", strict=True))
_WIDE = ((0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
_CODES = 0x110000
# Shorter texts are folded sooner character by character.
_WORTH_A_TABLE = 200
_UTF_32 = f"utf-32-{sys.byteorder[0]}e"


# Signs that stand for letters between two of them (Micro$oft, M!ning), and for nothing else there.
SIGNS = (ord("$"), ord("!"))


# One number says all of a character: the code it is folded to, its kind, whether it is of a word, alone a word or a
# digit, whether its page is filled in, whether it is a sign of disguised identifiers.
FOLD_BITS, SORT_BITS = 21, 6
WORD_BIT, WIDE_BIT, DIGIT_BIT, FILLED, TELLING_BIT = (1 << FOLD_BITS + SORT_BITS + n for n in range(5))


class Tables(NamedTuple):
    """By code point: the kind of a character, the code it is folded to, and both with what follows from them."""

    kinds: NDArray[np.uint8]
    folds: NDArray[np.uint32]
    packed: NDArray[np.uint32]


@lru_cache(maxsize=1 << 16)
def fold_char(char: str) -> str:
    """The one character that a character stands for."""
    category = unicodedata.category(char)
    if char in _APOSTROPHES or category in {"Mn", "Me", "Cf"}:
        return SKIP
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category in {"Cs", "Zs"}:
        return " "
    if char in _MARKS or "가" <= char <= "힣":  # NFKD takes Hangul apart, and the first jamo alone would say too little
        return char
    base = unicodedata.normalize("NFKD", char.casefold())[:1].casefold()[:1] or char
    return _PLAIN.get(base, base)


def kind_of(char: str) -> int:
    """The kind of a character."""
    folded = fold_char(char)
    if folded == SKIP:
        return SKIPPED
    if folded.isdigit():
        return DIGIT
    if any(first <= ord(folded) <= last for first, last in _WIDE):
        return WIDE if folded.isalnum() else _SIGNS.get(folded, OTHER)
    if folded.isalnum():
        upper = char.isupper() or char.istitle()
        return UPPER if upper else LOWER if char.islower() else CASELESS
    if folded in _SIGNS:
        return _SIGNS[folded]
    return HYPHEN if unicodedata.category(char) == "Pd" else GLUE if "\x80" <= char <= "\xbf" else OTHER


def is_wide(word: str) -> bool:
    """Whether a word is of letters each of which is a word of its own."""
    return bool(word) and all(kind_of(char) == WIDE for char in word)


@cache
def _empty() -> tuple[Tables, NDArray[np.bool_]]:
    import numpy as np

    tables = np.zeros(_CODES, np.uint8), np.zeros(_CODES, np.uint32), np.zeros(_CODES, np.uint32)
    return Tables(*tables), np.zeros(_CODES >> 8, np.bool_)


def fill_page(page: int) -> None:
    """Fill in one page of 256 characters."""
    whole, filled = _empty()
    first, last = page << 8, (page + 1) << 8
    chars = [chr(code) for code in range(first, last)]
    whole.kinds[first:last] = [kind_of(char) for char in chars]
    whole.folds[first:last] = [ord(fold_char(char)) for char in chars]
    whole.packed[first:last] = [
        int(fold) | int(kind) << FOLD_BITS | _word_bits(int(kind)) | _telling_bit(int(fold), int(kind)) | FILLED
        for fold, kind in zip(whole.folds[first:last], whole.kinds[first:last], strict=True)
    ]
    filled[page] = True


def _word_bits(kind: int) -> int:
    return WORD_BIT * (UPPER <= kind <= DIGIT) | WIDE_BIT * (kind == WIDE) | DIGIT_BIT * (kind == DIGIT)


def _telling_bit(fold: int, kind: int) -> int:
    """Stars and hash signs mask, equals signs end base64, per cent and hash signs stand before a code."""
    return TELLING_BIT * (kind in {STAR, EQUALS, HASH} or (kind == GLUE and chr(fold & 0xFF) in "%#"))


def tables(codes: NDArray[np.uint32] | None = None) -> Tables:
    """The tables, filled in at least for the first 256 characters and for the codes given."""
    import numpy as np

    whole, filled = _empty()
    if not filled[0]:
        fill_page(0)
    if codes is not None and len(codes):
        used = np.bincount(codes >> 8) > 0
        for page in np.flatnonzero(used & ~filled[: len(used)]).tolist():
            fill_page(page)
    return whole


@cache
def _ascii() -> bytes:
    return bytes(ord(fold_char(chr(code))) for code in range(128)) + bytes(128)


def fold(text: str) -> str:
    """The text of the same length with every character folded; lone surrogates become spaces."""
    if text.isascii():
        return text.encode("ascii").translate(_ascii()).decode("ascii")
    if len(text) < _WORTH_A_TABLE:
        return "".join(map(fold_char, text))
    codes = _wide_codes(text)
    return tables(codes).folds[codes].tobytes().decode(_UTF_32)


def codes_of(text: str, room: Room | None = None) -> NDArray[np.uint8] | NDArray[np.uint32]:
    """The code points of a text: bytes where it is ASCII, else four bytes each, which may lie in a room."""
    import numpy as np

    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    return _wide_codes(text, room)


def _wide_codes(text: str, room: Room | None = None) -> NDArray[np.uint32]:
    """The code points of a text, four bytes each."""
    import numpy as np

    size = len(text)
    codes: NDArray[np.uint32] = room.arrays("codes", (size, np.uint32))[0] if room else np.empty(size, np.uint32)
    codes.view(f"U{size}")[0] = text  # as it is, a sixth of the time of encoding it
    codes.flags.writeable = False
    return codes
