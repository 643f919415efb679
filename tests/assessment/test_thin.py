"""Documents whose clients are too few in one even table for cutting it to change anything."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import accumulate

import pytest

from leakscan.assessment import assess, find_blocks, thin
from leakscan.assessment.bare import different
from leakscan.assessment.few import as_few
from leakscan.assessment.passage import _otherwise, _passage, _places, lines_of
from leakscan.assessment.thin import (
    _named,
    _parted,
    _quoted,
    _split,
    _Table,
    _thin,
)
from leakscan.model import Entry, Verdict, Watchlist
from tests.assessment.given import NAMES, OTHERS, TOWNS, assessed, matches_of, mentioned_uncut, watchlist, worth

CLIENTS = watchlist()
FIGURED = watchlist(figures=True)

Row = Callable[[str, int], str]
RENDERINGS: dict[str, Row] = {
    "commas": lambda name, i: f"{i},{name},{i * 7919 % 8803},2020",
    "quoted": lambda name, i: f'{i},"{name}, Inc",{i * 7919 % 8803},2020',
    "tabs": lambda name, i: f"{name}\t{i * 7919 % 8803}",
    "bars": lambda name, i: f"| {name} | {i * 7919 % 8803} |",
    "semicolons": lambda name, i: f"{i};{name};{i * 7919 % 8803}",
    "blanks": lambda name, i: f"{name:<40}{i * 7919 % 8803}",
    "dashes": lambda name, i: f"- {name} - {i * 7919 % 8803}",
    "objects": lambda name, i: f'{{"id": {i}, "name": "{name}", "city": "{TOWNS[i % 30]}"}}',
    "bare": lambda name, _: name,
    "bullets": lambda name, _: f"* {name}",
    "numbered": lambda name, i: f"{i + 1}. {name}",
}


def _names(number: int, every: int) -> list[str]:
    """Each so manyth is a client's."""
    return [NAMES[i // every] if i % every == 0 else f"{OTHERS[i % 100]} of {TOWNS[i // 100]}" for i in range(number)]


def _written(row: Row, number: int = 80, every: int = 10) -> str:
    return "\n".join(row(name, i) for i, name in enumerate(_names(number, every)))


@pytest.mark.parametrize("row", RENDERINGS.values(), ids=RENDERINGS)
@pytest.mark.parametrize("number", [80, 900])
def test_few_clients_in_an_even_table_are_a_mention_as_with_its_blocks(row: Row, number: int) -> None:
    told, cut = mentioned_uncut(_written(row, number), CLIENTS)
    assert cut <= told < 0.02


@pytest.mark.parametrize("row", RENDERINGS.values(), ids=RENDERINGS)
@pytest.mark.parametrize("every", [1, 2])
def test_many_clients_are_worth_it(row: Row, every: int) -> None:
    assert worth(_written(row, 80, every))


@pytest.mark.parametrize("agree", [2, 3])
def test_figures_that_agree_are_worth_it(agree: int) -> None:
    known = {entry.name: entry.figures["searches"] for entry in FIGURED.entries[:agree]}
    rows = [f"{name};x;{known.get(name, 9_000_000 + i):.0f}" for i, name in enumerate(_names(80, 10))]
    assert worth("\n".join(rows), FIGURED) == (agree == 3)


def test_figures_under_quotes_are_seen_whole() -> None:
    known = {entry.name: entry.figures["searches"] for entry in FIGURED.entries[5:13]}
    names = [NAMES[5 + i // 10] if i % 10 == 0 else OTHERS[i % 100] for i in range(80)]
    rows = [f'{i},x,{name},"{known.get(name, 9_000_000 + i):,.0f}"' for i, name in enumerate(names)]
    assert worth("\n".join(rows), FIGURED)


def test_a_few_lines_are_cut() -> None:
    assert worth(_written(RENDERINGS["commas"], 24, 8))
    assert not worth(_written(RENDERINGS["commas"], 60, 20))


def test_a_list_beside_the_table_is_cut() -> None:
    listed = "\n".join(NAMES[40:46])
    assert worth(f"{_written(RENDERINGS['commas'])}\n\n{listed}")
    assert worth(f"{listed}\n\n{_written(RENDERINGS['commas'])}")


def test_records_of_several_lines_are_cut() -> None:
    fields = ("name: {}", "city: Avonlea, North, Upper, End", "plan: a, b, c, d", "notes: e, f, g, h")
    records = [field.format(f"{name}, a, b, c") for name in NAMES[:8] for field in fields]
    assert worth("\n".join(records))
    assert worth("\n".join(line.replace(": ", "=") for line in records))
    assert worth("\n".join(line.replace(": ", "\t").replace(",", "") for line in records))


def test_objects_over_several_lines_are_cut() -> None:
    objects = [
        f'{{"name": "{name}", "a": 1, "b": 2,\n"c": 3, "d": 4, "e": 5,\n"f": 6, "g": 7, "h": 8}},' for name in NAMES
    ]
    assert worth("\n".join(objects[:10]))


def test_kinds_of_lines_that_take_turns_are_cut() -> None:
    lines = [line for name in NAMES[:12] for line in (name, "Avonlea North", "4711", "an account")]
    assert worth("\n".join(lines))


def test_sentences_over_several_lines_are_cut() -> None:
    said = "Among those named are " + ", ".join(NAMES[:8]) + " and others\n"
    assert worth(
        "\n".join(f"this goes on about something else in line {'x' * (i % 7)}" for i in range(40)) + "\n" + said
    )


def test_foreign_names_count_once() -> None:
    names = _names(80, 10)
    assert not worth("\n".join(f"{i};{name};x" for i, name in enumerate(names)))
    assert worth("\n".join(f"{i};{name if name in NAMES else OTHERS[i % 9]};x" for i, name in enumerate(names)))


def test_a_planted_client_is_cut() -> None:
    entries = tuple(replace(entry, canary="copy" if entry.key == NAMES[0] else None) for entry in CLIENTS.entries)
    planted = Watchlist("acme", entries)
    assert worth(_written(RENDERINGS["commas"]), planted)
    assert assessed(_written(RENDERINGS["commas"]), planted).verdict is Verdict.CANARY


def test_an_identifier_is_cut() -> None:
    clients = Watchlist("acme", tuple(Entry(n, n, emails=(f"a{i}@acme{i}.example",)) for i, n in enumerate(NAMES)))
    assert worth(_written(RENDERINGS["commas"]) + "\n1,a0@acme0.example,3,4", clients)


@pytest.mark.parametrize("every", [2, 100])
def test_the_lucky_page_of_a_long_directory_does_not_have_it_cut_whole(every: int) -> None:
    lucky = [at for at in range(400, 480) if at % every]
    place = {at: NAMES[i % len(NAMES)] for i, at in enumerate(sorted({*lucky, *range(0, 1500, 25)}))}
    rows = [f"{place.get(at, f'{OTHERS[at % 100]} of {TOWNS[at // 100]}')}\t{at}" for at in range(1500)]
    text = "\n".join(rows)
    matches = matches_of(text, CLIENTS)
    blocks = find_blocks(text, matches)
    assert 100 < sum(len(block.rows) for block in blocks) < 700
    assert assess(matches, blocks, CLIENTS, text).verdict is Verdict.MENTION


@pytest.mark.parametrize(
    "line", ['"odd"\rmiddle,x,y', 'odd,"x"\r,y', '"odd,x,y', 'odd,"x\n,y', '"a ""b""",x,y', "odd,x\r,y"]
)
@pytest.mark.parametrize("at", [0, 3, 59])
def test_whatever_stands_in_quotes_the_lines_of_a_table_are_counted(line: str, at: int) -> None:
    names = [f"{town} {kind}" for kind in ("Hardware", "Dairy Union") for town in TOWNS]
    rows = [f'"{name}",{i},{i % 7}' for i, name in enumerate(names[:60])]
    rows[at] = line
    for place in (5, 20, 40):
        rows[place] = f'"{NAMES[place]}",{place},1'
    text = "\n".join(rows)
    assert not worth(text)


@pytest.mark.parametrize("seed", range(40))
def test_lines_with_quotes_are_cut_at_once_as_one_by_one(seed: int) -> None:
    rng = random.Random(seed)
    lines = [
        "".join(rng.choices(['"', ",", "a", "b c", '""', '",', ',"'], k=rng.randrange(9))) or "a" for _ in range(6)
    ]
    assert _quoted(lines, ",") == [next(csv.reader([line])) for line in lines]


@pytest.mark.parametrize("seed", range(40))
def test_names_are_counted_in_as_many_rows_as_tell(seed: int) -> None:
    rng = random.Random(seed)
    enough, number = rng.choice([3, 9, 30]), rng.choice([1, 4, 12, 40])
    lines = [f"{rng.randrange(number)},{rng.randrange(50)}{rng.choice(['', '', ',x'])}" for _ in range(50)]
    rows = [line.split(",") for line in lines if line.count(",") == 1]
    firsts = [different([cells[at] for cells in rows[: 2 * enough]]) for at in (0, 1)]
    whole = [different([cells[at] for cells in rows]) for at in (0, 1)]
    told = [first if first >= enough else all_ for first, all_ in zip(firsts, whole, strict=True)]
    table = _Table(lines, partial(_split, sign=","), {}, frozenset({0, 1, 7}), 2)
    assert _named(table, enough) == told


@pytest.mark.parametrize("seed", range(40))
def test_few_lines_tell_what_all_do(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(seed)
    different_ones, clients = rng.choice([6, 20, 200]), {f"{at}" for at in range(rng.choice([3, 5, 9]))}
    lines = [f"{'|' * (at % 9 > 0)}{rng.randrange(different_ones)}|x{at}" for at in range(60)]
    table = _Table(lines, partial(_split, sign="|"), {}, frozenset({0, 1}), rng.choice([2, 3]))
    told = _thin(table, clients, CLIENTS, as_few)
    monkeypatch.setattr(thin, "_AT_FIRST", 0)
    assert _thin(table, clients, CLIENTS, as_few) == told


@pytest.mark.parametrize(("before", "columns"), [("|", {1}), (" |", {0, 1}), ("", {0})])
def test_before_a_border_no_names_are_looked_for(before: str, columns: set[int]) -> None:
    text = "\n".join(f"{before}{name}|{i}" for i, name in enumerate(_names(60, 10)))
    lines = lines_of(text, 0, matches_of(text, CLIENTS))
    table = lines and _parted(lines, "|")
    assert table is not None
    assert table.columns == columns


@pytest.mark.parametrize("seed", range(60))
def test_lines_that_say_something_are_told_at_once_as_one_by_one(seed: int) -> None:
    rng = random.Random(seed)
    says = ["a", "é", "| b |", " ²"] * rng.choice([1, 6, 40])
    lines = rng.choices(["", " ", "|--|", "─", *says], k=12)
    first = rng.randrange(12)
    last = rng.randrange(first, 12)
    low, high = first, last + 1
    while low and any(map(str.isalnum, lines[low - 1])):
        low -= 1
    while high < 12 and any(map(str.isalnum, lines[high])):
        high += 1
    silent = [line for line in lines[first : last + 1] if not any(map(str.isalnum, line))]
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    edge = (starts[low], starts[high] - 1)
    assert _passage("\n".join(lines), starts[first], starts[last]) == ((0, 0) if silent else edge)


def test_places_are_told_by_line_and_column() -> None:
    said = "\nab\n\ncde\nf"
    lines, columns = _places(said, [1, 2, 5, 7, 9])
    assert (lines, columns) == ([1, 1, 3, 3, 4], [0, 1, 0, 2, 0])


def test_a_blank_line_between_the_first_matches_is_seen_before_all_lines_are() -> None:
    text = _written(RENDERINGS["tabs"], 60, 10)
    matches = matches_of(text, CLIENTS)
    assert lines_of(text, 0, matches) is not None
    second = text.rfind("\n", 0, matches[1].start)
    parted = text[:second] + "\n" + text[second:]
    assert lines_of(parted, 0, matches_of(parted, CLIENTS)) is None


@pytest.mark.parametrize("keyed", [3, 4, 20, 40])
def test_keys_count_where_they_begin_more_than_half_of_the_lines(keyed: int) -> None:
    lines = ["name: Acme"] * keyed + ["Acme 12:30"] * 5 + ["Acme"] * 14
    assert _otherwise(lines, "\n".join(lines)) == (keyed > 19)


def test_names_are_counted_to_the_end_where_some_lines_are_cut_otherwise() -> None:
    said = [f"{i},x" if i % 3 else f"{i},x,y" for i in range(60)]
    table = _Table(said, lambda lines: _split(lines, ","), {}, frozenset({0}), 2)
    assert _named(table, 5) == [10]
    assert _named(table, 50) == [40]


def test_cells_without_a_quote_are_those_of_the_reader() -> None:
    lines = ["a,b\rc,d", ",,"]
    assert _quoted(lines, ",") == [["a", "b c", "d"], ["", "", ""]]


@pytest.mark.parametrize("row", ["commas", "tabs", "bars", "semicolons"])
@pytest.mark.parametrize(("number", "turned_away"), [(2, True), (8, False)])
def test_clients_on_lines_unlike_the_tables_are_a_list_of_their_own(row: str, number: int, turned_away: bool) -> None:
    """A list follows the table with nothing between them, as one post's the other's in a dump."""
    table = [RENDERINGS[row](f"{OTHERS[i % 100]} of {TOWNS[i // 100]}", i) for i in range(150)]
    text = "\n".join([*table[:75], RENDERINGS[row](NAMES[20], 7), *NAMES[:number], *table[75:]])
    assert thin.thin(text, (0, len(text)), matches_of(text, CLIENTS), CLIENTS) == turned_away


@pytest.mark.parametrize("row", ["commas", "tabs", "bars", "semicolons"])
@pytest.mark.parametrize(("number", "turned_away"), [(2, True), (6, False)])
def test_a_table_amid_a_bare_list_is_one_of_its_own(row: str, number: int, turned_away: bool) -> None:
    """A few clients stand in the list, too, whose names have other signs here and there."""
    listed = [f"{OTHERS[i % 100]} of {TOWNS[i // 100]}{': north' * (i % 9 == 0)}" for i in range(300)]
    table = [RENDERINGS[row](name, at) for at, name in enumerate([*NAMES[:number], *OTHERS[: number // 3]])]
    text = "\n".join([*listed[:20], *NAMES[-4:], *listed[20:150], *table, *listed[150:]])
    assert thin.thin(text, (0, len(text)), matches_of(text, CLIENTS), CLIENTS) == turned_away
