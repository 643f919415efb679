"""What is told early of a page, before its lines are looked at one by one, is what they would tell."""

from __future__ import annotations

import random
from operator import or_

import pytest

from leakscan.assessment.blocks import groups, lines, periodic, records
from leakscan.assessment.blocks._lining import page_of
from leakscan.assessment.blocks._page import Line, Page

WORDS = ("Avonlea Foods", "Brackwater", "the end", "Coldmere Ltd", "Dunmarsh", "Elmhollow Bank", "Fernwick")


@pytest.mark.parametrize(
    ("text", "heights"),
    [
        ("A a\nB b\n\nC c\nD d\n\nE e", [2, 2, 1]),
        ("A a\nB b\n\nC c\nD d\n\nE e\nF f", [2, 2, 2]),
        ("A a\n\nC c\nD d\n\nE e", None),
        ("A a\n\nB b\n\nC c", None),
    ],
)
def test_groups_are_looked_for_where_lines_follow_two_others(text: str, heights: list[int] | None) -> None:
    blocks = groups.find(page_of(text))
    told = [[sum(cell.end > cell.start for cell in row.cells) for row in block.rows] for block in blocks]
    assert told == ([heights] if heights else [])


@pytest.mark.parametrize("seed", range(60))
def test_a_page_without_two_groups_of_one_height_holds_none(seed: int) -> None:
    rng = random.Random(seed)
    page = page_of("".join(f"{rng.choice(WORDS)}\n" + "\n" * (rng.random() < 0.9) for _ in range(12)))
    made = [group for group, _ in groups._groups(page)]
    heights = [len(group) for group in made if 2 <= len(group) <= 8]
    assert groups._alike(page) == (len(heights) > len({*heights}))
    if not groups._alike(page):
        assert not groups._block(page, made)


@pytest.mark.parametrize("seed", range(200))
def test_lines_of_one_kind_have_no_period(seed: int) -> None:
    rng = random.Random(seed)
    said = rng.sample(WORDS, rng.randrange(4, 8)) * rng.choice([1, 1, 2, 3])
    said += [rng.choice(["7 Main St", "a@b.example", "é", "Oakhaven", "12"])] * rng.randrange(3)
    rng.shuffle(said)
    lines = [line for line in page_of("\n".join(said)).lines if line.text]
    if periodic._of_one_kind(lines):
        kinds = periodic._kinds_of(lines)
        assert set(kinds) == {"words"}
        assert not periodic._period(kinds)


@pytest.mark.parametrize(
    ("more", "one"),
    [
        ([], True),
        (["Avonlea Foods"], True),
        (["Avonlea Foods"] * 2, False),
        (["7 Main St"], False),
        (["a@b"], False),
        (["• Île d'Or"], True),
        (["Note²"], False),
        (["• ٣ rue"], False),
    ],
)
def test_words_that_all_differ_are_of_one_kind(more: list[str], one: bool) -> None:
    lines = [line for line in page_of("\n".join([*WORDS, *more])).lines if line.text]
    assert periodic._of_one_kind(lines) is one


@pytest.mark.parametrize("seed", range(200))
def test_lines_that_begin_as_one_before_are_read_as_that_was(seed: int) -> None:
    rng = random.Random(seed)
    keys = ("Name", "- Name", '"name"', "Seats of it", "Name: x", "a.b.c", "X-Y", "#no", "Name  ")
    signs = (": ", ":", " = ", "=", "=>", "\t", ":\t", " | ", "...", ":: ", "  :  ")
    values = ("", "Acme", "Acme: Foods", "= x", ": y", ".5", "a=b", "Acme | 7", "x\ty ", "12 > 3")
    chosen = ("Name", *rng.sample(keys, 2)), (": ", *rng.sample(signs, 2))
    page = page_of("\n".join("".join(map(rng.choice, (*chosen, values))) for _ in range(60)))
    known: dict[str, str] = {}
    again = [records._again(page, at, known) or records._pair(page, at, known) for at in range(60)]
    assert again == [records._pair(page, at) for at in range(60)]
    assert any(records._again(page, at, known) for at in range(60))


