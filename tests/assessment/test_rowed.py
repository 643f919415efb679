"""A list that stands out of a long text is cut, whatever is denser elsewhere; no directory stands out of itself."""

from __future__ import annotations

import random

import pytest

from leakscan.assessment import assess, find_blocks, worth_blocks
from leakscan.assessment.rowed import stands_out
from leakscan.model import Severity
from tests.assessment.given import NAMES, OTHERS, TOWNS, matches_of, watchlist

CLIENTS = watchlist()
WORDS = ("they", "said", "that", "nothing", "of", "it", "was", "known", "when", "the", "shop", "opened", "again")
NOWHERE = (10**9, 10**9)  # behind the text


def _talk(dice: random.Random, lines: int, every: int) -> str:
    """Lines of prose, of which about each so manyth names a client."""
    said = []
    for _ in range(lines):
        words = dice.choices(WORDS, k=dice.randint(8, 24))
        if dice.random() < 1 / every:
            words.insert(4, dice.choice(NAMES))
        said.append(" ".join(words))
    return "\n".join(said)


def _directory(share: float, rows: int) -> str:
    dice = random.Random(5)
    others = [f"{OTHERS[i % 100]} of {TOWNS[i // 100 % 35]}" for i in range(rows)]
    return "\n".join(f"{dice.choice(NAMES) if dice.random() < share else other};{i}" for i, other in enumerate(others))


def _listed(record: str, clients: int = 12) -> str:
    return "".join(record.format(name, n) for n, name in enumerate(NAMES[20 : 20 + clients]))


@pytest.mark.parametrize(
    "record", ["{};{}\n", "- {} ({})\n", "name: {}\nseats: {}\n\n", "<td>{}\n<td>1\n<td>{}\n<tr>\n"]
)
@pytest.mark.parametrize("before", [0, 200, 399])
def test_rows_stand_out_of_talk(record: str, before: int) -> None:
    said = _talk(random.Random(1), 400, 9).split("\n")
    text = "\n".join([*said[:before], _listed(record), *said[before:]])
    matches = matches_of(text, CLIENTS)
    assert stands_out(text, matches, NOWHERE)
    at = text.index(_listed(record))
    assert not stands_out(text, matches, (at, at + 900))


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3])
@pytest.mark.parametrize("rows", [300, 3000])
def test_rows_of_a_directory_do_not(share: float, rows: int) -> None:
    text = _directory(share, rows)
    assert not stands_out(text, matches_of(text, CLIENTS), NOWHERE)


def test_branches_of_one_client_are_no_rows_of_clients() -> None:
    branches = "".join(f"{NAMES[7]}: {town};5\n" for town in TOWNS)
    text = branches + _directory(0.05, 800)
    assert not stands_out(text, matches_of(text, CLIENTS), NOWHERE)


@pytest.mark.parametrize("every", [1, 4, 10])
def test_what_is_all_of_the_text_does_not_stand_out_where_it_was_looked_at(every: int) -> None:
    text = "\n".join(NAMES[i // every % 100] if i % every == 0 else "Bureau" for i in range(600))
    assert not stands_out(text, matches_of(text, CLIENTS), (3000, 6000))


def test_a_line_of_which_a_part_was_looked_at_does_not_stand_out() -> None:
    text = "; ".join(f"{name} of 9" for name in (*OTHERS[:40], *NAMES[:30], *OTHERS[40:]))
    assert not stands_out(text, matches_of(text, CLIENTS), (1500, 2500))


def test_a_stretch_without_a_client_amid_the_rows_hides_none_of_them() -> None:
    text = _talk(random.Random(1), 400, 9) + "\n" + _listed("name: {}\nseats: {}\n\n")
    at = text.index("seats: 5")
    assert stands_out(text, matches_of(text, CLIENTS), (at, at + 8))


@pytest.mark.parametrize("both", [False, True])
def test_a_list_stands_out_behind_a_longer_one_that_was_looked_at(both: bool) -> None:
    longer, shorter = _listed("{};{}\n", 30), _listed("{};{}\n", 15)
    parts = [_talk(random.Random(place), 400, 9) for place in range(3)]
    text = "\n".join([parts[0], longer, parts[1], *([shorter] if both else []), parts[2]])
    at = text.index(longer)
    assert stands_out(text, matches_of(text, CLIENTS), (at, at + len(longer))) == both


@pytest.mark.parametrize("apart", [256, 300])
def test_clients_far_apart_are_no_rows_however_evenly_they_stand(apart: int) -> None:
    text = "\n".join(NAMES[at // apart % 100] if at % apart == 0 else "Bureau" for at in range(20 * apart))
    assert not stands_out(text, matches_of(text, CLIENTS), NOWHERE)


@pytest.mark.parametrize("named", [4, 5])
def test_many_clients_on_one_line_stand_out(named: int) -> None:
    text = _talk(random.Random(2), 300, 20) + "\n" + ", ".join(NAMES[:named]) + "\n"
    assert stands_out(text, matches_of(text, CLIENTS), NOWHERE) == (named == 5)


@pytest.mark.parametrize("talk", [400, 9_000])
@pytest.mark.parametrize("directory", [0, 900])
def test_a_list_amid_other_things_is_found(talk: int, directory: int) -> None:
    dice = random.Random(3)
    before, behind = _talk(dice, talk, 7), _talk(dice, talk, 7)
    text = "\n\n".join([_directory(0.3, directory), before, _listed("{}\t{}\n", 25), behind])
    matches = matches_of(text, CLIENTS)
    assert worth_blocks(matches, CLIENTS, text)
    found = assess(matches, find_blocks(text, matches), CLIENTS, text)
    assert found.severity.rank >= Severity.HIGH.rank
