"""Documents whose clients are too few among the values of one key for cutting it to change anything."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from leakscan.assessment.keyed import _brackets, _usual, _values, _Way
from tests.assessment.given import NAMES, OTHERS, TOWNS, mentioned_uncut, watchlist, worth

CLIENTS = watchlist()
FIGURED = watchlist(figures=True)

Part = Callable[[str, int], str]
CODE = """def handle_{i}(store):
    if store is None:
        raise ValueError('{name}')
    return store.get({{'name': '{name}', 'limit': {i}}})
"""
RENDERINGS: dict[str, Part] = {
    "code": lambda name, i: CODE.format(name=name, i=9_000_000 + i),
    "objects": lambda name, i: f'{{\n  "symbol": "S{i}",\n  "company": "{name}",\n  "last": {9_000_000 + i}\n}},',
    "one line": lambda name, i: f'{{"company":"{name}","last":{9_000_000 + i}}}, ',
    "arrays": lambda name, i: f"{{\n'tags': ['a', 'b'],\n'company' => '{name}',\n}},",
    "tags": lambda name, i: f"<org>\n<name>{name}</name>\n<seats>{9_000_000 + i}</seats>\n</org>",
    "records": lambda name, i: f"Name: {name}\nTown: {TOWNS[i % 30]}\nSeats: {9_000_000 + i}\n",
}


def _names(number: int, every: int) -> list[str]:
    """One in so many is a client's, here and there."""
    clients = iter(NAMES)
    chosen = (
        {*range(0, number, every)} if every < 3 else {at + (at // every) ** 2 % every for at in range(0, number, every)}
    )
    return [next(clients) if i in chosen else f"{OTHERS[i % 100]} of {TOWNS[i // 100]}" for i in range(number)]


def _written(part: Part, number: int = 80, every: int = 6) -> str:
    return "\n".join(part(name, i) for i, name in enumerate(_names(number, every)))


@pytest.mark.parametrize("part", RENDERINGS.values(), ids=RENDERINGS)
@pytest.mark.parametrize("number", [40, 80, 400])
def test_few_clients_behind_a_key_are_a_mention_as_with_its_blocks(part: Part, number: int) -> None:
    told, cut = mentioned_uncut(_written(part, number), CLIENTS)
    assert abs(cut - told) < 0.002


@pytest.mark.parametrize("part", RENDERINGS.values(), ids=RENDERINGS)
@pytest.mark.parametrize("every", [1, 2])
def test_many_clients_are_worth_it(part: Part, every: int) -> None:
    assert worth(_written(part, 80, every))


@pytest.mark.parametrize("part", RENDERINGS.values(), ids=RENDERINGS)
def test_clients_who_weigh_hardly_more_than_no_list_are_a_mention(part: Part) -> None:
    places = [0, 1, 3, 6, 10, 12, 17, 20, 23, 24]

    def written(clients: int) -> str:
        chosen = dict(zip(places[:clients], NAMES, strict=False))
        return "\n".join(part(chosen.get(i, f"{OTHERS[i]} of {TOWNS[i]}"), i) for i in range(25))

    told, cut = mentioned_uncut(written(9), CLIENTS)
    assert told < cut < 0.004
    assert worth(written(10), CLIENTS)


@pytest.mark.parametrize("part", RENDERINGS.values(), ids=RENDERINGS)
def test_few_values_are_cut(part: Part) -> None:
    assert worth(_written(part, 11, 4))


@pytest.mark.parametrize("agree", [2, 3])
@pytest.mark.parametrize(
    "part", ['{{\n"a": "x",\n"name": "{}",\n"n": {:.0f}\n}},', "<o><name>{}</name>\n<n>{:.0f}</n></o>"]
)
def test_figures_that_agree_are_worth_it(part: str, agree: int) -> None:
    known = {entry.name: entry.figures["searches"] for entry in FIGURED.entries[:agree]}
    parts = [part.format(name, known.get(name, 9_000_000 + i)) for i, name in enumerate(_names(80, 10))]
    assert worth("\n".join(parts), FIGURED) == (agree == 3)


def test_figures_with_commas_are_seen_whole_and_parted() -> None:
    known, names = {entry.name: entry.figures["searches"] for entry in FIGURED.entries}, _names(80, 6)
    for part in ("Name: {}\nSeats: {:,.0f}\n", "Name: {}\nSeats: 1.5,{:.0f}\n"):
        assert worth("\n".join(part.format(name, known.get(name, 9_000_000)) for name in names), FIGURED)


def test_an_array_of_clients_beside_a_long_one_of_others_is_cut() -> None:
    def written(names: Sequence[str]) -> str:
        return "\n".join(f'{{\n"a": "x",\n"name": "{name}",\n"b": 1\n}},' for name in names)

    clients, others = written(NAMES[:6]), written([f"{OTHERS[i % 100]} of {TOWNS[i // 100]}" for i in range(80)])
    assert worth(f'{{"ours": [{clients}],\n"theirs": [{others}]}}')
    assert worth(f'{{"theirs": [{others}],\n"ours": [{clients}]}}')


@pytest.mark.parametrize("size", [7, 40])
def test_cells_of_several_columns_in_one_tag_are_cut(size: int) -> None:
    cells = [
        "<tr><td>{}</td><td>plan {}</td><td>{} Street</td></tr>",
        "<td>{}</td>\n<td>plan {}</td>\n<td>{} Street</td>",
    ]
    for row in [
        *cells,
        '{{"key": "a", "value": "{}"}}, {{"key": "b", "value": "x{}"}}, {{"key": "c", "value": "y{}"}},',
    ]:
        assert worth("\n".join(row.format(name, i, TOWNS[i % 30]) for i, name in enumerate(NAMES[:size])))


@pytest.mark.parametrize(("rendering", "cut"), [("code", False), ("objects", True), ("tags", True)])
def test_columns_take_no_turns_where_other_words_stand_before_each_value(rendering: str, cut: bool) -> None:
    names = [NAMES[i] if i in {6, 10, 14} else f"{OTHERS[i]} of {TOWNS[i]}" for i in range(25)]
    assert worth("\n".join(RENDERINGS[rendering](name, i) for i, name in enumerate(names))) == cut


def test_clients_who_stand_otherwise_are_cut() -> None:
    text = _written(RENDERINGS["objects"])
    assert not worth(f"{text}\nof {NAMES[30]}")
    assert worth(f"{text}\nof {NAMES[30]}\nof {NAMES[31]}")


def test_a_planted_client_is_worth_it() -> None:
    text = _written(RENDERINGS["tags"])
    entries = tuple(replace(e, canary="copy") if e.name == NAMES[3] else e for e in CLIENTS.entries)
    assert worth(text, replace(CLIENTS, entries=entries))


def test_foreign_values_count_once() -> None:
    names = [name if name in NAMES else OTHERS[i % 9] for i, name in enumerate(_names(80, 8))]
    assert worth("\n".join(RENDERINGS["objects"](name, i) for i, name in enumerate(names)))


@pytest.mark.parametrize("odd", ["'},\n{'name': '", "a\0b]\0[(", "(\0)", "", "ä〈]"])
def test_the_brackets_of_all_stretches_are_those_of_each(odd: str) -> None:
    stretches = ["f(x, g(y))}", odd, "(())[", "()"]
    assert _brackets(stretches) == [_brackets([one.replace("\0", "")])[0] for one in stretches]
    assert _brackets(["f(x, g(y))}", "(())[", "()"]) == [b"}", b"[", b""]
    assert _brackets([]) == []


@pytest.mark.parametrize(
    ("between", "usual"),
    [([], (b"", 0)), ([b"}{"] * 3, (b"}{", 3)), ([b"", b"}", b"}"], (b"}", 2)), ([b"(", b")"], (b"(", 1))],
)
def test_what_recurs_most_is_usual(between: Sequence[bytes], usual: tuple[bytes, int]) -> None:
    assert _usual(between) == usual


def test_a_value_ends_with_its_quote_or_its_line() -> None:
    said = "name: 'Acme', x\nname: 'Bolt\n', name: 'Core"
    values = _values(said, (0, len(said)), _Way("name: '", "'"))
    assert values.said == ["Acme", "Bolt", "Core"]
    assert list(values.between) == ["', x\n", "\n', "]


@pytest.mark.parametrize("number", [40, 80, 400])
def test_few_clients_among_strings_are_a_mention_as_with_their_block(number: int) -> None:
    told, cut = mentioned_uncut(json.dumps(_names(number, 6)), CLIENTS)
    assert abs(cut - told) < 0.002


def test_strings_of_several_columns_are_cut() -> None:
    cells = [cell for name in NAMES[:20] for cell in (name, "Avon", "12")]
    assert worth(json.dumps(cells), CLIENTS)
    assert worth(json.dumps([NAMES[0], "Avon", *cells]), CLIENTS)


def test_an_array_full_of_clients_behind_one_of_others_is_cut() -> None:
    others = [f"{name} of {town}" for name in OTHERS for town in TOWNS[:2]]
    assert not worth(
        json.dumps([*others[:90], *NAMES[:1], *others[90:95], *NAMES[1:3], *others[95:97], NAMES[3]]), CLIENTS
    )
    assert worth(json.dumps([others, list(NAMES[:14])]), CLIENTS)
    assert worth(json.dumps({"others": others, "clients": NAMES[:14]}), CLIENTS)
