"""Matches made at once are those made one by one."""

from __future__ import annotations

from dataclasses import astuple, replace

import pytest

from leakscan.matches import in_rows, matches_of
from leakscan.model import Match, MatchKind

MADE = [
    Match("acme", "1", MatchKind.NAME, "Avon PD", 0, 7, 0.9, "Avon PD", "PD = Police Department", ("2",), 3),
    Match("acme", "2", MatchKind.EMAIL, "a@b.example", 8, 19, 1.0),
]


def test_matches_made_at_once_are_those_made_one_by_one() -> None:
    assert matches_of(2, list(zip(*map(astuple, MADE), strict=True))) == MADE
    assert matches_of(0, [()] * 11) == []


def test_a_column_too_few_is_a_fault() -> None:
    with pytest.raises(ValueError, match="shorter"):
        matches_of(1, [("acme",)])


def test_a_column_too_short_is_a_fault() -> None:
    columns = [list(column) for column in zip(*map(astuple, MADE), strict=True)]
    with pytest.raises(ValueError, match="shorter"):
        matches_of(2, [*columns[:-1], columns[-1][:1]])


def test_matches_are_put_in_rows_as_one_by_one() -> None:
    assert in_rows(MADE, [7, 8]) == [replace(match, row=row) for match, row in zip(MADE, (7, 8), strict=True)]
    assert [match.row for match in MADE] == [3, None]
    assert in_rows([], []) == []


def test_a_row_too_few_is_a_fault() -> None:
    with pytest.raises(ValueError, match="shorter"):
        in_rows(MADE, [7])
