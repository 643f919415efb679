"""Data in a page's scripts: what the browser makes the table of that a reader sees, and what it hides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leakscan.extract.formats.json import unescape

_JSON = frozenset({"application/json", "application/ld+json"})
_STRING = r"\"(?:[^\"\\\n]++|\\.)*+\"|'(?:[^'\\\n]++|\\.)*+'"
_DATA = re.compile(rf"[=(]\s{{0,9}}+([\[{{](?:{_STRING}|[^\"'`=;()]++)*+)", re.DOTALL)
"""An array or object of no calls and no code, which is given to something."""
_STRINGS = re.compile(_STRING, re.DOTALL)
_FEWEST, _SHORTEST = 5, 100
"""Strings and characters of data that may hold a list."""


def data_of(kind: str, said: str) -> Iterator[str]:
    """What a script of such a type holds of data, each on one line."""
    if kind.lower() in _JSON:
        yield _on_a_line(said)
        return
    for found in _DATA.finditer(said):
        data = found[1][: max(map(found[1].rfind, "]}")) + 1]
        if len(data) >= _SHORTEST and len(_STRINGS.findall(data)) >= _FEWEST:
            yield _on_a_line(data)


def _on_a_line(said: str) -> str:
    return unescape(" ".join(said.split()))
