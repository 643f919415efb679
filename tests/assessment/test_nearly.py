"""Names that are only nearly those of clients: a few are slips, more of them are others' names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from leakscan.assessment import assess, find_blocks
from leakscan.model import Assessment, Match
from tests.assessment.given import NAMES, OTHERS, matches_of, watchlist

CLIENTS = watchlist()


def _told(right: int, nearly: int, others: int, rule: str = "1 edit: x → y", score: float = 0.94) -> Assessment:
    """A list of so many clients, so many that are matched with that rule and score, and so many others."""
    text = "\n".join([*NAMES[: right + nearly], *OTHERS[:others]])
    matches = _marked(matches_of(text, CLIENTS), NAMES[right : right + nearly], rule, score)
    return assess(matches, find_blocks(text, matches), CLIENTS, text)


def _marked(matches: Sequence[Match], names: Sequence[str], rule: str, score: float) -> list[Match]:
    return [replace(m, rule=rule, score=score) if m.entry in names else m for m in matches]


def _rows(found: Assessment) -> str:
    return next(item.says for item in found.evidence if item.test == "purity")


def test_a_slip_in_ten_names_is_no_doubt() -> None:
    assert _rows(_told(20, 2, 8)) == "22 of the 30 lines of one list are clients (73%)"


def test_more_than_slips_count_as_others() -> None:
    found = _told(14, 8, 18)
    assert _rows(found) == (
        "16 of the 40 lines of one list are clients (40%); "
        "6 more names are nearly a client's, as no slip explains, and count as others'"
    )
    assert found.score < _told(22, 0, 18).score - 0.3
    assert found.clients.purity == pytest.approx(0.4)


@pytest.mark.parametrize(("right", "nearly"), [(0, 30), (3, 27)])
def test_a_list_in_which_every_name_is_misspelt_is_not_doubted(right: int, nearly: int) -> None:
    found = _told(right, nearly, 0)
    assert _rows(found) == "30 of the 30 lines of one list are clients (100%)"
    assert found.score > 0.98


@pytest.mark.parametrize(
    ("rule", "score", "doubted"),
    [
        ("1 edit: x → y", 0.94, True),
        ("without “Town”", 0.9, True),
        ("", 0.98, True),
        ("without “The”", 0.98, False),
        ("PD = Police Department", 0.97, False),
        ("", 0.94, False),
    ],
)
def test_what_makes_a_name_another(rule: str, score: float, doubted: bool) -> None:
    assert ("nearly" in _rows(_told(10, 10, 10, rule, score))) is doubted


def test_a_neighbour_of_a_client_who_stands_there_is_a_row_of_its_own() -> None:
    """Coldmere and Goldmere are two; only one of them is ours."""
    names, near = NAMES[:10], [f"X{name[1:]}" for name in NAMES[:4]]
    text = "\n".join([*names, *near, *OTHERS[:10]])
    matches = matches_of(text, CLIENTS)
    for name, said in zip(NAMES[:4], near, strict=True):
        start = text.index(said)
        like = next(m for m in matches if m.entry == name)
        rule = "1 edit: x → y"
        matches.append(replace(like, text=said, start=start, end=start + len(said), score=0.94, rule=rule))
    found = assess(matches, find_blocks(text, matches), CLIENTS, text)
    assert _rows(found) == "10 of the 24 lines of one list are clients (42%)"
