"""A dump of posts read post by post: the part of a document that is most likely a leaked list speaks for it.

By purity alone an article's five customers outrank the list that somebody else posted, and an article's words would
speak against it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from operator import attrgetter

from leakscan.assessment.blocks import each_post, edges, pooled
from leakscan.assessment.case import Case
from leakscan.assessment.evidence import weigh
from leakscan.assessment.found import Found, found_in
from leakscan.assessment.reading import Reading, ranked, read
from leakscan.assessment.scope import has_copy, scope, speaks
from leakscan.assessment.score import bounded, calibrated, prior, probability
from leakscan.block import POST, Block, Span
from leakscan.model import Match, Watchlist

_READ = 512
"""Blocks that are read, those first that may be most of a list: a dump has thousands that name two clients."""
_MOST = 64
"""Parts that are weighed, those first that have the block which is most of a list."""
_FEWEST = 2
"""Matches in a block that may be read."""

_SHORT, _OTHERS = 10, 3
"""Rows of a list that an article may print; other blocks that are looked at beside so short a best one."""
_CLIENTS, _PURE = 5, 0.3
"""What these must hold to be a leak."""

_RANK = attrgetter("rank")


def case_of(matches: Sequence[Match], blocks: Sequence[Block], watchlist: Watchlist, text: str) -> Case:
    """Read every block for the watchlist, and what pages and headings cut into several blocks as one as well.

    Where they stand in several texts of their own, these are weighed one by one: the likeliest is the case.
    """
    found = found_in(matches, watchlist)
    blocks = _promising(blocks, found)
    read_as = [(reading, block) for block in blocks if (reading := read(block, found, text))]
    readings = [reading for reading, _ in read_as]
    case = Case(text, found.matches, watchlist, tuple(readings), tuple(blocks))
    if len(readings) < 2:
        return case
    ordered = [block for _, block in sorted(read_as, key=lambda one: one[0].rank, reverse=True)]
    spans = _scopes(text, ordered[:_MOST])
    if len({*spans.values()}) < 2:
        return _likeliest([*_by_best(replace(case, readings=(*readings, *_pooled(blocks, found, text))))])
    parts = _parts(case, read_as, spans | _scopes(text, ordered[_MOST:]), found)
    return _likeliest([*_across(case, found), *(one for part in parts for one in _by_best(part))])


def _across(case: Case, found: Found) -> Iterator[Case]:
    """The lists of all posts of a page that say hardly anything else as one: the days or groups of one list."""
    if POST not in case.text:
        return
    silent = [span for span in each_post(case.text) if not speaks(case.text[slice(*span)])]
    ordered = sorted(case.blocks, key=edges)
    posts = {*silent}
    parts = [
        block for block, span in zip(ordered, _spans(ordered, silent, len(case.text)), strict=True) if span in posts
    ]
    if readings := _pooled(parts, found, case.text):
        yield replace(case, readings=tuple(readings))


def _scopes(text: str, blocks: Iterable[Block]) -> dict[int, Span]:
    """The text of its own that each block stands in, by the block's identity."""
    copied = has_copy(text)
    return {id(block): scope(text, *edges(block), copied=copied) for block in blocks}


def _likeliest(cases: Sequence[Case]) -> Case:
    return cases[0] if len(cases) == 1 else max(cases, key=_likely)


def _by_best(case: Case) -> Iterator[Case]:
    """The case, and where its best block is so short that running text around it speaks against it, that of others.

    The six customers that an article prints are purer than the longer list that stands below it.
    """
    yield case
    if case.best is None or not (case.sentence or case.best.listed <= _SHORT):
        return
    others = [one for one in case.readings if one is not case.best and one.block.kind != "sentence"]
    likely = [one for one in others if one.clients >= _CLIENTS and one.purity >= _PURE]
    for one in sorted(likely, key=_RANK, reverse=True)[:_OTHERS]:
        yield case.judged_by(one)


def _promising(blocks: Sequence[Block], found: Found) -> Sequence[Block]:
    """The blocks; of very many that hold several clients those that may be most of a list, and what holds fewer."""
    if len(blocks) <= _READ:
        return blocks
    import numpy as np

    starts, ends = np.array([edges(block) for block in blocks]).T
    held = (found.starts.searchsorted(ends) - found.starts.searchsorted(starts)).tolist()
    likely = {at: ranked(n, min(1.0, n / len(blocks[at].rows))) for at, n in enumerate(held) if n >= _FEWEST}
    left = {*sorted(likely, key=likely.__getitem__, reverse=True)[_READ:]}
    return [block for at, block in enumerate(blocks) if at not in left]


def _pooled(blocks: Iterable[Block], found: Found, text: str) -> list[Reading]:
    return [reading for block in pooled(blocks) if (reading := read(block, found, text))]


def _parts(
    case: Case, read_as: Sequence[tuple[Reading, Block]], spans: Mapping[int, Span], found: Found
) -> Iterator[Case]:
    """The case of each text of its own, and of what stands in none of them; of very many those of the best blocks."""
    own, pieces = defaultdict[Span, list[Reading]](list), defaultdict[Span, list[Block]](list)
    for reading, block in read_as:
        own[spans[id(block)]].append(reading)
        pieces[spans[id(block)]].append(block)
    others = [block for block in case.blocks if id(block) not in spans]
    for span, block in zip(_spans(others, sorted(own), len(case.text)), others, strict=True):
        pieces[span].append(block)
    ordered = sorted(case.blocks, key=edges)
    starts = [start for start, _ in map(edges, ordered)]
    for span in sorted(own, key=lambda span: max(map(_RANK, own[span])), reverse=True)[:_MOST]:
        within = ordered[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        yield case.part((*own[span], *_pooled(sorted(pieces[span], key=edges), found, case.text)), tuple(within))


def _spans(blocks: Iterable[Block], spans: Sequence[Span], length: int) -> Iterator[Span]:
    """For each block the last to begin of the spans that hold it, or the whole text."""
    farthest = list(accumulate([span.end for span in spans], max))
    for start, end in map(edges, blocks):
        at = bisect_right(spans, start, key=attrgetter("start")) - 1
        while at >= 0 and spans[at].end < end <= farthest[at]:
            at -= 1
        yield spans[at] if at >= 0 and spans[at].end >= end else Span(0, length)


def _likely(case: Case) -> tuple[float, float]:
    evidence = bounded(calibrated((*weigh(case), prior())), case)
    return probability(evidence), case.best.rank if case.best else 0.0
