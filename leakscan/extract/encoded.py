"""Text in base64 on lines of its own, as pastes hide what they hold from a search: read as what it encodes.

Keys, certificates, pictures and hashes are base64, or look like it, too: only what encodes a text is replaced by it.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error

_FIRST = re.compile(r"[A-Za-z0-9+/]{60}")
_NEXT = re.compile(r"\n[A-Za-z0-9+/]{60}")
_SIGNS = r"[A-Za-z0-9+/]"
_BLOCK = re.compile(rf"^{_SIGNS}{{60,}}+(?:\r?\n{_SIGNS}{{60,}}+)*+(?:\r?\n{_SIGNS}++)?={{0,2}}[ \t\r]*$", re.MULTILINE)


def decoded(text: str) -> str:
    """The text, each block of lines that is base64 of UTF-8 text as that text."""
    if not (_FIRST.match(text) or _NEXT.search(text)):  # a third of the price of looking for a block
        return text
    return _BLOCK.sub(_meant, text)


def _meant(block: re.Match[str]) -> str:
    written = "".join(block[0].split())
    try:
        said = b64decode(written + "=" * (-len(written) % 4), validate=True).decode()
    except (Error, UnicodeDecodeError):
        return block[0]
    return said if _is_text(said) else block[0]


def _is_text(said: str) -> bool:
    """Whether all can be printed: of forty bytes that are drawn by chance one would not be."""
    return "".join(said.split()).isprintable()
