"""JSON of which each object is like the first, or an array of strings: read by its quotation marks, all at once.

Nothing is found here that would not be found sign by sign, in the same rows and cells; whatever is in the least uneven
is left to that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._page import Page
from leakscan.block import Block

if TYPE_CHECKING:
    from leakscan.assessment.blocks._grid import Ints

_FEWEST_OBJECTS, _FEWEST_STRINGS, _FEWEST_QUOTES = 2, 3, 6
_MOST_KEYS = 60
_DENSE = 0.6
"""Share of the stretch that an array spans which its strings must fill."""
_NAMED = "(key)"
"""The heading of what objects are named by; one with such a key is not for here."""
_COMMA, _COLON = re.compile(r"\s*,\s*"), re.compile(r"\s*:\s*")
_BOUND = re.compile(r"\s*\}\s*,?\s*\{\s*")
"""What stands between two objects."""
_WORD = r"(?!=>)[^\s{}\[\]:,\"\\\0]++"
_BEHIND_KEY = re.compile(rf"\s*:\s*({_WORD})\s*(?:,\s*|(\}}\s*,?\s*\{{\s*))")
"""A number or word, then the comma before the next key or the bounds of the next object."""
_BRACKET, _KEYED = re.compile(r"[{}\[\]]"), re.compile(r":|=>")


def even_json(page: Page) -> list[Block]:
    """The objects of a text, or its array of strings, where no other brackets stand in it."""
    text = page.text
    opened = "{" if "{" in text else "["
    if opened not in text or (quotes := text.count('"')) < _FEWEST_QUOTES or text.count("'") > quotes:
        return []
    low, high = text.find(opened), text.rfind("}" if opened == "{" else "]") + 1
    if opened == "{" and text.find("{", low + 1, text.find("}", low)) >= 0:
        return []  # an object in an object
    if text.find('\\"', low, high) >= 0 or not _alone(page, low, high):
        return []
    pieces = text[low:high].split('"')
    if len(pieces) <= _FEWEST_QUOTES or len(pieces) % 2 == 0:
        return []
    return (_objects if opened == "{" else _strings)(text, low, pieces)


def _alone(page: Page, low: int, high: int) -> bool:
    """Whether around a stretch nothing stands that is of JSON too, but for the array that the objects are in."""
    text = page.text
    before, after = text[:low].rstrip(), text[high:].lstrip()
    if text[low] == "{" and before[-1:] == "[" and after[:1] == "]":
        low, high = len(before) - 1, text.find("]", high) + 1
        before, after = before[:-1], after[1:]
    elif text[low] == "{":
        if _KEYED.search(before):
            return False  # the first object may be the value of a key
        low, high = 0, len(text) + 1
    line = before[before.rfind("\n") + 1 :]
    quoted = '"' in line or "\\" in line  # a string may begin before the stretch
    return not (quoted or _BRACKET.search(before) or _BRACKET.search(after)) and page.holding(low, high)


def _strings(text: str, low: int, pieces: Sequence[str]) -> list[Block]:
    """The array whose strings commas part, nothing else."""
    first, *between, last = pieces[::2]
    strings = pieces[1::2]
    if len(strings) < _FEWEST_STRINGS or not (_same(between) and _COMMA.fullmatch(between[0])):
        return []
    if first.strip() != "[" or last.strip() != "]" or _broken(strings):
        return []
    starts, ends = _edges(low, pieces)
    starts, ends = starts[1::2] - 1, ends[1::2] + 1
    dense = (ends - starts).sum() >= _DENSE * (ends[-1] - starts[0])
    return [Block("json-strings", _grid.even(text, starts, ends, 1))] if dense else []


def _objects(text: str, low: int, pieces: list[str]) -> list[Block]:
    """The objects as rows, if each has the keys of the first and is written as that is."""
    width = next((at for at in range(2, len(pieces), 2) if "}" in pieces[at]), len(pieces))
    rows, rest = divmod(len(pieces) - 1, width)
    if rest or rows < _FEWEST_OBJECTS or pieces[0].strip() != "{":
        return []
    bound = pieces[width][pieces[width].index("}") + 1 :]
    pieces[-1] += bound  # so that the last object ends as the others do
    starts, ends = _edges(low, pieces)
    columns = _columns(pieces, starts, ends, width)
    if not (columns and any(column.quoted for column in columns) and _plain([column.key for column in columns])):
        return []
    import numpy as np

    begin, end = (np.column_stack([getattr(column, edge) for column in columns]).ravel() for edge in ("starts", "ends"))
    grid = _grid.even(text, begin, end, len(columns))
    grid.ends = ends[width::width] - len(bound)
    grid.starts = np.concatenate([np.array([low]), grid.ends[:-1] + bound.index("{")])
    return [Block("json", grid, tuple([column.key for column in columns]))]


class _Column(NamedTuple):
    """The values of a key: where they start and end, and whether they are strings."""

    key: str
    starts: Ints
    ends: Ints
    quoted: bool


def _columns(pieces: Sequence[str], starts: Ints, ends: Ints, width: int) -> list[_Column] | None:
    """The values of each key; ``width`` pieces are an object's. None where one of them is written otherwise."""
    columns, at = list[_Column](), 1
    while at < width:
        key, then = pieces[at], pieces[at + 1 :: width]
        if not _same(pieces[at::width]):
            return None
        if _COLON.fullmatch(then[0]):
            between = pieces[at + 3 :: width]
            if not (_same(then) and _same(between) and (_BOUND if at + 3 == width else _COMMA).fullmatch(between[0])):
                return None
            if _broken(pieces[at + 2 :: width]):
                return None
            columns.append(_Column(key, starts[at + 2 :: width] - 1, ends[at + 2 :: width] + 1, True))
            at += 4
        else:
            around = _around(then, bound=at + 1 == width)
            if around is None:
                return None
            before, behind = around
            columns.append(_Column(key, starts[at + 1 :: width] + before, ends[at + 1 :: width] - behind, False))
            at += 2
    return columns


def _around(said: Sequence[str], *, bound: bool) -> tuple[int, int] | None:
    """How many characters stand before and behind the number or word of each piece; None where these differ."""
    found = _BEHIND_KEY.fullmatch(said[0])
    if found is None or bool(found[2]) is not bound:
        return None
    before, behind = said[0][: found.start(1)], said[0][found.end(1) :]
    return (len(before), len(behind)) if _words(before, behind).fullmatch("\0".join(said)) else None


@lru_cache(64)
def _words(before: str, behind: str) -> re.Pattern[str]:
    """Words that the same stands before and behind; of few kinds, as most JSON is written by few programs."""
    word = f"{re.escape(before)}{_WORD}{re.escape(behind)}"
    return re.compile(rf"{word}(?:\0{word})*+")


def _same(said: Sequence[str]) -> bool:
    return said.count(said[0]) == len(said)


def _broken(strings: Sequence[str]) -> bool:
    """Whether a line ends in a string, which is none then."""
    return "\n" in "".join(strings)


def _plain(keys: Sequence[str]) -> bool:
    """Whether the keys differ, are not too many, and none of them is quoted twice or has a meaning of its own."""
    joined = "".join(keys)
    return len({*keys}) == len(keys) <= _MOST_KEYS and _NAMED not in keys and not ("'" in joined or "\n" in joined)


def _edges(low: int, pieces: Sequence[str]) -> tuple[Ints, Ints]:
    """Where the pieces start and end, with a quotation mark between each two."""
    import numpy as np

    lengths = np.array(list(map(len, pieces)), np.int64)
    ends = (lengths + 1).cumsum() + (low - 1)
    return ends - lengths, ends
