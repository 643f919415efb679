"""Memory that is kept from text to text, and words that are moved in it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index, screen
from leakscan.screening.chars import codes_of
from leakscan.screening.room import Room
from leakscan.screening.text import COLUMNS, Text, spliced


def test_arrays_of_one_purpose_lie_apart_and_are_kept() -> None:
    room = Room()
    first, second = room.arrays("words", (5, np.uint8), (7, np.uint64))
    first[:], second[:] = 1, 2
    other = room.arrays("spots", (100, np.int32))[0]
    other[:] = 3
    assert (first.tolist(), second.tolist()) == ([1] * 5, [2] * 7)
    again = room.arrays("words", (5, np.uint8), (7, np.uint64))
    assert [array.tolist() for array in again] == [[1] * 5, [2] * 7]


def test_more_room_is_made_and_what_was_there_stays_with_who_has_it() -> None:
    room = Room()
    (few,) = room.arrays("words", (10, np.uint32))
    few[:] = 4
    (many,) = room.arrays("words", (2_000_000, np.uint32))
    many[:] = 5
    assert len(many) == 2_000_000
    assert few.tolist() == [4] * 10


@given(st.text())
def test_codes_are_those_of_the_text(text: str) -> None:
    for one in (text, text + "é\x00", "\ud800" + text):
        assert codes_of(one, Room()).tolist() == codes_of(one).tolist() == list(map(ord, one))


@st.composite
def _changes(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, int]]]:
    """How many words there are, and runs of them with how many rows stand for each."""
    steps = draw(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(1, 4)), min_size=1, max_size=12))
    runs, at = [], 0
    for apart, longer, rows in steps:
        runs.append((at + apart, at + apart + longer, rows))
        at += apart + longer + 1
    return at + draw(st.integers(0, 5)), runs


@given(_changes(), st.integers(0, 40))
def test_words_moved_where_they_lie_are_as_if_copied(
    changes: tuple[int, list[tuple[int, int, int]]], free: int
) -> None:
    count, runs = changes
    table = np.arange((count + free) * COLUMNS, dtype=np.int32).reshape(-1, COLUMNS)
    new = [(first, last, np.full((rows, COLUMNS), -1 - n, np.int32)) for n, (first, last, rows) in enumerate(runs)]
    wanted, done = [], 0
    for first, last, rows in new:
        wanted += [*table[done:first].tolist(), *rows.tolist()]
        done = last + 1
    wanted += table[done:count].tolist()
    words = Text(None, None, table[:count], np.zeros(count, np.uint64))
    assert spliced(words, new, table).words.tolist() == wanted


def test_a_text_leaves_nothing_for_the_next_one() -> None:
    index = compile_index([Watchlist("clients", (Entry("1", "Springfield Police Department"),))])
    long = ["Spring field Police Department é\n" * 500, "SpringfieldPolice Department\n" * 500]
    alone = [screen([text], index) for text in ("nothing here", *long)]
    assert [screen([text], index) for text in ("nothing here", *long)] == alone
    assert screen(["nothing here", *long], index) == [found for (found,) in alone]
