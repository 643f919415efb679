"""A dump of posts read post by post: the part of a document that is most likely a leaked list speaks for it.

By purity alone an article's five customers outrank the list that somebody else posted, and an article's words would
speak against it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from leakscan.assessment.blocks import edges, pooled
from leakscan.assessment.case import Case
from leakscan.assessment.evidence import weigh
from leakscan.assessment.found import Found, found_in
from leakscan.assessment.reading import Reading, read
from leakscan.assessment.scope import scope
from leakscan.assessment.score import bounded, calibrated, prior, probability
from leakscan.block import Block, Span
from leakscan.model import Match, Watchlist

_MOST = 64
"""Blocks that tell the parts, those first that are most of a list."""


def case_of(matches: Sequence[Match], blocks: Sequence[Block], watchlist: Watchlist, text: str) -> Case:
    """Read every block for the watchlist, and what pages and headings cut into several blocks as one as well.

    Where they stand in several texts of their own, these are weighed one by one: the likeliest is the case.
    """
    found = found_in(matches, watchlist)
    readings = [reading for block in blocks if (reading := read(block, found, text))]
    case = Case(text, found.matches, watchlist, tuple(readings), tuple(blocks))
    if len(readings) < 2:
        return case
    first = sorted(readings, key=attrgetter("rank"), reverse=True)[:_MOST]
    spans = sorted({scope(text, *edges(reading.block)) for reading in first})
    if len(spans) < 2:
        return replace(case, readings=(*readings, *_pooled(blocks, found, text)))
    return max((replace(case, readings=part) for part in _parts(case, spans, found)), key=_likely)


def _pooled(blocks: Sequence[Block], found: Found, text: str) -> list[Reading]:
    return [reading for block in pooled(blocks) if (reading := read(block, found, text))]


def _parts(case: Case, spans: Sequence[Span], found: Found) -> list[tuple[Reading, ...]]:
    """The readings of each text of its own, and of what stands in none of them."""
    own, blocks = defaultdict[Span, list[Reading]](list), defaultdict[Span, list[Block]](list)
    for reading in case.readings:
        own[_span(reading.block, spans)].append(reading)
    for block in case.blocks:
        blocks[_span(block, spans)].append(block)
    return [(*some, *_pooled(blocks[span], found, case.text)) for span, some in own.items()]


def _span(block: Block, spans: Sequence[Span]) -> Span:
    """The last to begin of the spans that hold a block; an empty one if none does."""
    start, end = edges(block)
    begun = bisect_right(spans, start, key=attrgetter("start"))
    return next((span for span in reversed(spans[:begun]) if span.end >= end), Span(0, 0))


def _likely(case: Case) -> tuple[float, float]:
    evidence = bounded(calibrated((*weigh(case), prior())), case)
    return probability(evidence), case.best.rank if case.best else 0.0
