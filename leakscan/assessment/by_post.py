"""A page of posts, each with what is matched in it: what all of them hold together says little of one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from leakscan.assessment.blocks import each_post
from leakscan.model import Match

_START = attrgetter("start")


def by_post(text: str, matches: Sequence[Match], fewest: int) -> Iterator[tuple[str, list[Match]]]:
    """Each post in which several clients are named, and the matches as they stand in it; nothing of a text without.

    Args:
        text: extracted text.
        matches: matches in order of the text.
        fewest: different clients that a post must name.
    """
    for low, high in each_post(text):
        within = matches[bisect_left(matches, low, key=_START) : bisect_left(matches, high, key=_START)]
        if len(within) >= fewest and len({match.entry for match in within}) >= fewest:
            yield text[low:high], [replace(match, start=match.start - low, end=match.end - low) for match in within]
