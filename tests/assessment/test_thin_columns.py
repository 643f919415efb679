"""Which lines of an even table are counted, and which of their cells may be names."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from leakscan.assessment import thin
from leakscan.assessment.few import as_few
from leakscan.assessment.passage import Lines, lines_of
from leakscan.assessment.thin import _parted, _thin
from leakscan.model import Match
from tests.assessment.given import NAMES, OTHERS, TOWNS, matches_of, mentioned_uncut, watchlist, worth
from tests.assessment.test_thin import RENDERINGS, _names

CLIENTS = watchlist()


@pytest.mark.parametrize("rows", [27, 29, 31, 60])
def test_lines_too_few_for_so_many_clients_are_not_looked_at(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [*NAMES[:11], *_names(100, 200)[1 : rows - 10]]
    text = "\n".join(map(RENDERINGS["semicolons"], names, range(rows)))
    matches, looked = matches_of(text, CLIENTS), list[str]()
    lines = lines_of(text, 0, matches)
    table = lines and _parted(lines, ";")
    assert table
    few = _thin(table, {match.entry for match in matches}, CLIENTS, as_few)

    def looking(said: str, start: int, held: Sequence[Match]) -> Lines | None:
        looked.append(said)
        return lines_of(said, start, held)

    monkeypatch.setattr(thin, "lines_of", looking)
    assert thin.thin(text, (0, len(text)), matches, CLIENTS) is few is bool(looked)
    assert few is (rows > 30)


def test_columns_of_blanks_are_cut_at_two_or_more() -> None:
    rows = [f" {name}  {i} x {' ' * (i % 5 + 2)}y{i}" for i, name in enumerate(_names(40, 8))]
    text = "\n".join(rows)
    lines = lines_of(text, 0, matches_of(text, CLIENTS))
    table = lines and _parted(lines, "  ")
    assert table
    assert table.usual == 3
    assert table.columns == {0}
    assert table.cut(table.said[7:9]) == [
        ["Harrowgate Hardware of Avonlea", "7 x", "y7"],
        ["Brackwater Police Department", "8 x", "y8"],
    ]


@pytest.mark.parametrize("sign", ["\t", "|", ":"])
@pytest.mark.parametrize(("again", "columns"), [(16, {0, 1}), (15, {1})])
def test_what_recurs_first_on_the_lines_may_be_keys(sign: str, again: int, columns: set[int]) -> None:
    names = _names(40, 20)
    keys = [*(["name", "town", "key 1", "key 2"] * 8)[: 2 * again], *[f"key {letter}" for letter in "abcdefghij"]]
    lines = lines_of(
        text := "\n".join(f"{key}{sign}{n}" for key, n in zip(keys, names, strict=False)), 0, matches_of(text, CLIENTS)
    )
    table = lines and _parted(lines, sign)
    assert table
    assert table.columns == columns


@pytest.mark.parametrize("sign", [";", ",", "  ", " - "])
def test_no_keys_stand_before_what_parts_none_from_its_value(sign: str) -> None:
    text = "\n".join(sign.join(("NORT", name, "x")) for name in _names(40, 20))
    lines = lines_of(text, 0, matches_of(text, CLIENTS))
    table = lines and _parted(lines, sign)
    assert table
    assert table.columns == {1}
    assert not worth(text, CLIENTS)


@pytest.mark.parametrize(("bare", "told"), [(0, True), (5, True), (6, False)])
def test_one_comma_a_line_parts_cells_where_nearly_all_lines_have_one(bare: int, told: bool) -> None:
    at = {0: 0, 5: 1, 14: 2, 22: 3, 33: 4}
    names = [NAMES[at[i]] if i in at else f"{OTHERS[i]} of {TOWNS[0]}" for i in range(50)]
    text = "\n".join(f"{name},OH" if i < 50 - bare else name for i, name in enumerate(names))
    if told:
        scores = mentioned_uncut(text, CLIENTS)
        assert abs(scores[0] - scores[1]) < 0.004
    else:
        assert worth(text, CLIENTS)


def test_lines_with_one_comma_that_take_turns_are_cut() -> None:
    records = [(f"{name}, Inc", f"{i} Main St, Avon", f"{OTHERS[i]}, Lee") for i, name in enumerate(NAMES[:12])]
    assert worth("\n".join(line for record in records for line in record), CLIENTS)
