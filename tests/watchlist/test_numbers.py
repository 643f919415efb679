from __future__ import annotations

import pytest

from leakscan.watchlist.numbers import number_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0), ("-3", -3), ("1,234", 1234), ("1,234,567.5", 1234567.5), ("1 234", 1234), ("1\u202f234", 1234),
        ("1'234", 1234), ("12.50", 12.5), ("1e6", 1e6), ("007", 7),
    ],
)  # fmt: skip
def test_numbers(text: str, number: float) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    "text", ["", "nan", "inf", "1,5", "1.234.567", "1,23,456", "1,234 567", "12 PD", "2020-01-01", "٣", "1e999", "0x1F"]
)
def test_not_numbers(text: str) -> None:
    assert number_of(text) is None
