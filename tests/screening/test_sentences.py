"""Sentences are the same whether compiled code writes them or not, of texts of any characters."""

from __future__ import annotations

import random
from importlib.util import find_spec

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index, screen_texts
from leakscan.screening.explain import MANY, MET
from leakscan.screening.kernels import SWITCH
from tests.screening.test_kernels import NAMES, index_of

pytestmark = [
    pytest.mark.skipif(find_spec("numba") is None, reason="the extra is not installed"),
    pytest.mark.timeout(300),  # compiling takes half a minute, unless it was done: so not among those that begin first
]
# Names with edits as well as letters of all sorts, and with all else that a sentence may say.
EDITED = (
    "Sprngfield PD",
    "Springfeild Police Departmnt",
    "SPRNGFIELD POLICE DEPARTMENT",
    "Spring field Police Departmnt",
    "Spring-\nfeild Police Department",
    "Sprngfield P0lice",
    "| Springfield | Police Department |",
    "Blue Rigde Communications",
    "Blu Ridge Comunications of the North",
    "Blue Rigde Comunications of the Nortb LCC",
    "Target Corporatiom",
    "Tarjet Corporation",
    "Univercity of Michigan",
    "Michigan, Univercity of",
    "Ada County Sherif's Office",
    "Société Genérable",
    "S\u200boci\u0301té Gén\u00adérqle SA",
    "Blue Ridgé Comm",
    "ООО Ромажка",
)


@pytest.mark.parametrize("seed", range(6))
def test_sentences_of_edits_are_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a text of ASCII, too, and where there is no room for all of them at first."""
    from leakscan.screening.compiled import sentences

    chance = random.Random(seed)
    pieces = [piece for piece in EDITED if seed % 2 or piece.isascii()]
    text = "\n".join(chance.choice(pieces) + chance.choice(("", "", ",", " ...")) for _ in range(50 * MANY))
    index = index_of(NAMES)
    monkeypatch.setenv(SWITCH, "no")
    screen_texts([text], index)  # unknown words are learnt, as many at a time as a text's size pays for
    plain = screen_texts([text], index)
    monkeypatch.setenv(SWITCH, "yes")
    monkeypatch.setattr(sentences, "_LETTERS", 1 if seed > 3 else sentences._LETTERS)
    assert screen_texts([text], index) == plain
    told = [match.rule for match in plain[0].matches]
    assert sum("edit" in rule for rule in told) > 10 * MANY
    assert all(any(what in rule for rule in told) for what in MET)


def test_sentences_are_the_same_where_a_rule_has_what_parts_them(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = Entry(key="a", name="Springfield Widget Works")
    index = compile_index([Watchlist("w", (entry,), abbreviations={"W\x01W": "Widget Works"})])
    for switch in ("no", "yes"):
        monkeypatch.setenv(SWITCH, switch)
        (found,) = screen_texts(["Sprngfield WW\n" * MANY], index)
        told = [match.rule for match in found.matches]
        assert told == ["W\x01W = Widget Works; 1 edit: sprngfield → springfield"] * MANY
