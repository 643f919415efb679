r"""JSON whose strings hold JSON, with that as a part of it: the payloads of logs and queues.

``{"a": "[{\"b\": 1}]"}`` becomes ``{"a": [{"b": 1}]}``, whose rows are found; a string of anything else is kept.
"""

from __future__ import annotations

import re

_BLANK = r"(?:\s|\\[nrt]){0,99}+"
_NESTED = re.compile(rf'"([\[{{]{_BLANK}[\[{{]?{_BLANK}\\"(?:[^"\\]++|\\.)*+)"', re.DOTALL)
_ESCAPE = re.compile(r'\\(["\\/nrt])')
_BLANKS = {"n": "\n", "r": "\r", "t": "\t"}


def unnested(text: str) -> str:
    """The text, each string that begins and ends as an object or an array does without its quotes and escapes."""
    return _NESTED.sub(_part, text) if "\\" in text and '\\"' in text else text


def _part(string: re.Match[str]) -> str:
    said = string[1]
    if said[-1] not in "]}":
        return string[0]
    return unnested(_ESCAPE.sub(lambda escape: _BLANKS.get(escape[1], escape[1]), said))
