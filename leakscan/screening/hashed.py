"""Hashes of e-mails in place of the addresses, in hexadecimal or base64."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from leakscan.model import Match, MatchKind
from leakscan.screening.chars import DIGIT, GLUE, HYPHEN, SLASH, UNDERSCORE, UPPER, fold
from leakscan.screening.text import END, SIZE, START

if TYPE_CHECKING:
    from leakscan.screening.identifiers import Identifiers
    from leakscan.screening.text import Text

_HEX = re.compile("[0-9a-f]+")
_SIZES = {32: 16, 40: 20, 64: 32}
# By the length of what stands before the equals signs.
_BASE64 = {22: 2, 27: 1, 43: 1}
_TAIL = re.compile(r"[A-Za-z0-9+/_-]{22,43}$")
_LONGEST = 43
_HEAD = 8


def find_hashed(text: str, words: Text, identifiers: Identifiers) -> Iterator[Match]:
    """Hashes of e-mails of entries, as written in the watchlist or in lower case."""
    if not identifiers.emails:
        return
    for start, end, digest in (*_hexadecimal(text, words, identifiers), *_base64(text, words)):
        if (known := identifiers.digests.find(digest)) is None:
            continue
        mail, algorithm = known
        for watchlist, entry in identifiers.emails[mail.casefold()]:
            rule = f"{algorithm} of the e-mail"
            yield Match(watchlist, entry, MatchKind.HASHED, text[start:end], start, end, 1.0, mail, rule)


def _hexadecimal(text: str, words: Text, identifiers: Identifiers) -> Iterator[tuple[int, int, bytes]]:
    """Words of hexadecimal digits, as long as a digest, that begin as one does."""
    import numpy as np

    long = np.flatnonzero(words.words[:, SIZE] >= min(_SIZES))
    table = words.words[long]
    table = table[np.isin(table[:, SIZE], list(_SIZES)) & (table[:, END] - table[:, START] == table[:, SIZE])]
    if not len(table):
        return
    letters = words.low[table[:, START, None] + np.arange(2 * _HEAD)].astype(np.int16)
    halves = np.where(letters <= ord("9"), letters - ord("0"), letters - ord("a") + 10)
    plain = ((halves >= 0) & (halves < 16)).all(axis=1)
    heads = np.ascontiguousarray((halves[:, ::2] << 4 | halves[:, 1::2]).astype(np.uint8)).view("<u8")[:, 0]
    for start, end in table[plain & identifiers.digests.may_be(heads), START : END + 1].tolist():
        word = fold(text[start:end])
        if _HEX.fullmatch(word):
            yield start, end, bytes.fromhex(word)


def _base64(text: str, words: Text) -> Iterator[tuple[int, int, bytes]]:
    """What is written in base64 before equals signs, as long as a digest."""
    done = 0
    for end in _ends_of_base64(words):
        if end < done or text[end] != "=":
            continue
        signs = 2 if text.startswith("==", end) else 1
        done = end + signs
        written = _TAIL.search(text, max(0, end - _LONGEST - 1), end)
        if written and _BASE64.get(len(written[0])) == signs and not _mixed(written[0]):
            plain = written[0].replace("-", "+").replace("_", "/")
            yield written.start(), done, base64.b64decode(plain + "=" * signs)


def _ends_of_base64(words: Text) -> list[int]:
    """Equals signs that signs of base64 stand before, as far as a glance tells."""
    import numpy as np

    known = np.zeros(256, np.bool_)
    known[[*range(UPPER, DIGIT + 1), GLUE, SLASH, HYPHEN, UNDERSCORE]] = True
    ends = np.flatnonzero(words.low == ord("="))
    ends = ends[ends >= min(_BASE64)]
    for back in (1, 6, 12, min(_BASE64)):
        ends = ends[known[words.kinds[ends - back]]]
    places: list[int] = ends.tolist()
    return places


def _mixed(written: str) -> bool:
    """Whether letters of both alphabets of base64 stand in it."""
    return bool({"-", "_"} & set(written)) and bool({"+", "/"} & set(written))
