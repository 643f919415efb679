"""Names by their letters and digits alone, by which they are told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence


def different(cells: Sequence[str]) -> int:
    """How many cells say something and differ by their letters and digits."""
    joined = "\0".join(cells)
    if joined.isascii():
        bare = joined.encode().translate(_SMALL, _NO_WORD).split(b"\0")
        if len(bare) == len(cells):
            return len({*bare} - {b""})
    return len({*bared(cells)} - {""})


def bared(cells: Sequence[str]) -> Sequence[str]:
    """The cells by their letters and digits alone, in small letters, all at once."""
    joined = "\0".join(cells).casefold()
    if joined.count("\0") != len(cells) - 1:
        return [*map(_bare, cells)]
    if joined.isascii():
        return joined.encode().translate(None, _NO_WORD).decode().split("\0")
    # most of what parts words is of ASCII, and left out at once; of the other signs few are different
    written = joined.encode("utf-8", "surrogatepass").translate(None, _NO_WORD)
    worded = written.decode("utf-8", "surrogatepass")
    for sign in {*written.translate(None, _ASCII).decode("utf-8", "surrogatepass")}:
        if not sign.isalnum():
            worded = worded.replace(sign, "")
    return worded.split("\0")


_ASCII = bytes(range(128))
_SMALL = bytes(range(256)).lower()
_NO_WORD = bytes(sign for sign in range(1, 128) if not chr(sign).isalnum())


def _bare(cell: str) -> str:
    return _PLAIN.sub("", cell.casefold()).replace("\0", "")


_PLAIN = re.compile(r"(?:[^\w\0]|_)+")
"""What parts words, but for what parts cells that are joined."""
