"""A leaked table whose rows have long notes stays a table, whoever else is named in them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence

import pytest

from leakscan.assessment import assess, find_blocks, worth_blocks
from leakscan.model import Assessment, Severity
from tests.assessment.given import NAMES, OTHERS, matches_of, watchlist

CLIENTS = watchlist()
LISTED = NAMES[3:60:3]
KEYS = ("id", "name", "seats", "note")
Noted = tuple[int, str, int, str]
NOTES = {
    "lines": "Spoke with {0} on Monday\n{0} wants a renewal\n\nContact: J. Doe\nphone 555\n{0} again in May\nok",
    "lines of the name alone": "{0}\n{0}\nattn: {0}\n{0} HQ\n{0} again\nx",
    "one line": "{0} called, {0} asked, {0} wants, {0} and {0}",
    "others": "{1}, {2}, {3}, {4}, {5}, {6}",
    "others amid words": "see {1}, then {2}, {3}, {4} and {5}, not {6}",
    "others in lines": "same group:\n{1}\n{2}\n{3}\n{4}\n\nok",
    "one line, of two in turn": "{0}, {1}, {0}, {1}, {0} and {1}",
}


def _csv(rows: Sequence[Noted]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows([KEYS, *rows])
    return written.getvalue()


def _sql(rows: Sequence[Noted]) -> str:
    said = [f"({n}, '{name}', {seats}, '{note}')" for n, name, seats, note in rows]
    return f"INSERT INTO clients VALUES {', '.join(said)};\n"  # noqa: S608  # a text to read, no query


WAYS: dict[str, Callable[[Sequence[Noted]], str]] = {
    "csv": _csv,
    "sql": _sql,
    "json": lambda rows: json.dumps([dict(zip(KEYS, row, strict=True)) for row in rows]),
    "json lines": lambda rows: "\n".join(json.dumps(dict(zip(KEYS, row, strict=True))) for row in rows),
}


def _assessed(way: str, note: str, names: Sequence[str]) -> Assessment:
    around = [[names[(7 * n + other) % len(names)] for other in range(1, 7)] for n in range(len(names))]
    rows = [(n, name, 7 * n, note.format(name, *around[n])) for n, name in enumerate(names)]
    text = WAYS[way](rows)
    matches = matches_of(text, CLIENTS)
    blocks = find_blocks(text, matches) if worth_blocks(matches, CLIENTS, text) else []
    return assess(matches, blocks, CLIENTS, text)


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES.keys())
@pytest.mark.parametrize("way", WAYS)
def test_a_table_with_notes_is_found(way: str, note: str) -> None:
    found = _assessed(way, note, LISTED)
    assert found.severity.rank >= Severity.HIGH.rank
    assert found.clients.listed == len(LISTED)


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES.keys())
@pytest.mark.parametrize("way", WAYS)
def test_anothers_table_with_notes_is_none(way: str, note: str) -> None:
    names = [LISTED[n // 4] if n % 4 == 0 else other for n, other in enumerate(OTHERS[:60])]
    assert _assessed(way, note, names).severity.rank < Severity.MEDIUM.rank
