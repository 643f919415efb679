"""From matches and blocks to a verdict that says why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from leakscan.assessment.case import Case
from leakscan.assessment.evidence import weigh
from leakscan.assessment.evidence.canaries import canaries
from leakscan.assessment.evidence.identifiers import exact_identifiers
from leakscan.assessment.found import any_exact, in_order
from leakscan.assessment.kept import planted
from leakscan.assessment.parts import case_of
from leakscan.assessment.reading import Reading
from leakscan.assessment.score import bounded, calibrated, prior, probability
from leakscan.assessment.severity import Grounds, severity_of, verdict_of
from leakscan.block import Block
from leakscan.garbage import uncollected
from leakscan.matches import in_rows
from leakscan.model import Agreement, Assessment, Clients, Evidence, Match, Severity, Verdict, Watchlist


def assess(matches: Sequence[Match], blocks: Sequence[Block], watchlist: Watchlist, text: str = "") -> Assessment:
    """Say what a document's matches mean for one watchlist; a pure function.

    Args:
        matches: all matches of this watchlist in the document.
        blocks: the document's blocks, as ``find_blocks`` gives them; none where it was not worth it.
        watchlist: the list whose clients were looked for.
        text: the text that all offsets point into; figures, repeated rows and prose can't be judged without it.

    Returns:
        Verdict, severity, calibrated probability, the evidence whose bits add up to it, and the matches with rows.
    """
    if not blocks and (told := _told(matches, watchlist)) is not None:
        return told
    with uncollected():
        return assess_case(case_of(matches, blocks, watchlist, text))


def _told(matches: Sequence[Match], watchlist: Watchlist) -> Assessment | None:
    """The assessment of mere mentions where no block is: most documents are such, and told without a case."""
    entries = {match.entry for match in matches}
    if any_exact(matches) or not planted(watchlist).isdisjoint(entries):
        return None
    return _mentioned(len(entries), in_order(matches), watchlist)


def assess_case(case: Case, more: Sequence[Evidence] = ()) -> Assessment:
    """The same for a document that has been read already, with evidence that does not follow from the case alone."""
    if not more and _only_mentions(case):
        return _mentioned(len(case.entries), case.matches, case.watchlist)
    judged = _judged(case, more)
    verdict = judged.verdict
    return Assessment(
        watchlist=case.watchlist.name,
        verdict=verdict,
        severity=judged.severity,
        score=judged.score,
        clients=_clients(case),
        matches=_with_rows(case),
        evidence=judged.evidence,
        figures={test.figure: Agreement(test.compared, test.agree) for test in case.figures if test.bits},
        dated=case.dated if verdict is not Verdict.MENTION else None,
        canaries=canaries(case),
    )


class _Judged(NamedTuple):
    """What the evidence comes to."""

    evidence: tuple[Evidence, ...]
    score: float
    verdict: Verdict
    severity: Severity


def _judged(case: Case, more: Sequence[Evidence]) -> _Judged:
    evidence = bounded(calibrated((*weigh(case), *more, prior())), case)
    grounds = _grounds(case, probability(evidence))
    verdict = verdict_of(grounds)
    told = tuple([item for item in evidence if verdict is not Verdict.MENTION or item.test != "dated"])
    return _Judged(told, grounds.probability, verdict, severity_of(verdict, grounds))


def _only_mentions(case: Case) -> bool:
    """Whether the clients stand in no block, under no account identifier, and none of them is planted."""
    return not (case.readings or case.planted or case.exact)


def _mentioned(clients: int, matches: tuple[Match, ...], watchlist: Watchlist) -> Assessment:
    """The assessment of mere mentions, which all follows from two numbers: judged once, as there are many."""
    numbers = clients, len(watchlist)
    known = _MENTIONS.get(numbers)
    if known is None:
        if len(_MENTIONS) >= _MOST_MENTIONS:
            _MENTIONS.clear()
        known = _MENTIONS[numbers] = _judged_mentions(Case("", matches, watchlist, (), ()))
    told = object.__new__(Assessment)
    # the rest is as it was judged: what a frozen class sets field by field takes longer than all else here
    told.__dict__.update(known, watchlist=watchlist.name, matches=matches, figures={})
    return told


def _judged_mentions(case: Case) -> dict[str, Any]:
    """The fields of the assessment of mere mentions, of which those of one document alone are to be set."""
    judged = _judged(case, ())
    return vars(Assessment("", judged.verdict, judged.severity, judged.score, _clients(case), (), judged.evidence))


_MOST_MENTIONS = 4096
_MENTIONS: dict[tuple[int, int], dict[str, Any]] = {}
"""By how many clients stand there, and how many the watchlist has."""


def _grounds(case: Case, p: float) -> Grounds:
    return Grounds(
        probability=p,
        rows=case.listed,
        clients=case.named,
        known=case.known,
        coverage=_coverage(case),
        purity=(_share(case.best) if case.best else None) or 0.0,
        figure_bits=case.figure_bits,
        identifiers=len(exact_identifiers(case)),
        canaries=len(canaries(case)),
    )


def _clients(case: Case) -> Clients:
    matched = len(case.entries)
    return Clients(
        matched=matched,
        listed=case.best.listed + case.best.public if case.best else None,
        watchlist=len(case.watchlist),
        coverage=_coverage(case),
        purity=_share(case.best) if case.best else None,
    )


def _coverage(case: Case) -> float:
    """Share of the watchlist that stands in the document."""
    return len(case.entries) / len(case.watchlist) if len(case.watchlist) else 0.0


def _share(best: Reading) -> float | None:
    """Share of all different rows that are clients, public ones too: what stands there, not what it weighs."""
    rows = best.judged + best.public
    return (best.believed + best.public) / rows if rows else None


def _with_rows(case: Case) -> tuple[Match, ...]:
    """The matches in order of the text, each with its row in the text that was judged, from 1; the best block wins."""
    if not case.readings:
        return case.matches
    rows: dict[int, int] = {}
    for reading in (*case.readings, *([case.best] if case.best and len(case.readings) > 1 else [])):
        rows.update(zip(reading.placed.matches, reading.placed.rows, strict=True))
    told = list(case.matches)
    for at, match in zip(rows, in_rows([told[at] for at in rows], [row + 1 for row in rows.values()]), strict=True):
        told[at] = match
    return tuple(told)
