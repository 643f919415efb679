"""JSON of which each object is like the first, or an array of strings: read by its quotation marks, all at once.

Nothing is found here that would not be found sign by sign, in the same rows and cells; whatever is in the least uneven
is left to that. What stands between the strings of two objects may differ in numbers and words alone, so that a reading
of the first tells where the cells of all are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._json_tree import NAMED, Node, flattened, nodes_of
from leakscan.assessment.blocks._page import Page
from leakscan.assessment.blocks._trimming import Edges
from leakscan.block import Block

if TYPE_CHECKING:
    from leakscan.assessment.blocks._grid import Ints

_FEWEST_OBJECTS, _FEWEST_STRINGS, _FEWEST_QUOTES = 2, 3, 6
_FEWEST_COLUMN, _MOST_CELLS = 3, 60
_DENSE = 0.6
"""Share of the stretch that an array spans which its strings must fill."""
_COMMA = re.compile(r"\s*,\s*")
_WORD = r"(?!=>)[^\s{}\[\]:,\"\\\0]++"
_AROUND = re.compile(rf"([\s{{}}\[\]:,]*)({_WORD})([\s{{}}\[\]:,]*)")
"""A number or word between two strings, and the signs around it."""
_BOUND = re.compile(r"\s*,?\s*\{\s*")
"""What stands behind an object before the first key of the next."""
_ARRAY = re.compile(r"\[\s*+\{")
_HOLDING = re.compile(
    rf'(?:\{{\s*+(?:"[^"\\\n]*+"\s*+:\s*+(?:"[^"\\\n]*+"|{_WORD})\s*+,\s*+){{0,2}}"[^"\\\n]*+"\s*+:\s*+)++\Z'
)
"""Objects of two plain values at most, each of which holds the next, and the last an array."""
_LONGEST_HOLDING = 400
"""Characters in which they must begin: a search tries them from each bracket on, to the end."""
_BRACKET, _KEYED = re.compile(r"[{}\[\]]"), re.compile(r":|=>")
_MARKS = frozenset("{}[]")


def even_json(page: Page) -> list[Block]:
    """The objects of a text, or its array of strings, where no other brackets stand in it."""
    text = page.text
    opened = "{" if "{" in text else "["
    if opened not in text or (quotes := text.count('"')) < _FEWEST_QUOTES or text.count("'") > quotes:
        return []
    low, high = _array(text) if opened == "{" else (text.find("["), text.rfind("]") + 1)
    if low < 0 or text.find('\\"', low, high) >= 0 or not _alone(page, low, high):
        return []
    pieces = text[low:high].split('"')
    if len(pieces) <= _FEWEST_QUOTES or len(pieces) % 2 == 0 or "\n" in "".join(pieces[1::2]):
        return []  # a line ends in a string, which is none then
    return (_objects if opened == "{" else _strings)(text, low, pieces)


def _array(text: str) -> tuple[int, int]:
    """From the first object of an array to its last, or of the text, where it has no array of objects."""
    found = _ARRAY.search(text)
    if not found:
        return text.find("{"), text.rfind("}") + 1
    return found.end() - 1, text.rfind("}", 0, max(0, text.rfind("]"))) + 1


def _alone(page: Page, low: int, high: int) -> bool:
    """Whether around a stretch nothing stands that is of JSON too, but for the array that the objects are in."""
    text = page.text
    before, after = text[:low].rstrip(), text[high:].lstrip()
    if text[low] == "{" and before[-1:] == "[" and after[:1] == "]":
        low, high = len(before) - 1, text.find("]", high) + 1
        before, after = before[:-1], after[1:]
        if found := _HOLDING.search(before, max(0, len(before) - _LONGEST_HOLDING)):
            before, after = before[: found.start()], _closed(after, found[0].count("{"))
    elif text[low] == "{":
        if _KEYED.search(before):
            return False  # the first object may be the value of a key
        low, high = 0, len(text) + 1
    line = before[before.rfind("\n") + 1 :]
    quoted = '"' in line or "\\" in line  # a string may begin before the stretch
    return not (quoted or _BRACKET.search(before) or _BRACKET.search(after)) and page.holding(low, high)


def _closed(after: str, times: int) -> str:
    """What stands behind so many brackets that close; a bracket where they don't."""
    for _ in range(times):
        after = after.lstrip()
        if after[:1] != "}":
            return "}"
        after = after[1:]
    return after


def _strings(text: str, low: int, pieces: Sequence[str]) -> list[Block]:
    """The array whose strings commas part, nothing else."""
    first, *between, last = pieces[::2]
    if len(between) < _FEWEST_STRINGS - 1 or not (_same(between) and _COMMA.fullmatch(between[0])):
        return []
    if first.strip() != "[" or last.strip() != "]":
        return []
    starts, ends = _edges(low, pieces)
    starts, ends = starts[1::2] - 1, ends[1::2] + 1
    dense = (ends - starts).sum() >= _DENSE * (ends[-1] - starts[0])
    return [Block("json-strings", _grid.even(text, starts, ends, 1))] if dense else []


