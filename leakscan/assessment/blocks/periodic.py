"""Records of several lines that nothing parts: kinds of lines recur, ``name``, ``town``, ``12``, again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from operator import and_, eq, or_
from typing import TYPE_CHECKING, Any

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._page import Line, Page
from leakscan.assessment.blocks.lines import short, unbulleted_edges
from leakscan.block import Block

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]

ORDER = 78
_FEWEST = 3
"""Records."""
_LONGEST = 8
"""Lines of a record."""
_EVEN = 0.85
"""Share of lines that must be of one kind with the line a record later."""
_GAIN = 0.15
"""How much more often than with the line of any shorter distance."""
_WIDEST = 110
_SPACED = 0.4
"""Share of blank lines from which on they only space the others out."""
_FEW = 150
"""Lines from which on arrays are quicker."""
_ANY = ""
"""The kind of an empty cell."""
_KINDS = (_ANY, "again", "words", "number", "address", "code", "figured")
_CODES = {kind: code for code, kind in enumerate(_KINDS)}
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"[\W\d_]*\d[\W\d_]*")
_CODE = re.compile(r"(?=\D*\d)[\w.:/#+-]+")


def find(page: Page) -> list[Block]:
    """Runs of lines whose kinds have a period of two lines or more; each period is a row."""
    if page.listed < 2 * _FEWEST:
        return []
    return [block for run in _runs(page) if (block := _block(page, run))]


def _runs(page: Page) -> Iterator[list[Line]]:
    """Short lines with one blank line between two at most: an empty cell, or nothing where they stand everywhere.

    Runs of too few lines are left out.
    """
    silent = list(map(or_, page.blank, page.rule)) if page.ruled else page.blank
    long = [at for at, said in enumerate(page.said) if len(said) > _WIDEST]
    apart = [at for at, both in enumerate(map(and_, silent, silent[1:]), 1) if both]
    for before, after in pairwise([-1, *sorted({*long, *apart}), len(silent)]):
        if after - before > 2 * _FEWEST:
            low = before + 1 + silent[before + 1]
            lines = list(page.lines[low:after])
            for at in [at for at, blank in enumerate(silent[low:after]) if blank]:
                lines[at] = Line(lines[at].start, lines[at].start, "")
            yield lines


def _block(page: Page, run: list[Line]) -> Block | None:
    if len(run) < 2 * _FEWEST:
        return None
    said = [line for line in run if line.text]
    if len(said) < 2 * _FEWEST or _of_one_kind(said) or not short(said):
        return None
    while not run[-1].text:
        run = run[:-1]
    spaced = len(run) - len(said) >= _SPACED * len(run)
    for lines in [said] if spaced or len(said) == len(run) else [run, said]:
        kinds = _kinds_of(lines)
        if period := _period(kinds):
            return _rows(page, _recurring(lines, kinds, period), period)
    return None


def _rows(page: Page, run: list[Line], period: int) -> Block | None:
    if len(run) < _FEWEST * period:
        return None
    edges = unbulleted_edges(run)
    if len(run) % period:
        return Block("groups", _grid.grid(page.text, [edges[at : at + period] for at in range(0, len(run), period)]))
    starts, ends = zip(*edges, strict=True)
    return Block("groups", _grid.even(page.text, starts, ends, period))


def _recurring(run: list[Line], kinds: Sequence[str], period: int) -> list[Line]:
    """The run without a heading, and without an end behind its last blank line, where blanks are no cells.

    A heading left there would shift what follows by its lines, and every number to the name behind it.
    """
    blanks = [at for at, (_, _, text) in enumerate(run) if not text]
    if blanks and len(blanks) <= max(2, len(run) // (2 * period)):
        low = blanks[0] + 1 if blanks[0] <= period else 0
        high = blanks[-1] if blanks[-1] >= max(low, len(run) - 1 - period) else len(run)
        run = run[low:high]
        kinds = _kinds_of(run)
    usual = [Counter(kinds[place::period]).most_common(1)[0][0] for place in range(min(period, len(run)))]
    if len(run) < _FEWEST * period or kinds[0] in {usual[0], _ANY}:
        return run
    fits = (at for at in range(1, period) if all(kinds[i] in {usual[i % period], _ANY} for i in range(at, at + period)))
    return run[next(fits, 0) :]


def _kinds_of(run: Sequence[Line]) -> list[str]:
    return _kinds([line.text.strip() for line in run])


def _of_one_kind(said: Sequence[Line]) -> bool:
    """Whether all lines are words, none of them said again and again: told of all at once."""
    texts = [text for _, _, text in said]
    joined = "".join(texts)
    if "@" in joined or _DIGIT.search(joined) or not (joined.isascii() or _undigited(joined)):
        return False
    return len(texts) - len({text.strip() for text in texts}) < max(3, len(texts) // 40) - 1


def _undigited(said: str) -> bool:
    """Whether no sign of a text is a digit, as a raised one is."""
    return not any(map(str.isdigit, {*said}))


def _kinds(said: Sequence[str]) -> list[str]:
    """The kind of each line; what stands there again and again, in the same words, is a kind too."""
    kinds, many = _each(said), max(3, len(said) // 40)
    if len(said) - len({*said}) < many - 1:
        return kinds  # no line so often
    often = Counter(said)
    return [
        "again" if kind == "words" and often[line] >= many else kind for line, kind in zip(said, kinds, strict=True)
    ]


def _each(said: Sequence[str]) -> list[str]:
    """The kind of each line on its own; that one holds neither a digit nor an @ is told of all at once."""
    joined = "\n".join(said)
    if not joined.isascii() or joined.count("\n") != len(said) - 1:
        return list(map(_kind, said))
    telling = joined.encode().translate(None, _NOT_TELLING).split(b"\n")
    return [_kind(line) if tells else "words" if line else _ANY for line, tells in zip(said, telling, strict=True)]


_NOT_TELLING = bytes(sign for sign in range(128) if chr(sign) not in "0123456789@\n")


def _kind(said: str) -> str:
    """The kind of a line on its own, the narrowest that fits."""
    if not said:
        return _ANY
    if said.isdecimal():
        return "number"
    digit = _DIGIT.search(said) is not None
    if digit and _NUMBER.fullmatch(said):
        return "number"
    if "@" in said:
        return "address"
    if digit and " " not in said and _CODE.fullmatch(said):
        return "code"
    return "figured" if digit or (not said.isascii() and any(map(str.isdigit, said))) else "words"


def _period(kinds: Sequence[str]) -> int:
    """Lines from one to the next of the same kind, 0 where no distance stands out."""
    different = {*kinds}
    if len(different - {_ANY}) < 2:
        return 0
    agree = _agreeing(kinds, partly=_ANY in different or "again" in different)
    most = agree(1)
    for period in range(2, min(_LONGEST, len(kinds) // _FEWEST) + 1):
        if most + _GAIN > 1.0:
            return 0  # no distance can stand out from those before
        share = agree(period)
        if share >= _EVEN and share >= most + _GAIN:
            return period
        most = max(most, share)
    return 0


def _agreeing(kinds: Sequence[str], *, partly: bool) -> Callable[[int], float]:
    """Tells how far the lines are of one kind with the line so much later; of few lines without an array."""
    import numpy as np

    if not partly and len(kinds) < _FEW:
        return lambda apart: sum(map(eq, kinds, kinds[apart:])) / (len(kinds) - apart)
    codes = np.array([_CODES[kind] for kind in kinds])
    return partial(_partly_alike if partly else _equal, codes)


def _partly_alike(kinds: Ints, apart: int) -> float:
    """How far lines are of one kind with the line so much later.

    An empty cell is of any kind; a town of many and one of few may stand in the same place.
    """
    return float(_alike()[kinds[:-apart], kinds[apart:]].sum()) / (len(kinds) - apart)


def _equal(kinds: Ints, apart: int) -> float:
    """The same where no line is empty, and none said again and again."""
    return float((kinds[:-apart] == kinds[apart:]).sum()) / (len(kinds) - apart)


@cache
def _alike() -> Floats:
    """How far two kinds are one, by their codes."""
    import numpy as np

    alike = np.eye(len(_KINDS))
    alike[_CODES[_ANY], :] = alike[:, _CODES[_ANY]] = 1.0
    alike[_CODES["again"], _CODES["words"]] = alike[_CODES["words"], _CODES["again"]] = 0.5
    return alike
