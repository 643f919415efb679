"""Which of several watchlists explains a document best: ours, a partner's copy, a neighbour's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from leakscan.assessment.assessing import assess_case
from leakscan.assessment.case import Case
from leakscan.assessment.evidence.canaries import canaries
from leakscan.assessment.evidence.purity import clipped, purity_bits
from leakscan.assessment.severity import SURE_FIGURES
from leakscan.assessment.weights import EXPLAINED_CLEARLY, EXPLAINED_SAME, FIGURES, FIGURES_MOST, PURITY, PURITY_CLIP
from leakscan.model import Assessment, Evidence, Verdict
from leakscan.saying import percent


def attributed(cases: Sequence[Case]) -> list[Assessment]:
    """Assess one document for several watchlists, in their order.

    A list whose client rows are nearly all another's as well, and which that one explains clearly better, loses as
    many bits as the other explains more. Agreeing figures and canaries of its own keep it from that.
    """
    alone = [assess_case(case) for case in cases]
    rivals = [case for case, found in zip(cases, alone, strict=True) if found.verdict is Verdict.CLIENT_LIST]
    if len(rivals) < 2:
        return alone
    best = max(rivals, key=lambda case: (_explains(case), _equal(case), case.watchlist.name))
    return [
        assess_case(case, (_said(case, best, len(rivals)),)) if any(case is rival for rival in rivals) else found
        for case, found in zip(cases, alone, strict=True)
    ]


def _explains(case: Case) -> float:
    """Bits for this list having been leaked: the purity of the best block, and the figures that agree.

    Of two lists the one was leaked and the other shares clients with it; the ratio of these two explanations is the
    difference of their bits of purity.
    """
    rows = PURITY * clipped(purity_bits(case.best.believed, case.best.judged)) if case.best else 0.0
    return rows + FIGURES * min(FIGURES_MOST, case.figure_bits) + (PURITY_CLIP if canaries(case) else 0.0)


def _equal(case: Case) -> int:
    """Numbers that equal ours: they tell apart two exports of one list, of which one is the other grown."""
    return sum(test.equal for test in case.figures if test.bits)


def _said(case: Case, best: Case, number: int) -> Evidence:
    if case is best:
        equal = f", {_equal(case):,} numbers equal its own" if _equal(case) else ""
        says = f"Of {number} watchlists that may explain the document, this one explains it best{equal}"
        return Evidence("attribution", 0.0, says)
    more, same = _explains(best) - _explains(case), _shared(case, best)
    says = (
        f"The watchlist {best.watchlist.name!r} explains the document best: {best.named:,} of the {best.listed:,} rows "
        f"are its clients, among them {percent(round(same * 1000), 1000)} of those that are clients of this one"
    )
    own = case.figure_bits >= SURE_FIGURES or bool(canaries(case))
    clearly = same >= EXPLAINED_SAME and more >= EXPLAINED_CLEARLY and not own
    return Evidence("attribution", -min(PURITY_CLIP, more) if clearly else 0.0, says)


def _shared(case: Case, best: Case) -> float:
    """Share of the client rows of a case that are the other's as well; their matches overlap."""
    spans = sorted((m.start, m.end) for m in best.best.rows.values()) if best.best else []
    starts = [start for start, _ in spans]
    rows = list(case.best.rows.values()) if case.best else []
    held = 0
    for match in rows:
        at = bisect_right(starts, match.end - 1) - 1
        held += at >= 0 and spans[at][1] > match.start
    return held / len(rows) if rows else 0.0
