"""Lines of cells: CSV, TSV and semicolons, quoted or not."""

from __future__ import annotations

from statistics import median

from leakscan.assessment.blocks._header import heading
from leakscan.assessment.blocks._page import Line, Page, row_of
from leakscan.assessment.blocks._remarks import remarked
from leakscan.assessment.blocks._runs import Run, carved, runs
from leakscan.model import Block, Row

ORDER = 50


def find(page: Page) -> list[Block]:
    """Tables of delimited lines, the most telling delimiter first."""
    blocks: list[Block] = []
    for delimiter in ("\t", ";", ","):
        if delimiter in page.text:
            found = _delimited(page, delimiter)
            page = page.without(found)
            blocks += found
    return blocks


def cut(line: Line, delimiter: str) -> list[tuple[int, int]]:
    """Offsets of a line's cells; a delimiter between double quotes parts nothing."""
    cells, start, quoted = [], 0, False
    said = line.text
    if '"' not in said:
        for piece in said.split(delimiter):
            cells.append((line.start + start, line.start + start + len(piece)))
            start += len(piece) + len(delimiter)
        return cells
    for at, letter in enumerate(said):
        if letter == '"':
            quoted = not quoted
        elif letter == delimiter and not quoted:
            cells.append((line.start + start, line.start + at))
            start = at + 1
    return [*cells, (line.start + start, line.start + len(said))]


def _delimited(page: Page, delimiter: str) -> list[Block]:
    def count(said: str) -> int:
        return len(cut(Line(0, 0, said), delimiter)) - 1 if '"' in said else said.count(delimiter)

    out = []
    for run in runs(page.lines, count):
        rows = [row_of(page.text, cut(page.lines[i], delimiter)) for i in run.lines]
        if delimiter != "\t" and _prose(page, run, rows, delimiter):
            continue
        header, body = heading(page.text, rows)
        if len(body) >= 2 and (header or delimiter == "\t" or not remarked(page.text, rows)):
            out.append(Block("delimited", body, header))
    return out


def _prose(page: Page, run: Run, rows: list[Row], delimiter: str) -> bool:
    """Running text has long cells and full stops; a comma or a semicolon in it is no delimiter."""
    ends = sum(page.lines[i].ends_sentence for i in run.lines)
    if median(cell.end - cell.start for row in rows for cell in row.cells) > 45 or ends > 0.5 * len(rows):
        return True
    if delimiter != ",":
        return False
    shaky = run.width == 1 and run.share < 0.9 and len(rows) < 200
    return shaky or carved(run, page.lines)
