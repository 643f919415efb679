"""One character in, one character out: letters without case, accents and disguise, at the place they had.

``fold(text)[i]`` stands for ``text[i]``, so every offset found in folded text is an offset of the original.
Letters become their base letter in lower case, digits of any script 0-9, full-width and mathematical letters
plain ones. Apostrophes, combining marks, zero-width and bidi characters become :data:`SKIP`, which is no word
boundary. Other characters stay, so that separators can still be told apart.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SKIP = "\x01"
_APOSTROPHES = frozenset("'’‘`´ʼʹ′＇ʻ")
_BMP = 0x10000
# Letters that have no decomposition, by the letter they are written for where it is missing.
_PLAIN = dict(zip("øłđðþæœßıŋħŧəĸ", "oldddaosinhtek", strict=True)) | {"þ": "p", "ﬁ": "f", "ﬂ": "f"}


def _fold_one(char: str) -> str:
    if char in _APOSTROPHES:
        return SKIP
    category = unicodedata.category(char)
    if category in {"Mn", "Me", "Cf"}:
        return SKIP
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category == "Cs":
        return " "
    base = unicodedata.normalize("NFKD", char.casefold())[:1].casefold()[:1] or char
    if category.startswith("Z"):
        return " "
    return _PLAIN.get(base, base)


def _recompose(char: str) -> str:
    # NFKD takes Hangul syllables apart; the first jamo alone would say too little.
    return char if "가" <= char <= "힣" else _fold_one(char)


@cache
def _table() -> NDArray[np.uint32]:
    import numpy as np

    return np.fromiter((ord(_recompose(chr(code))) for code in range(_BMP)), np.uint32, _BMP)


@cache
def _ascii() -> bytes:
    return bytes(ord(_fold_one(chr(code))) for code in range(128)) + bytes(128)


def fold(text: str) -> str:
    """The text of the same length with every character folded (see the module).

    Args:
        text: any text; lone surrogates become spaces.

    Returns:
        A text of exactly ``len(text)`` characters.
    """
    if text.isascii():
        return text.encode("ascii").translate(_ascii()).decode("ascii")
    codes = fold_codes(text)
    return codes.tobytes().decode("ascii" if codes.itemsize == 1 else "utf-32-le")


def fold_codes(text: str) -> NDArray[np.uint8] | NDArray[np.uint32]:
    """As :func:`fold`, as code points: bytes where the text is ASCII, else four bytes each (little endian)."""
    import numpy as np

    if text.isascii():
        return np.frombuffer(text.encode("ascii").translate(_ascii()), np.uint8)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    folded: NDArray[np.uint32] = _table()[np.minimum(codes, _BMP - 1)]
    for place in np.flatnonzero(codes >= _BMP).tolist():
        folded[place] = ord(_beyond(int(codes[place])))
    return folded


@cache
def _beyond(code: int) -> str:
    return _fold_one(chr(code))