def _objects(text: str, low: int, pieces: list[str]) -> list[Block]:
    """The objects as rows, if each has the keys of the first and is written as that is."""
    width, behind = _closing(pieces)
    rows, rest = divmod(len(pieces) - 1, width) if width else (0, 0)
    if rest or rows < _FEWEST_OBJECTS or pieces[0].strip() != "{":
        return []
    bound = pieces[width][behind:]
    pieces[-1] += bound  # so that the last object ends as the others do
    if not _BOUND.fullmatch(bound) or not _alike(pieces, width):
        return []
    starts, ends = _edges(low, pieces)
    cells = _cells(text[low : int(ends[width]) - len(bound)], starts[: width + 1] - low, ends[: width + 1] - low)
    if not cells:
        return []
    import numpy as np

    begin = np.column_stack([starts[cell.piece :: width] + cell.before for cell in cells]).ravel()
    end = np.column_stack([ends[cell.piece :: width] - cell.behind for cell in cells]).ravel()
    grid = _grid.even(text, begin, end, len(cells))
    grid.ends = ends[width::width] - len(bound)
    grid.starts = np.concatenate([np.array([low]), grid.ends[:-1] + bound.index("{")])
    return [Block("json", grid, tuple([cell.path for cell in cells]))]


class _Cell(NamedTuple):
    """A value: its path, the piece that it stands in, and how many characters of that stand before and behind it."""

    path: str
    piece: int
    before: int
    behind: int


def _cells(first: str, starts: Ints, ends: Ints) -> list[_Cell]:
    """The values of the first object, read sign by sign; none where they are not those of each object alone."""
    nodes = nodes_of(first)
    if len(nodes[-1].parts) != 1 or _beside(nodes):
        return []
    begun, done = starts.tolist(), ends.tolist()
    cells = [_cell(first, path, edges, begun, done) for path, edges in flattened(first, nodes[-1].nodes[0][1]).items()]
    inner = sum(len(node.scalars) for node in nodes)
    quoted, rising = any(cell.before < 0 for cell in cells), all(a.piece < b.piece for a, b in pairwise(cells))
    named = any(cell.path == NAMED for cell in cells)
    return cells if quoted and rising and not named and len(cells) == inner < _MOST_CELLS else []


def _cell(first: str, path: str, edges: Edges, starts: list[int], ends: list[int]) -> _Cell:
    start, end = edges
    if first[start] == '"':
        return _Cell(path, bisect_right(starts, start + 1) - 1, -1, -1)
    piece = bisect_right(starts, start) - 1
    return _Cell(path, piece, start - starts[piece], ends[piece] - end)


def _beside(nodes: Sequence[Node]) -> bool:
    """Whether two objects or arrays under one parent may be columns rather than parts of a row."""
    return any(sum(len(part.parts) >= _FEWEST_COLUMN for _, part in node.nodes) > 1 for node in nodes)


def _closing(pieces: Sequence[str]) -> tuple[int, int]:
    """The piece in which the first object ends, and the place behind its bracket; noughts where it does not."""
    depth = 0
    for at in range(0, len(pieces), 2):
        for place, sign in enumerate(pieces[at]):
            if sign in _MARKS:
                depth += 1 if sign in "{[" else -1
                if not depth:
                    return at, place + 1
    return 0, 0


def _alike(pieces: Sequence[str], width: int) -> bool:
    """Whether the objects, of so many pieces each, differ in strings that are no keys, and in numbers and words."""
    for at in range(1, width + 1):
        said = pieces[at::width]
        if at % 2 and pieces[at + 1].lstrip()[:1] != ":":
            continue
        if not _same(said) and (at % 2 or not _worded(said)):
            return False
    return True


def _worded(said: Sequence[str]) -> bool:
    """Whether each piece is a word or number, with the same signs before and behind."""
    found = _AROUND.fullmatch(said[0])
    return found is not None and _words(found[1], found[3]).fullmatch("\0".join(said)) is not None


@lru_cache(64)
def _words(before: str, behind: str) -> re.Pattern[str]:
    """Words that the same stands before and behind; of few kinds, as most JSON is written by few programs."""
    word = f"{re.escape(before)}{_WORD}{re.escape(behind)}"
    return re.compile(rf"{word}(?:\0{word})*+")


def _same(said: Sequence[str]) -> bool:
    return said.count(said[0]) == len(said)


def _edges(low: int, pieces: Sequence[str]) -> tuple[Ints, Ints]:
    """Where the pieces start and end, with a quotation mark between each two."""
    import numpy as np

    lengths = np.array(list(map(len, pieces)), np.int64)
    ends = (lengths + 1).cumsum() + (low - 1)
    return ends - lengths, ends
