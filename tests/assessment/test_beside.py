"""Numbers that are ours say nothing beside far more that are not, where these are surely those of clients."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from tests.assessment.given import NAMES, OTHERS, assessed, mentioned_uncut, watchlist, worth

FIGURED = watchlist(figures=True)
OURS = {entry.name: int(entry.figures["searches"]) for entry in FIGURED.entries}
CLIENTS = NAMES[10:34]
"""Of whom each has a figure of several digits."""

Row = Callable[[str, int], str]
ROWS: dict[str, Row] = {
    "commas": lambda name, number: f"{name},x,{number}",
    "quotes": lambda name, number: f'x,"{name}","{number:,}"',
    "semicolons": lambda name, number: f"x;{name};{number}",
    "tabs": lambda name, number: f"{name}\t{number}",
    "dashes": lambda name, number: f"{name} - 3 / {number}",
}


def _table(row: Row, agree: int, others: int = 5) -> str:
    """Each client behind so many others; so many have the number that we know."""
    lines = list[str]()
    for at, name in enumerate(CLIENTS):
        lines.append(row(name, OURS[name] if at % 8 < agree // 3 else 9_000_000 + at))
        beside: Sequence[str] = [OTHERS[(at * others + i) % len(OTHERS)] for i in range(others)]
        lines += [row(f"{other} {'ABCDE'[at % 5]}", 7_000_000 + at * others + i) for i, other in enumerate(beside)]
    return "\n".join(lines)


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
@pytest.mark.parametrize("agree", [3, 6, 9, 12, 15, 18, 21, 24])
def test_whatever_is_told_has_no_figures_with_its_blocks(row: Row, agree: int) -> None:
    text = _table(row, agree)
    assert worth(text, FIGURED) == (agree > 3)
    assert bool(assessed(text, FIGURED).figures) == (agree > 6)
    if agree == 3:
        mentioned_uncut(text, FIGURED)


def test_of_names_amid_longer_cells_it_is_not_clear_whose_numbers_differ() -> None:
    assert not worth(_table(ROWS["commas"], 3), FIGURED)
    amid = "the new and then the old one of all "
    assert worth(_table(lambda name, number: f"{amid if name in CLIENTS else ''}{name},x,{number}", 3), FIGURED)


def test_numbers_beside_the_name_in_its_cell_are_not_counted() -> None:
    assert worth(_table(lambda name, number: f"{name} {number},x,y", 3), FIGURED)


def test_of_a_part_of_a_text_nothing_is_concluded() -> None:
    lines = _table(ROWS["commas"], 3).split("\n")
    lines.sort(key=lambda line: line.rsplit(",", 1)[1] not in {str(OURS[name]) for name in CLIENTS})
    known, unknown = lines[:3], lines[3:]
    text = "\n".join([*unknown[:40], *known, *unknown[40:]])
    assert not worth(text, FIGURED)
    assert worth(text + "\n" + "\n".join(f"{name} A,x,1" for name in OTHERS * 3), FIGURED)


def test_of_several_versions_any_may_agree() -> None:
    figures = {entry.key: entry.figures for entry in FIGURED.entries}
    assert worth(_table(ROWS["commas"], 3), replace(FIGURED, versions={date(2020, 1, 1): figures}))


def test_two_clients_of_a_line_may_each_be_meant() -> None:
    twice = _table(lambda name, number: f"{NAMES[0] if name in CLIENTS else ''} {name},x,{number}", 3)
    assert worth(twice, FIGURED)
