"""Words at places of a page, as a PDF has them, to lines: rows of what stands in columns, with tabs between the cells.

A table of a PDF that has no rules is nothing but words. Its columns are told by what no word of many lines covers, its
rows, of which a long name takes several lines, by the wider gaps between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

_BREAK = 0.8
"""Gap between two lines, in heights of a line and beyond the usual, that ends what belongs together."""
_ROW = 0.12
"""The same beyond the narrowest, that ends a row of several lines."""
_GUTTER, _FEW_LINES, _WIDE_GUTTER = 0.25, 4, 0.8
"""Width of a gutter, in the same heights; of fewer lines only a wide one is no chance."""
_BLANK, _WIDER, _OFTEN = 0.65, 1.6, 1 / 3
"""Widest blank between words, in the same heights; how much wider a gutter is in so many of its lines."""
_WIDEST = 200
"""Blanks that stand for one gap; a hostile page may be miles wide."""
_WORDS_OF_PROSE = 5
"""Words on each line of each column from which on it is running text."""
_OVERLAP = 0.3
"""Of a line's height that lies beside another line's."""
_WRAPPED = 0.25
"""Share of the gaps between lines that end a row, from which on the others are within rows."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and the box around it; places grow to the right and downwards."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


_Line = Sequence[Word]
_Span = tuple[float, float]


def laid(words: Sequence[Word]) -> Iterator[tuple[float, str]]:
    """The lines of a page, each with its place from the top; an empty one stands before what is set apart."""
    for number, part in enumerate(_parts(_lines(words))):
        columns = _columns(part)
        yield from [(part[0][0].top, "")] if number else []
        if len(columns) < 2:
            yield from ((line[0].top, _spaced(line)) for line in part)
        elif _is_prose(part, columns):
            for left, right in columns:
                cut = ([word for word in line if left <= word.left <= right] for line in part)
                yield from ((part[0][0].top, _spaced(line)) for line in cut if line)
        else:
            yield from ((row[0][0].top, _row(row, columns)) for row in _rows(part))


def cell_text(lines: Sequence[str]) -> str:
    """The lines of one cell as one: a number, an address or a name that was cut behind a sign is put together again."""
    said = ""
    for line in lines:
        whole = said[-1:] in {"-", "/", "_"} or "@" in said.rsplit(" ", 1)[-1] or line.startswith("@")
        said = said + line if whole or not said else f"{said} {line}"
    return said


def _lines(words: Sequence[Word]) -> list[_Line]:
    """Words whose middles lie at one height."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.left)):
        middle = (word.top + word.bottom) / 2
        if lines and middle < lines[-1][0].bottom - (lines[-1][0].bottom - lines[-1][0].top) / 4:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]


def _gaps(lines: Sequence[_Line]) -> list[float]:
    return [min(w.top for w in below) - max(w.bottom for w in above) for above, below in pairwise(lines)]


def _height(lines: Sequence[_Line]) -> float:
    return median(word.bottom - word.top for line in lines for word in line)


def _parts(lines: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    """Runs of lines that are no farther apart than lines of a page are."""
    if len(lines) < 2:
        yield from [lines] if lines else []
        return
    gaps, height = _gaps(lines), _height(lines)
    usual = [gap for gap in gaps if gap > -_OVERLAP * height]
    most, start = median(usual or [0.0]) + _BREAK * height, 0
    for at, gap in enumerate(gaps, 1):
        if gap > most:
            yield lines[start:at]
            start = at
    yield lines[start:]


def _columns(lines: Sequence[_Line]) -> Sequence[_Span]:
    """What words cover, from left to right, parted by what none of all these lines does.

    Words that all lines have in one place, an INSERT's, are no cells: there is one blank behind them in nearly all.
    """
    height = _height(lines)
    blanks = sorted(after.left - before.right for line in lines for before, after in pairwise(line))
    wide = _WIDER * min(blanks[len(blanks) // 5], _BLANK * height) if blanks else 0.0
    columns: list[_Span] = []
    for span in _covered(lines, height * (_GUTTER if len(lines) >= _FEW_LINES else _WIDE_GUTTER)):
        if columns and not _apart(lines, columns[-1], span, wide):
            columns[-1] = (columns[-1][0], span[1])
        else:
            columns.append(span)
    return columns


def _covered(lines: Sequence[_Line], least: float) -> Sequence[_Span]:
    """What words cover, from left to right, where it is at least so far apart."""
    spans: list[_Span] = []
    for left, right in sorted((word.left, word.right) for line in lines for word in line):
        if spans and left < spans[-1][1] + least:
            spans[-1] = (spans[-1][0], max(spans[-1][1], right))
        else:
            spans.append((left, right))
    return spans


def _apart(lines: Sequence[_Line], left: _Span, right: _Span, wide: float) -> bool:
    """Whether many of the lines with words in both spans have more than a blank between them."""
    gaps = list[float]()
    for line in lines:
        before = [word.right for word in line if left[0] <= word.left <= left[1]]
        after = [word.left for word in line if right[0] <= word.left <= right[1]]
        gaps += [min(after) - max(before)] if before and after else []
    return bool(gaps) and sum(gap >= wide for gap in gaps) >= _OFTEN * len(gaps)


def _is_prose(lines: Sequence[_Line], columns: Sequence[_Span]) -> bool:
    """Whether columns are those of running text, which is read column by column."""
    words = sum(map(len, lines))
    return len(lines) >= _FEW_LINES and words >= _WORDS_OF_PROSE * len(lines) * len(columns)


def _rows(lines: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    """The lines of each row: several where the gaps between rows are wider than those within.

    Lines that overlap are of one row, whose cells stand at the middle of its height.
    """
    gaps, height = _gaps(lines), _height(lines)
    apart = sorted(gap for gap in gaps if gap > -_OVERLAP * height)
    least = apart[len(apart) // 10] + _ROW * height if apart else 0.0
    if len(apart) < len(gaps) and apart and apart[-1] <= least:
        least = apart[0] - 1
    ends = [gap > max(least, -_OVERLAP * height) for gap in gaps]
    wrapped = sum(ends) >= _WRAPPED * len(ends)
    numbers = [0]
    for end in ends:
        numbers.append(numbers[-1] + (end or not wrapped))
    for _, row in groupby(zip(numbers, lines, strict=True), key=lambda numbered: numbered[0]):
        yield [line for _, line in row]


def _row(lines: Sequence[_Line], columns: Sequence[_Span]) -> str:
    """One row of cells, with tabs between them."""
    cells = (
        cell_text([said for line in lines if (said := " ".join(w.text for w in line if left <= w.left <= right))])
        for left, right in columns
    )
    return "\t".join(cells).rstrip()


def _spaced(line: _Line) -> str:
    """A line with as many blanks between its words as its gaps are wide; at least two stand where cells may part."""
    width = sum(w.right - w.left for w in line) / max(1, sum(len(w.text) for w in line)) or 1.0
    height = line[0].bottom - line[0].top
    said = line[0].text
    for before, word in pairwise(line):
        gap = word.left - before.right
        said += " " * (min(max(2, round(gap / width)), _WIDEST) if gap > _WIDE_GUTTER * height else 1) + word.text
    return said
