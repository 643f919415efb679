"""The one place where hostile text is made safe for a terminal; everything printed passes through here.

Terminals obey escape sequences (ESC, C1, OSC), and bidi or zero-width characters hide what a line says, so each
such character is shown as its code (``\\x1b``, ``\\u202e``) instead of being sent.
"""

from __future__ import annotations

import re

# C0 (but tab and newline), DEL, C1, lone surrogates; bidi controls, zero-width and other invisible format characters.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def _code(match: re.Match[str]) -> str:
    number = ord(match[0])
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def printable(text: str) -> str:
    """The text with every control, bidi and invisible character shown as its code; tab and newline stay."""
    return _UNSAFE.sub(_code, text)


def one_line(text: str) -> str:
    """The text made printable on one line: tabs and line ends become single spaces."""
    return " ".join(printable(text).split())
