"""Forms that lie with edits come out at once as they would one by one, and lists of them need little more."""

from __future__ import annotations

import random

import numpy as np
import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index, whole_cells
from leakscan.screening.chars import codes_of
from leakscan.screening.index import Engine
from leakscan.screening.judge import judge
from leakscan.screening.lay_at_once import lay_at_once
from leakscan.screening.laying import laid_forms
from leakscan.screening.near_rows import near_rows
from leakscan.screening.read import read_plainly
from leakscan.screening.spots import spots
from leakscan.screening.text import END, START, Text, plainly
from leakscan.screening.walk import BRIDGES, FIELDS, FIRST, FORM, LAST, is_in_a_row, lay
from tests.screening.test_whole_cells import candidates, one_by_one

NAMES = (
    "Springfield Police Department",
    "Acme Widgets Inc.",
    "Bank of the Northern Plains LLC",
    "Rice & Oil-Mill (India) Private Limited",
    "Target Corporation",
    "Green Energy OÜ",
    "Subaru Corporation",
    "Zubrin Metalworks",
    "Metalworks Zubrin Holding AG",
    "University of Walworth",
    "Global Business Ltd",
    "Smallcap Opportunities Fund",
)
BETWEEN = (
    *("\n", "\n", "\n", ";", "\t", ",", " | ", ", ", ".\n", " and ", " and ", ". ", ": ", " ", "_", "\r\n", ' "', " ("),
    *(" Inc\n", ", Inc.\n", ", LLC and ", " Ltd\n", " Lfd\n", " Corporetion\n", " SA;", " AG and ", " Co., Ltd.\n"),
    *(" of ", " West ", " IN ", " the ", " Police\n", " LLC, Inc\n", ") Ltd\n", " LLC\nLtd "),
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))]).engine


def garbled(name: str, chance: random.Random) -> str:
    """The name with a letter or two changed, lost or swapped, two words as one, or as it is; in any case."""
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        at = chance.randrange(1, len(name) - 1)
        letter = chance.choice("bcdfgnrt")
        name = chance.choice(
            (name[:at] + letter + name[at + 1 :], name[:at] + name[at + 1 :], name[:at] + letter + name[at:])
        )
    if not chance.randrange(8):
        name = name.replace(" ", "", 1)
    return chance.choice((name, name, name, name.lower(), name.upper(), name.replace("o", "0")))


def written(seed: int, count: int = 150) -> str:
    chance = random.Random(seed)
    return "".join(garbled(chance.choice(NAMES), chance) + chance.choice(BETWEEN) for _ in range(count))


@pytest.mark.parametrize("seed", range(10))
def test_laid_at_once_is_laid_as_one_by_one(seed: int, engine: Engine) -> None:
    words, tried = candidates(written(seed), engine)
    mine, book = engine.lookup.meanings.rows, engine.book
    laid = lay_at_once(words, mine, book, *tried)
    slow = [0] * FIELDS
    for n, (place, at, form) in enumerate(zip(*(column.tolist() for column in tried), strict=True)):
        lies = lay(plainly(words), mine.data, plainly(book), form, at, place, slow)
        assert laid.open[n] or laid.lie[n] == lies
        assert not laid.lie[n] or laid.rows[n].tolist() == slow
    assert laid.lie.sum() > 5 * laid.open.sum() > 0


@pytest.mark.parametrize("seed", range(10, 22))
def test_rows_are_those_of_laying_and_judging(seed: int, engine: Engine) -> None:
    words, tried = candidates(written(seed), engine)
    mine, book = engine.lookup.meanings.rows, engine.book
    rest, alike, accepted, rows, open_, laid = near_rows(words, mine, book, *tried)
    places, at, forms = (column.tolist() for column in tried)
    for n, row in zip(accepted.tolist(), rows.tolist(), strict=True):
        assert one_by_one(words, engine, forms[n], at[n], places[n]) == row
    left = [*zip(open_.tolist(), laid.tolist(), strict=True)]
    judged = [row for _, row in left if judge(plainly(words), mine.data, plainly(book), row)]
    found = {(row[FORM], row[FIRST], row[LAST]) for row in (*rows.tolist(), *judged)}
    for n in rest.tolist():
        row = one_by_one(words, engine, forms[n], at[n], places[n])
        found |= {(row[FORM], row[FIRST], row[LAST])} if row else set()
    slow = [one_by_one(words, engine, *one) for one in zip(forms, at, places, strict=True)]
    assert found == {(row[FORM], row[FIRST], row[LAST]) for row in slow if row}
    assert len(rows) > 40
    assert len(alike) >= len(rows) > (len(rest) + len(open_)) / 2


