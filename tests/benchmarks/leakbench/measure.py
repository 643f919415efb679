"""Assess every document of the corpus for every watchlist it is tried on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leakscan.assessment import find_blocks, worth_blocks
from leakscan.assessment.assess import assess_case
from leakscan.assessment.case import Case, case_of
from leakscan.model import Assessment, Match, Severity, Watchlist
from leakscan.screening import compile_index, screen
from tests.benchmarks.leakbench.corpus import Corpus, Sample


@dataclass(frozen=True)
class Outcome:
    """One document tried on one watchlist; ``case`` is None where fewer than two clients stand in it."""

    sample: Sample
    case: Case | None
    assessment: Assessment
    distinct: int

    @property
    def leak(self) -> bool:
        """Whether the document is a leak of that watchlist."""
        return self.sample.kind == "leak"

    @property
    def alarm(self) -> bool:
        """Whether it would be reported at medium or above."""
        return self.assessment.severity.rank >= Severity.MEDIUM.rank


def outcomes(corpus: Corpus, *, held_back: bool) -> Iterator[Outcome]:
    """The outcomes of one half of the corpus."""
    for name, clients in corpus.watchlists.items():
        if (name in corpus.held_back) == held_back:
            samples = [
                s for s in corpus.samples if s.watchlist == name or (s.watchlist is None and s.held_back == held_back)
            ]
            found = screen([sample.text for sample in samples], compile_index([clients]))
            yield from (outcome(sample, matches, clients) for sample, matches in zip(samples, found, strict=True))


def outcome(sample: Sample, matches: list[Match], clients: Watchlist) -> Outcome:
    """Find blocks, if that is worth it, and assess."""
    blocks = find_blocks(sample.text, matches) if worth_blocks(matches) else []
    case = case_of(matches, blocks, clients, sample.text)
    distinct = len(case.entries)
    return Outcome(sample, case if distinct >= 3 else None, assess_case(case), distinct)
