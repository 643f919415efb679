"""Key-value records over several lines: ``Name: Acme`` / ``Seats: 12``, the leading key begins a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from leakscan.assessment.blocks._page import Line, Page, row_of
from leakscan.model import Block

ORDER = 30
_KEY = re.compile(r"\s{0,20}(?:[-*] )?([^\W\d_#][\w .#/()-]{0,28}?)[ \t]*(?:[:=]|\.{3,40})(?:[ \t]+(\S.*)?|$)")
_LONGEST = 200
_MOST_KEYS = 30


class _Pair:
    """A key and where its value stands."""

    __slots__ = ("key", "start", "end")  # noqa: RUF023  # in the order they are read

    def __init__(self, line: Line, found: re.Match[str]) -> None:
        self.key = found[1].strip().lower()
        start, end = found.span(2) if found[2] else (len(line.text), len(line.text))
        self.start, self.end = line.start + start, line.start + end


def find(page: Page) -> list[Block]:
    """Runs of ``key: value`` lines whose keys recur."""
    return [block for pairs in _runs(page) if (block := _block(page.text, pairs))]


def _runs(page: Page) -> Iterator[list[_Pair]]:
    current: list[_Pair] = []
    missed = 0
    for line in page.lines:
        if line.blank or line.rule:
            continue
        found = _KEY.match(line.text) if len(line.text) < _LONGEST else None
        if found:
            current.append(_Pair(line, found))
            missed = 0
            continue
        missed += 1
        if missed > 1 and current:
            yield current
            current = []
    yield current


def _block(text: str, pairs: list[_Pair]) -> Block | None:
    keys = Counter(pair.key for pair in pairs)
    recurring = sum(number for number in keys.values() if number > 1)
    if len(pairs) < 6 or len(keys) < 2 or recurring < 0.9 * len(pairs) or len(keys) * 2 > len(pairs):
        return None
    often = max(keys.values()) * 0.8
    lead = next(pair.key for pair in pairs if keys[pair.key] >= often)
    records: list[dict[str, tuple[int, int]]] = []
    for pair in pairs:
        if pair.key == lead:
            records.append({})
        if records:  # what stands before the first leading key is of no record
            records[-1][pair.key] = (pair.start, pair.end)
    columns = [key for key in keys if keys[key] > 1][:_MOST_KEYS]
    rows = [row_of(text, _cells(record, columns)) for record in records if record]
    return Block("records", tuple(rows), tuple(columns)) if len(rows) >= 3 else None


def _cells(record: dict[str, tuple[int, int]], columns: list[str]) -> list[tuple[int, int]]:
    nowhere = next(iter(record.values()))[0]
    return [record.get(key, (nowhere, nowhere)) for key in columns]
