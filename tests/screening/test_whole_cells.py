"""Names that fill their cell come out at once as they would one by one."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index
from leakscan.screening.book import WORDS_AT
from leakscan.screening.chars import codes_of
from leakscan.screening.index import Engine
from leakscan.screening.judge import judge
from leakscan.screening.read import read_plainly
from leakscan.screening.spots import spots
from leakscan.screening.text import END, START, Text, plainly
from leakscan.screening.walk import FIELDS, FIRST, FORM, LAST, lay
from leakscan.screening.whole_cells import cell_rows

NAMES = (
    "Springfield Police Department",
    "Acme Widgets Inc.",
    "Beta Solar GmbH & Co. KG",
    "Bank of the North LLC",
    "Rice & Oil-Mill (India) Private Limited",
    "Target Corporation",
    "Avon, IN",
    "Global Business Ltd",
)
BETWEEN = (
    "\n",
    ";",
    "\t",
    ",",
    " | ",
    "|",
    ", ",
    ".\n",
    " ",
    "\nIN,",
    " Co\n",
    " Co., Ltd.\n",
    " SA;",
    "_Inc,_LLC;",
    " Co,- Ltd\n",
    " and ",
    "\r\n",
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))]).engine


def candidates(text: str, engine: Engine) -> tuple[Text, list[Any]]:
    """The words of a text, and the places, words of forms and forms that may lie in it."""
    words = read_plainly(codes_of(text))
    engine.lookup.resolve(text, words, 1_000)
    found = spots(words, engine.lookup, engine.book, engine.anchors)
    runs = zip(found.places.tolist(), found.firsts.tolist(), found.lasts.tolist(), strict=True)
    tried = [
        (place, *engine.book.postings[n, 1::-1].tolist()) for place, first, last in runs for n in range(first, last)
    ]
    places, at, forms = np.array(tried, np.int64).reshape(-1, 3).T
    return words, [places, at, forms.astype(np.int32)]


def one_by_one(words: Text, engine: Engine, form: int, at: int, place: int) -> list[int] | None:
    laid = [0] * FIELDS
    mine, text, book = engine.lookup.meanings.rows.data, plainly(words), plainly(engine.book)
    return laid if lay(text, mine, book, form, at, place, laid) and judge(text, mine, book, laid) else None


@pytest.mark.parametrize("seed", range(8))
def test_rows_are_those_of_laying_and_judging(seed: int, engine: Engine) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choice(NAMES) + chance.choice(BETWEEN) for _ in range(60))
    words, (places, at, forms) = candidates(text, engine)
    mine = engine.lookup.meanings.rows
    rest, rows, laid = cell_rows(words, mine, engine.book, places, at, forms)
    done = sorted(set(range(len(places))) - set(rest.tolist()))
    slow = {tuple(one_by_one(words, engine, int(forms[n]), int(at[n]), int(places[n])) or ()) for n in done}
    buffers = plainly(words), mine.data, plainly(engine.book)
    judged = [row for row in laid.tolist() if judge(*buffers, row)]
    assert slow - {()} == {tuple(row) for row in (*rows.tolist(), *judged)}
    assert len(rows) > 10
    assert len(judged) > 3


@pytest.mark.parametrize(
    "line", ["Acme Widgets Inc.", "Acme Widgets, Inc", "Bank of the North LLC", "Rice & Oil-Mill (India) Pvt. Ltd."]
)
def test_the_usual_lines_of_lists_need_no_laying(line: str, engine: Engine) -> None:
    text = f"\n{line}\n"
    words, (places, at, forms) = candidates(text, engine)
    _, rows, _ = cell_rows(words, engine.lookup.meanings.rows, engine.book, places, at, forms)
    spans = {text[words.words[row[FIRST], START] : words.words[row[LAST], END]] for row in rows.tolist()}
    assert line.rstrip(".") in spans
    assert all(engine.book.forms[row[FORM] + 1, WORDS_AT] > engine.book.forms[row[FORM], WORDS_AT] for row in rows)
