from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from leakscan.extract.laid import Word, cell_text, laid

SIZE, BLANK = 10.0, 2.5


def _words(said: str, left: float, top: float) -> list[Word]:
    """The words of a line as they are printed, each letter half as wide as it is high."""
    words = []
    for word in said.split():
        words.append(Word(word, left, left + len(word) * SIZE / 2, top, top + SIZE))
        left = words[-1].right + BLANK
    return words


def _table(rows: Sequence[Sequence[str]], lefts: Sequence[float], pitch: float, top: float = 0) -> list[Word]:
    """Rows of cells, whose lines are parted by ``/``, set at the top of the row."""
    words: list[Word] = []
    for row in rows:
        cells = [cell.split("/") for cell in row]
        for left, cell in zip(lefts, cells, strict=True):
            words += [word for n, line in enumerate(cell) for word in _words(line, left, top + n * 1.1 * SIZE)]
        top += max(map(len, cells)) * 1.1 * SIZE + pitch
    return words


def _lines(words: Sequence[Word]) -> list[str]:
    mixed = [*words]
    random.Random(1).shuffle(mixed)
    return [said for _, said in laid(mixed)]


ROWS = [
    ("Acme Corp", "12", "pro"),
    ("Globex/International/Ltd", "7", "basic"),
    ("Initech", "", "pro"),
    ("Hooli Inc", "3", ""),
]


def test_cells_of_several_lines_and_none_stay_in_their_columns() -> None:
    expected = ["Acme Corp\t12\tpro", "Globex International Ltd\t7\tbasic", "Initech\t\tpro", "Hooli Inc\t3"]
    assert _lines(_table(ROWS, (0, 150, 200), pitch=4)) == expected


def test_rows_at_one_distance_are_rows() -> None:
    rows = [row for row in ROWS if "/" not in row[0]] * 4
    assert _lines(_table(rows, (0, 150, 200), pitch=0)) == ["\t".join(row).rstrip() for row in rows]


def test_what_is_set_apart_is_told_apart() -> None:
    said = "all of this was found by somebody who looks for such things"
    words = [*_words(said, 0, 0), *_words(said, 0, 11), *_table(ROWS, (0, 150, 200), pitch=4, top=60)]
    assert _lines(words)[:4] == [said, said, "", "Acme Corp\t12\tpro"]


def test_lines_that_begin_with_the_same_words_have_no_columns() -> None:
    said = [f"raised at Globex {n} and more" for n in range(8)]
    assert _lines([word for n, line in enumerate(said) for word in _words(line, 0, n * 12)]) == said


def test_gaps_in_a_line_stay_as_wide_as_they_are() -> None:
    words = [*_words("Acme Corp", 0, 0), *_words("12", 97.5, 0)]
    assert _lines([*words, *_words("a longer line across all of the page", 0, 11)])[0] == "Acme Corp" + " " * 11 + "12"


def test_no_words_are_no_lines() -> None:
    assert _lines([]) == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["Globex", "International"], "Globex International"),
        (["2020-01-", "12"], "2020-01-12"),
        (["ann@mail.", "example"], "ann@mail.example"),
        (["ann", "@mail.example"], "ann@mail.example"),
        (["", "Acme"], "Acme"),
        ([], ""),
    ],
)
def test_the_lines_of_a_cell(lines: list[str], said: str) -> None:
    assert cell_text(lines) == said
