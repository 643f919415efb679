"""Several watchlists over one document: what does not depend on the list is done once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leakscan.assessment import assess_together, blocks
from leakscan.assessment.blocks._lining import page_of
from leakscan.assessment.blocks._page import Page
from leakscan.model import Verdict
from tests.assessment.given import NAMES, OTHERS, matches_of, watchlist

LISTS = tuple(
    replace(watchlist(names), name=name)
    for name, names in {"ours": NAMES[:60], "partner": NAMES[:50], "neighbour": (*NAMES[:26], *OTHERS[:60])}.items()
)


def _together(text: str) -> dict[str, Verdict]:
    found = assess_together([(matches_of(text, one), one) for one in LISTS], text)
    return {assessment.watchlist: assessment.verdict for assessment in found}


def test_a_document_is_cut_once_however_many_lists_match(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = [0]

    def counting(text: str, places: list[int]) -> Page:
        cut[0] += 1
        return page_of(text, places)

    monkeypatch.setattr(blocks, "page_of", counting)
    found = _together("\n".join(f"{name};{at * 7 % 50}" for at, name in enumerate(NAMES[:40])))
    assert found == {"ours": Verdict.CLIENT_LIST, "partner": Verdict.CLIENT_LIST, "neighbour": Verdict.MENTION}
    assert cut == [1]


def test_a_list_with_two_clients_there_weighs_no_blocks_of_the_others() -> None:
    one = replace(watchlist((*NAMES[:2], *OTHERS[:60])), name="neighbour")
    text = "\n".join(NAMES[:40])
    found = assess_together([(matches_of(text, given), given) for given in (LISTS[0], one)], text)
    assert [assessment.clients.listed for assessment in found] == [40, None]
