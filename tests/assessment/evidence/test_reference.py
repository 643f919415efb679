"""A public directory explains its own slices; a block purer than the directory could be stays a leak."""

from __future__ import annotations

import pytest

from leakscan.model import Verdict, Watchlist
from leakscan.reference import Reference, explained, plain
from tests.assessment.given import NAMES, OTHERS, assessed, watchlist

CLIENTS = watchlist(NAMES[:70])


def _directory(*, at: dict[str, str] | None = None) -> Reference:
    names = (*NAMES, *OTHERS)
    return Reference("police", {plain(name): frozenset({(at or {}).get(name, "")}) for name in names})


def _slice(ours: int, others: int) -> str:
    return "\n".join(sorted((*NAMES[:ours], *OTHERS[:others])))


def test_slice_of_the_directory_is_a_mention() -> None:
    dense = dict.fromkeys((*NAMES[:60], *OTHERS[:20]), "north")
    text = _slice(55, 20)
    assert assessed(text, CLIENTS).verdict is Verdict.CLIENT_LIST
    found = assessed(text, explained(CLIENTS, (_directory(at=dense),)))
    assert found.verdict is Verdict.MENTION
    says = next(item for item in found.evidence if item.test == "reference")
    assert says.bits < -3
    assert says.says == (
        "75 of the 75 rows stand in the public list 'police', "
        "where 75% of the organisations of their regions are our clients"
    )


def test_block_purer_than_the_directory_is_a_leak() -> None:
    found = assessed("\n".join(NAMES[:60]), explained(CLIENTS, (_directory(),)))
    assert found.verdict is Verdict.CLIENT_LIST
    assert next(item for item in found.evidence if item.test == "reference").bits > -1


def test_national_rate_does_not_explain_a_region() -> None:
    text = _slice(55, 20)
    assert assessed(text, explained(CLIENTS, (_directory(),))).verdict is Verdict.CLIENT_LIST


def test_directory_of_others_says_nothing() -> None:
    foreign = Reference("firms", {plain(name): frozenset({""}) for name in OTHERS})
    found = assessed("\n".join(NAMES[:30]), explained(CLIENTS, (foreign,)))
    assert not [item for item in found.evidence if item.test == "reference"]


@pytest.mark.parametrize("text", ["", NAMES[0], ", ".join(NAMES[:12]) + "."])
def test_bits_still_add_up(text: str) -> None:
    found = assessed(text, explained(CLIENTS, (_directory(),)))
    assert found.score == pytest.approx(1 / (1 + 2 ** -sum(item.bits for item in found.evidence)))


def test_rate_is_that_of_the_region_with_most_clients() -> None:
    clients = Watchlist("acme", watchlist(("A Bank", "B Bank")).entries)
    reference = Reference(
        "banks",
        {
            "abank": frozenset({"x", "y"}),
            "bbank": frozenset({"x"}),
            "cbank": frozenset({"y"}),
            "dbank": frozenset({"y"}),
        },
    )
    assert explained(clients, (reference,)).references["banks"] == {
        "abank": 1.0,
        "bbank": 1.0,
        "cbank": pytest.approx(1 / 3),
        "dbank": pytest.approx(1 / 3),
    }
