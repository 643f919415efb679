"""Hashes of e-mails in place of the addresses, in hexadecimal or base64."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from leakscan.model import Match, MatchKind
from leakscan.screening.chars import fold
from leakscan.screening.text import END, START

if TYPE_CHECKING:
    from leakscan.screening.identifiers import Identifiers
    from leakscan.screening.signs import Signs
    from leakscan.screening.text import Text

_HEX = re.compile("[0-9a-f]+")
# By the length of what stands before the equals signs.
_BASE64 = {22: 2, 27: 1, 43: 1}
_TAIL = re.compile(r"[A-Za-z0-9+/_-]{22,43}$")
_LONGEST = 43


def find_hashed(text: str, words: Text, signs: Signs, identifiers: Identifiers) -> Iterator[Match]:
    """Hashes of e-mails of entries, as written in the watchlist or in lower case."""
    if not identifiers.emails:
        return
    for start, end, digest in (*_hexadecimal(text, words, signs), *_base64(text, signs)):
        if (known := identifiers.digests.find(digest)) is None:
            continue
        mail, algorithm = known
        for watchlist, entry in identifiers.emails[mail.casefold()]:
            rule = f"{algorithm} of the e-mail"
            yield Match(watchlist, entry, MatchKind.HASHED, text[start:end], start, end, 1.0, mail, rule)


def _hexadecimal(text: str, words: Text, signs: Signs) -> Iterator[tuple[int, int, bytes]]:
    """Words of hexadecimal digits that begin as a digest does."""
    for start, end in words.words[signs.digests, START : END + 1].tolist():
        word = fold(text[start:end])
        if _HEX.fullmatch(word):
            yield start, end, bytes.fromhex(word)


def _base64(text: str, signs: Signs) -> Iterator[tuple[int, int, bytes]]:
    """What is written in base64 before equals signs, as long as a digest."""
    done = 0
    for end in signs.equals.tolist():
        if end < done or text[end] != "=":
            continue
        padding = 2 if text.startswith("==", end) else 1
        done = end + padding
        written = _TAIL.search(text, max(0, end - _LONGEST - 1), end)
        if written and _BASE64.get(len(written[0])) == padding and not _mixed(written[0]):
            plain = written[0].replace("-", "+").replace("_", "/")
            yield written.start(), done, base64.b64decode(plain + "=" * padding)


def _mixed(written: str) -> bool:
    """Whether letters of both alphabets of base64 stand in it."""
    return bool({"-", "_"} & set(written)) and bool({"+", "/"} & set(written))
