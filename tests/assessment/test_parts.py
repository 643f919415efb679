"""Which block of a document speaks for it: the likeliest leak, not the few names that an article prints."""

from __future__ import annotations

import random

import pytest

from leakscan.assessment import find_blocks
from leakscan.assessment.parts import case_of
from leakscan.model import Severity, Verdict
from tests.assessment.given import NAMES, OTHERS, REPORT, assessed, matches_of, watchlist

CLIENTS = watchlist()
PRINTED = NAMES[90:96]
ARTICLES = {
    "a list": f"{3 * REPORT}\n\nAmong them are:\n\n" + "\n".join(PRINTED) + f"\n\n{3 * REPORT}",
    "a sentence": f"{3 * REPORT}Among them are {', '.join(PRINTED[:-1])} and {PRINTED[-1]}. {3 * REPORT}",
}
FIGURES = random.Random(4)


def _table(ours: int, others: int) -> str:
    names = [*NAMES[:ours], *OTHERS[:others]]
    random.Random(3).shuffle(names)
    return "customer;seats;since\n" + "\n".join(
        f"{name};{FIGURES.randrange(1, 400)};{FIGURES.randrange(2010, 2020)}" for name in names
    )


@pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES.keys())
@pytest.mark.parametrize("below", [True, False], ids=["below", "above"])
def test_a_long_list_beside_an_article_speaks_for_the_document(article: str, below: bool) -> None:
    table = _table(40, 20)
    text = f"{article}\n\n\n{table}" if below else f"{table}\n\n\n{article}"
    alone, found = assessed(table, CLIENTS), assessed(text, CLIENTS)
    assert alone.severity >= Severity.HIGH
    assert (found.verdict, found.severity) == (Verdict.CLIENT_LIST, alone.severity)
    assert any("40 of the 60 rows" in one.says for one in found.evidence)


@pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES.keys())
@pytest.mark.parametrize(("ours", "others"), [(4, 60), (20, 60), (12, 30)])
def test_a_list_of_others_beside_an_article_makes_it_no_leak(article: str, ours: int, others: int) -> None:
    assert assessed(_table(ours, others), CLIENTS).severity.rank < Severity.MEDIUM.rank
    assert assessed(f"{article}\n\n\n{_table(ours, others)}", CLIENTS).severity.rank < Severity.MEDIUM.rank


def test_whoever_else_is_named_is_told_all_the_same() -> None:
    text = f"{ARTICLES['a list']}\n\n\n{_table(40, 20)}"
    matches = matches_of(text, CLIENTS)
    case = case_of(matches, find_blocks(text, matches), CLIENTS, text)
    assert case.best is not None
    assert (len(case.best.entries), len(case.entries), len(case.matches)) == (40, 46, 46)
