"""Assess every document of the corpus for every watchlist it is tried on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from leakscan.assessment import find_blocks, worth_blocks
from leakscan.assessment.assessing import assess_case
from leakscan.assessment.case import Case
from leakscan.assessment.parts import case_of
from leakscan.extract import extract
from leakscan.model import Assessment, Document, Match, Severity, Sighting, Watchlist
from leakscan.reference import Reference, explained, plain
from leakscan.screening import compile_index, screen
from tests.benchmarks.leakbench.corpus import Corpus, Sample
from tests.benchmarks.leakbench.pools import pools

_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class Outcome:
    """One document tried on one watchlist.

    ``case`` is None where fewer than three clients stand in it. ``words`` is how many of the rare words of the list's
    names stand in it, which is what a tracker of word sets counts.
    """

    sample: Sample
    case: Case | None
    assessment: Assessment
    distinct: int
    words: int = 0

    @property
    def leak(self) -> bool:
        """Whether the document is a leak of that watchlist."""
        return self.sample.kind == "leak"

    @property
    def alarm(self) -> bool:
        """Whether it would be reported at medium or above."""
        return self.assessment.severity.rank >= Severity.MEDIUM.rank


def outcomes(corpus: Corpus, *, held_back: bool, references: bool = False) -> Iterator[Outcome]:
    """The outcomes of one half of the corpus; with ``references`` the public directory of each market is known."""
    for name, clients in corpus.watchlists.items():
        if (name in corpus.held_back) == held_back:
            samples = [
                s for s in corpus.samples if s.watchlist == name or (s.watchlist is None and s.held_back == held_back)
            ]
            samples = [replace(s, text=_read(s.text)) for s in samples]
            found = screen([sample.text for sample in samples], compile_index([clients]))
            known = explained(clients, (directory(corpus.markets[name]),)) if references else clients
            rare = _rare_words(clients)
            for sample, matches in zip(samples, found, strict=True):
                yield outcome(sample, matches, known, rare)


def _read(text: str) -> str:
    """The text as a scan reads it."""
    return extract(Document(text.encode(), Sighting())).text


def directory(market: str) -> Reference:
    """The public directory of a market, with its regions."""
    regions: dict[str, set[str]] = defaultdict(set)
    for name, region in pools()[market]:
        regions[plain(name)].add(region)
    return Reference(market, {name: frozenset(at) for name, at in regions.items()})


def _rare_words(clients: Watchlist) -> frozenset[str]:
    often = Counter(word for entry in clients.entries for word in set(_WORD.findall(entry.name.lower())))
    return frozenset(word for word, number in often.items() if number <= 2)


def outcome(sample: Sample, matches: list[Match], clients: Watchlist, rare: frozenset[str] = frozenset()) -> Outcome:
    """Find blocks, if that is worth it, and assess."""
    blocks = find_blocks(sample.text, matches) if worth_blocks(matches, clients, sample.text) else []
    case = case_of(matches, blocks, clients, sample.text)
    distinct = len(case.entries)
    words = len(rare.intersection(_WORD.findall(sample.text.lower())))
    return Outcome(sample, case if distinct >= 3 else None, assess_case(case), distinct, words)
