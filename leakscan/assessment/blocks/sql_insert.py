"""Rows of SQL INSERT and REPLACE statements and of VALUES alone; all statements of one table are one block."""

from __future__ import annotations

import re

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._page import Page
from leakscan.block import Block

ORDER = 10
_INSERT = re.compile(
    r"\(\s{0,99}+VALUES\s{0,99}+(?=\()|"  # FROM (VALUES (…), (…)) AS t
    r"\b(?:(?:INSERT|REPLACE)\s{1,9}+(?:(?:LOW_PRIORITY|DELAYED|IGNORE|OR\s\w{1,9})\s{1,9}+)?(?:INTO\s{1,9}+)?|INTO\s{1,9}+)"
    r"([^\s(]{1,200}+)\s{0,99}+"
    r"(?:\(([^()]{0,4000}+)\)\s{0,99}+)?(?:OVERRIDING\s++\w++\s++VALUE\s++)?VALUES?\s{0,99}+",
    re.IGNORECASE,
)
# Possessive and bounded throughout: hostile quoting costs linear time.
_TOKEN = re.compile(
    r"\s++|--[^\n]{0,500}+\n|[nNeExX]?'(?:[^'\\]++|\\.|''){0,20000}+'|\"(?:[^\"\\]++|\\.){0,20000}+\"|[(),;]|[^\s(),;'\"]++",
    re.DOTALL,
)
_VALUES = re.compile(r"VALUES?\s{0,99}+(?:\(|--)", re.IGNORECASE)
_PLAIN = r"(?:[nNeExX]?'(?:[^'\\]++|'')*+'|-?[^\s(),;'\"-]++)\s*+"
_CELL = re.compile(rf"{_PLAIN}[,)]")
_ROW = re.compile(rf"\(\s*+{_PLAIN}(?:,\s*+{_PLAIN})*+\)")
"""A row in which neither brackets nor remarks nor backslashes stand: nearly all, and read at once."""
_SPAN = re.Match.span
_MARKS = frozenset({"N'", "n'", "E'", "e'"})
"""What marks a string as national or escaped."""
_Cell = tuple[int, int]


def find(page: Page) -> list[Block]:
    """Tuples behind ``VALUES``, table by table, with the columns the statement names."""
    if "(" not in page.text or b"value" not in page.small or not _may_hold_values(page.text):
        return []
    tables: dict[str | None, tuple[str | None, list[list[_Cell]]]] = {}
    at = 0
    while statement := _INSERT.search(page.text, at):
        _, rows = tables.setdefault(statement[1], (statement[2], []))
        at = _tuples(page.text, statement.end(), rows)
    return [
        Block("sql", _grid.grid(page.text, rows), _names(columns))
        for columns, rows in tables.values()
        if len(rows) >= 2
    ]


def _may_hold_values(text: str) -> bool:
    """Whether ``VALUES`` stands before a bracket or a remark; looked for first is what it begins with, in any case."""
    lower = text.lower()
    if len(lower) != len(text):
        return _VALUES.search(text) is not None
    at = lower.find("value")
    while at >= 0:
        if _VALUES.match(text, at):
            return True
        at = lower.find("value", at + 1)
    return False


def _names(columns: str | None) -> tuple[str, ...]:
    return tuple(name.strip(" \t\r\n`\"'[]") for name in columns.split(",")) if columns else ()


def _tuples(text: str, at: int, rows: list[list[_Cell]]) -> int:
    """Read ``(…), (…)`` from ``at`` on into ``rows``; gives where reading stopped."""
    depth, cells, start = 0, list[_Cell](), at
    while True:
        while not depth and (row := _ROW.match(text, at)):
            found = _CELL.finditer(text, at + 1, row.end())
            rows.append([(start + (text[start : start + 2] in _MARKS), end - 1) for start, end in map(_SPAN, found)])
            at = row.end()
        token = _TOKEN.match(text, at)
        if not token:
            return at
        sign, before, at = token[0], at, token.end()
        if sign == "(":
            depth += 1
            if depth == 1:
                cells, start = [], at
        elif depth == 1 and sign in {",", ")"}:
            cells.append((_unmarked(text, start), before))
            start = at
        if sign == ")":
            depth -= 1
            if depth == 0:
                rows.append(cells)
        if depth <= 0 and not (sign in {",", ")"} or sign.isspace() or sign.startswith("--")):
            return before  # where the next statement may begin


def _unmarked(text: str, start: int) -> int:
    """Where a cell starts behind the blanks and the letter that marks a string as national, escaped or binary."""
    while text[start : start + 1].isspace():
        start += 1
    return start + (text[start : start + 2] in _MARKS)
