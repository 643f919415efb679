"""Line ends that are told at once are those that the look at each finds no name to go over."""

from __future__ import annotations

import random

import numpy as np
import pytest

from leakscan.screening.chars import NEWLINE, RETURN
from leakscan.screening.gaps import APART, gap, gap_in_line
from leakscan.screening.lines_at_once import are_last, lines_of
from leakscan.screening.read import read
from leakscan.screening.text import END, START, Text, plainly

PARTS = (
    *["Acme", "the", "of", "Springfield", "Police", " ", " ", " ", " "] * 4,
    "\t",
    " | ",
    '"',
    "; ",
    ", ",
    "S. A.",
    "- ",
)


def ended_lines(text: Text) -> list[int]:
    """The words right behind which a line ends, and right behind that the next one begins."""
    ends, starts = text.words[:-1, END], text.words[1:, START]
    return np.flatnonzero((starts - ends == 1) & (text.kinds[ends] == NEWLINE)).tolist()


@pytest.mark.parametrize("seed", range(20))
def test_no_name_goes_over_the_ends_that_are_told(seed: int) -> None:
    chance = random.Random(seed)
    lines = ["".join(chance.choices(PARTS, k=chance.choice((2, 6, 20, 60, 200)))) + "Acme" for _ in range(80)]
    text = read("\n".join(line.lstrip() for line in lines))
    left = ended_lines(text)
    told = are_last(text, lines_of(text), np.array(left)).tolist()
    one_by_one = [gap(plainly(text), place) == APART for place in left]
    assert not [place for place, last, apart in zip(left, told, one_by_one, strict=True) if last and not apart]
    assert sum(told) > 10
    assert not all(one_by_one)


@pytest.mark.parametrize(
    "line", ["Acme Widgets Inc", "1;Acme Widgets;2", "Acme\tWidgets\tInc", "A long name of one " * 2 + "line"]
)
def test_the_ends_of_the_lines_of_lists_are_told(line: str) -> None:
    text = read(f"{line}\n" * 3)
    left = ended_lines(text)
    assert len(left) == 2
    assert are_last(text, lines_of(text), np.array(left)).all()


@pytest.mark.parametrize("seed", range(5))
def test_within_a_line_the_gaps_are_the_same(seed: int) -> None:
    chance = random.Random(seed)
    text = read("".join(chance.choices((*PARTS, "\n", "\r\n", "-\n", " \n"), k=600)))
    words = plainly(text)
    for place in range(-1, len(text.words)):
        ends = 0 <= place < len(text.words) - 1 and text.kinds[text.words[place, END]] in (NEWLINE, RETURN)
        assert gap_in_line(words, place) == (APART if ends else gap(words, place))