@pytest.mark.parametrize("seed", range(100))
def test_kinds_of_lines_told_at_once_are_those_of_each(seed: int) -> None:
    rng = random.Random(seed)
    odd = rng.choice([[], ["é"], ["Note²"], ["٣"], ["two\nlines"]])
    said = rng.choices([*WORDS, "", "12", "7 Main St", "a@b.example", "A-12", "1,200 $", *odd], k=12)
    assert periodic._each(said) == [periodic._kind(line) for line in said]


@pytest.mark.parametrize("height", [2, 3, 5])
@pytest.mark.parametrize("more", [0, 1])
def test_records_of_whole_rows_are_those_with_a_line_too_few(height: int, more: int) -> None:
    record = [["Avonlea Foods", "12", "a@b.example", "A-12", "7 Main St"][at] for at in range(height)]
    (block,) = periodic.find(page := page_of("\n".join(record * 6 + record[:more])))
    told = [[page.text[cell.start : cell.end] for cell in row.cells] for row in block.rows]
    assert [[cell for cell in row if cell] for row in told] == [record] * 6 + [record[:more]] * more


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        (["Acme", "", "Brack"], []),
        (["Acme", "-----", "Brack"], [1]),
        (["\u3000--", "\x1c==", "x--"], [0, 1]),
        (["Acme", " ", "| a |", "|---|"], [3]),
    ],
)
def test_borders_are_looked_for_where_a_line_may_begin_with_one(lines: list[str], rules: list[int]) -> None:
    page = page_of("\n".join(lines))
    assert page.ruled == rules
    assert len(page.rule) == len(lines)
    assert page.blank == [not line.strip() for line in lines]


def _one_by_one(page: Page) -> list[list[Line]]:
    """Runs as they are when lines are taken one after another."""
    runs, current = list[list[Line]](), list[Line]()
    for line, blank in zip(page.lines, map(or_, page.blank, page.rule), strict=True):
        if len(line.text) > 110 or (blank and not (current and current[-1].text)):
            runs, current = [*runs, current], []
        else:
            current.append(Line(line.start, line.start, "") if blank else line)
    return [run for run in [*runs, current] if len(run) >= 6]


@pytest.mark.parametrize("seed", range(150))
def test_runs_are_parted_by_long_lines_and_two_that_are_silent(seed: int) -> None:
    rng = random.Random(seed)
    kinds = ["Acme", "12", "", "  ", "-----", "x" * 111, "x" * 110, "Brack", "Cold"]
    page = page_of("\n".join(rng.choices(kinds, [9, 9, 2, 1, rng.randrange(2), 1, 1, 9, 9], k=60)))
    told = [run for run in periodic._runs(page) if len(run) >= 6]
    assert told == _one_by_one(page)


@pytest.mark.parametrize(
    "said", ["Acme", "- Acme", "1. Acme", "12", "a) Acme", "acme ltd", "(3) x", "", "  * x", "٣. x", "# 7"]
)
def test_edges_without_bullets_are_those_of_the_line_without_its_own(said: str) -> None:
    line = Line(5, 5 + len(said), said)
    bare = lines.unbulleted(line)
    assert lines.unbulleted_edges([line, line]) == [(bare.start, bare.end)] * 2


@pytest.mark.parametrize("mark", ["", "# ", "> "])
def test_the_line_of_each_place_that_matters(mark: str) -> None:
    rng = random.Random(3)
    text = "".join(f"{mark}{rng.choice(WORDS)}\n" for _ in range(30))
    places = sorted({0, 1, len(text) - 1, *rng.sample(range(len(text)), 20)})
    page = page_of(text, places)
    expected = [max(0, *[at for at, start in enumerate(page.starts) if start <= place], 0) for place in places]
    assert list(page.where) == expected
    assert list(page.held) == sorted(set(expected))
    taken = page.without(periodic.find(page) or lines.find(page))
    assert list(taken.where) == expected
    assert list(taken.free) == [p for p, line in zip(places, expected, strict=True) if not taken.blank[line]]
    assert not list(page_of(text).held)