@pytest.mark.parametrize("seed", range(22, 34))
def test_what_lies_alike_lies_so_from_each_of_its_words(seed: int, engine: Engine) -> None:
    words, tried = candidates(written(seed).replace("Bank of the", "Bank of for the"), engine)
    alike = near_rows(words, engine.lookup.meanings.rows, engine.book, *tried).alike
    told = [laid_from(words, engine, *one) for one in zip(*(column.tolist() for column in tried), strict=True)]
    begun = [(form, place - at) for place, at, form in zip(*(column.tolist() for column in tried), strict=True)]
    past_stops = 0
    for n in alike.tolist():
        row = told[n]
        assert row is not None
        if is_in_a_row(plainly(engine.book), row):
            continue
        past_stops += 1
        same = [other for other, key in zip(told, begun, strict=True) if key == begun[n]]
        assert all(other is not None and other[: BRIDGES + 1] == row[: BRIDGES + 1] for other in same)
    assert past_stops > 5


def laid_from(words: Text, engine: Engine, place: int, at: int, form: int) -> list[int] | None:
    """The row of a form laid from a word of it, None if it does not lie."""
    row = [0] * FIELDS
    lies = lay(plainly(words), engine.lookup.meanings.rows.data, plainly(engine.book), form, at, place, row)
    return row if lies else None


@pytest.mark.parametrize(
    "line",
    [
        "Springfeld Police Department",
        "Acme Wigdets Inc.",
        "Acme Wigdets, Inc.",
        "Zubrin Metalwurks",
        "Bank of the Nothern Plains, LLC",
        "Subuaru Corporation",
    ],
)
@pytest.mark.parametrize("between", ["\n", " and "])
def test_names_a_letter_off_need_no_laying_one_by_one(line: str, between: str, engine: Engine) -> None:
    text = f"\nx and{between}{line}{between}y\n"
    words, tried = candidates(text, engine)
    near = near_rows(words, engine.lookup.meanings.rows, engine.book, *tried)
    spans = [words.words[near.rows[:, field], column].tolist() for field, column in ((FIRST, START), (LAST, END))]
    assert line.rstrip(".") in {text[start:end] for start, end in zip(*spans, strict=True)}


def test_what_several_anchors_lead_to_is_there_once(engine: Engine) -> None:
    words, tried = candidates("\nSpringfeld Police Department\n", engine)
    twice = [np.concatenate((column, column)) for column in tried]
    near = near_rows(words, engine.lookup.meanings.rows, engine.book, *twice)
    assert len(near.rows) == len({tuple(row) for row in near.rows.tolist()}) > 0


@pytest.mark.parametrize("seed", range(40, 46))
def test_many_forms_are_told_together_as_few_are_one_by_one(
    seed: int, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = read_plainly(codes_of(written(seed)))
    engine.lookup.resolve(written(seed), words, 1_000)
    mine, book = engine.lookup.meanings.rows, engine.book
    found = spots(words, engine.lookup, book, engine.anchors)
    few = laid_forms(words, mine, book, found)
    monkeypatch.setattr(whole_cells, "WORTHWHILE", 1)
    many = laid_forms(words, mine, book, found)
    # One by one a name past stop words is there from each of its words: with the same edits, in another order.
    told = [{(*row[: BRIDGES + 1], *row[FORM:]) for row in rows.tolist()} for rows in (many, few)]
    assert told[0] == told[1]
    assert len(many) > 60
