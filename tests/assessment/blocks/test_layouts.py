"""Layouts of another author: each gives one list with every row, whatever happened to its lines on their way."""

from __future__ import annotations

import random

import pytest

from leakscan.assessment import find_blocks
from leakscan.assessment.parts import case_of
from leakscan.assessment.reading import Reading
from leakscan.extract import extract
from leakscan.model import Document, Sighting
from tests.assessment.given import NAMES, OTHERS, matches_of, watchlist
from tests.benchmarks.leakbench.layouts import Layout, Table, damages, layouts

CLIENTS = watchlist()
SIZE = 24
SAMPLE = ("comma", "tab", "psql, aligned", "markdown, aligned", "a name a line", "bulleted", "JSON lines, plain")


def _table(ours: int, rng: random.Random, *, beside: bool) -> Table:
    names = [*rng.sample(NAMES, ours), *rng.sample(OTHERS, SIZE - ours)]
    rng.shuffle(names)
    if not beside:
        return Table(("customer",), tuple((name,) for name in names), 0)
    rows = tuple((f"K{rng.randrange(10**4):04}", name, str(rng.randrange(400)), "yes") for name in names)
    return Table(("ref", "customer", "queries", "paid"), rows, 1)


def _best(text: str) -> Reading:
    matches = matches_of(text, CLIENTS)
    best = case_of(matches, find_blocks(text, matches), CLIENTS, text).best
    assert best is not None
    return best


def _read(text: str, ending: str) -> str:
    return extract(Document(text.encode(), Sighting(path=f"x{ending}"))).text


@pytest.mark.parametrize("beside", [True, False], ids=["table", "names alone"])
@pytest.mark.parametrize("layout", layouts().values(), ids=layouts().keys())
def test_every_row_is_read(layout: Layout, beside: bool) -> None:
    text = _read(layout.write(_table(SIZE, random.Random(4), beside=beside), random.Random(4)), layout.ending)
    best = _best(text)
    assert best.clients == SIZE
    assert best.listed <= SIZE + 5


@pytest.mark.parametrize("layout", layouts().values(), ids=layouts().keys())
def test_rows_of_others_are_counted_as_well(layout: Layout) -> None:
    text = _read(layout.write(_table(6, random.Random(5), beside=layout.whole), random.Random(5)), layout.ending)
    assert _best(text).purity <= 0.45


@pytest.mark.parametrize("damage", damages().keys())
@pytest.mark.parametrize("name", SAMPLE)
def test_damaged_lines_are_read(name: str, damage: str) -> None:
    text = layouts()[name].write(_table(SIZE, random.Random(6), beside=True), random.Random(6))
    best = _best("\n".join(damages()[damage](text.split("\n"), random.Random(6))))
    assert best.clients >= SIZE - 1
    assert best.listed <= SIZE + 6
