"""Several watchlists over one document: the one that explains it best is named, and only its shadow is lowered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leakscan.assessment import assess_together
from leakscan.model import Assessment, Entry, Severity, Verdict, Watchlist
from tests.assessment.given import NAMES, OTHERS, matches_of, watchlist


def _named(name: str, names: tuple[str, ...], *, figures: bool = False) -> Watchlist:
    return replace(watchlist(names, figures=figures), name=name)


def _together(text: str, *lists: Watchlist) -> dict[str, Assessment]:
    found = assess_together([(matches_of(text, one), one) for one in lists], text)
    return {assessment.watchlist: assessment for assessment in found}


def _attribution(found: Assessment) -> tuple[float, str]:
    return next(((item.bits, item.says) for item in found.evidence if item.test == "attribution"), (0.0, ""))


OURS = _named("ours", NAMES[:60])
NEIGHBOUR = _named("neighbour", (*NAMES[:26], *OTHERS[:60]))


def test_neighbour_with_half_of_the_rows_is_a_mention() -> None:
    text = "\n".join(NAMES[:40])
    assert _together(text, NEIGHBOUR)["neighbour"].verdict is Verdict.CLIENT_LIST
    found = _together(text, NEIGHBOUR, OURS)
    assert (found["ours"].verdict, found["ours"].severity) == (Verdict.CLIENT_LIST, Severity.CRITICAL)
    assert "this one explains it best" in _attribution(found["ours"])[1]
    bits, says = _attribution(found["neighbour"])
    assert bits <= -4
    assert says == (
        "The watchlist 'ours' explains the document best: 40 of the 40 rows are its clients, "
        "among them 100% of those that are clients of this one"
    )
    assert found["neighbour"].verdict is Verdict.MENTION


def test_partners_copy_that_explains_as_much_keeps_its_severity() -> None:
    copy = _named("partner", NAMES[:55])
    found = _together("\n".join(NAMES[:40]), OURS, copy)
    assert {assessment.severity for assessment in found.values()} == {Severity.CRITICAL}
    assert sorted(_attribution(assessment)[0] for assessment in found.values()) == [0.0, 0.0]


def test_figures_tell_the_copies_apart_and_keep_their_own() -> None:
    theirs = _named("figured", NAMES[:60], figures=True)
    rows = [f"{e.name},{e.figures['accounts']:.0f},{e.figures['searches']:.0f}" for e in theirs.entries[:40]]
    found = _together("\n".join(["name,accounts,searches", *rows]), OURS, theirs)
    assert "this one explains it best" in _attribution(found["figured"])[1]
    half = _named("half", NAMES[:22], figures=True)
    beside = _together("\n".join(["name,accounts,searches", *rows]), half, OURS, theirs)
    assert _attribution(beside["half"])[0] == 0.0


def test_other_rows_are_not_explained_away() -> None:
    other = _named("other", OTHERS[:30])
    found = _together("\n".join((*NAMES[:30], "", "", "and then:", "", "", *OTHERS[:30])), OURS, other)
    assert _attribution(found["ours"])[0] == _attribution(found["other"])[0] == 0.0


def test_canary_is_never_lowered() -> None:
    planted = Watchlist("planted", (*_named("x", NAMES[:20]).entries, Entry("c", NAMES[30], canary="partner-b")))
    found = _together("\n".join(NAMES[:40]), OURS, planted)
    assert (found["planted"].verdict, found["planted"].severity) == (Verdict.CANARY, Severity.CRITICAL)


@pytest.mark.parametrize("text", ["", NAMES[0], ", ".join(NAMES[:4]) + "."])
def test_mentions_are_not_attributed(text: str) -> None:
    assert {_attribution(found) for found in _together(text, OURS, NEIGHBOUR).values()} == {(0.0, "")}
