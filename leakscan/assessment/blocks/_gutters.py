"""Where columns of blanks run through the lines of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from leakscan.assessment.blocks._page import Line

_WIDEST = 400
"""Characters of a line that are looked at for gutters."""
_SAMPLE = 300
_COMMON = 0.97
"""Share of the lines that must be blank in a gutter; a title or a wrapped line may cross it."""
Cells = list[tuple[int, int]]


def gutters(lines: Sequence[Line]) -> list[int]:
    """Where columns begin: the ends of stretches of two blanks or more that nearly all lines share."""
    import numpy as np

    said = [line.text[:_WIDEST] for line in lines[:: max(1, len(lines) // _SAMPLE)]]
    width = max(map(len, said))
    codes = np.frombuffer("".join(line.ljust(width) for line in said).encode("utf-32-le", "surrogatepass"), "<u4")
    blank = (codes.reshape(len(said), width) == ord(" ")).mean(axis=0) >= (_COMMON if len(said) >= 8 else 1.0)
    pattern = "".join("1" if common else "0" for common in blank)
    return [gap.end() for gap in re.finditer(r"1{2,}(?=0)", pattern) if gap.start() > 0]


def at_columns(line: Line, columns: Sequence[int]) -> Cells:
    """The cells of a line that is cut at these places."""
    start, _, said = line
    length = len(said)
    edges = [start, *[start + min(at, length) for at in columns], start + length]
    return list(pairwise(edges))
