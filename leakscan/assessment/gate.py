"""Cheap looks that spare most documents the finding of blocks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, Any

from leakscan.assessment.blocks import Grid, as_grid, blocks_within, edges, string_around
from leakscan.assessment.by_post import by_post
from leakscan.assessment.few import NO_LUCK, Few, as_few, by_luck
from leakscan.assessment.found import any_exact
from leakscan.assessment.itemed import itemed
from leakscan.assessment.keyed import thinly_keyed
from leakscan.assessment.rowed import stands_out
from leakscan.assessment.running_text import in_running_text
from leakscan.assessment.thin import thin
from leakscan.block import POST, Block
from leakscan.model import Match, Watchlist

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Bools = np.ndarray[Any, np.dtype[np.bool_]]

_CLIENTS = 3
_APART = 2500
"""Characters that three clients may be apart at most: rows of 800 characters, if each is a client's."""
_LONG = 8000
"""Characters of a text from which on its densest stretch is looked at first."""
_STRETCH = 3000
_WIDER = 3
"""How many times as much is looked at, of a text as many times as long, where a stretch may be pure by luck."""
_FEWEST = 12
"""Rows that a stretch must have before its impurity says anything."""
_WIDEST = 300
"""Characters of a line that hardly a list has."""
_PURE = 0.25
_MANY, _PURE_MANY = 40, 0.4
"""Rows that by luck alone are not much purer than all of the list, and the share of them that hold a match below which
it is no leak: one in which hardly more than half are clients is not reported, and this is its densest part."""
_FULL = 0.5
"""Share of the lines that hold a match from which on a stretch is certainly not impure."""
_LUCKY = 0.7
"""Share of the clients of a stretch that as much of the text holds otherwise, from which on it is none by luck."""
_SEPARATORS = ("},", "),", '",', "; ", ", ")
"""Where a line that is a whole document may be cut, the most telling first."""
_PARTS = 8
"""Separators that a stretch of such a line must have."""
_BOUND = re.compile(r"[}\])],\s?[{\[(]")
"""What stands between two objects or rows of one line."""


def worth_blocks(matches: Sequence[Match], watchlist: Watchlist | None = None, text: str = "") -> bool:
    """Whether finding blocks can change anything: three different clients of one watchlist not too far apart.

    One account identifier is enough, too. Clients who are few among the rows of one evenly parted table are not, see
    ``thin``; of a long text its densest stretch tells, which bounds how many clients the rest has.

    Args:
        matches: all matches in a document, in order of the text.
        watchlist: the list that all of them are of; without it only their distances tell.
        text: the document; without it only the distances tell.
    """
    if any_exact(matches):
        return True
    if not _near(matches):
        return False
    if watchlist is None or not text:
        return True
    posts = by_post(text, matches, _CLIENTS)
    return any(_may_list(*post, watchlist) for post in posts) or _may_list(text, matches, watchlist)


def _may_list(text: str, matches: Sequence[Match], watchlist: Watchlist) -> bool:
    if itemed(text, matches, watchlist):
        return False
    return not (_strewn(text, matches, watchlist) or in_running_text(text, matches, watchlist))


def _near(matches: Sequence[Match]) -> bool:
    if len(matches) < _CLIENTS:
        return False
    if _close(*matches[:_CLIENTS]):
        return True
    if len({match.entry for match in matches}) < _CLIENTS:
        return False
    near: dict[str, dict[str, int]] = defaultdict(dict)
    for match in matches:
        seen = near[match.watchlist]
        seen[match.entry] = match.start
        if len(seen) >= _CLIENTS:
            for entry in [entry for entry, at in seen.items() if match.start - at > _APART]:
                del seen[entry]
            if len(seen) >= _CLIENTS:
                return True
    return False


def _close(first: Match, second: Match, third: Match) -> bool:
    """Whether the first three matches are it already, as they mostly are where any are."""
    if third.start - first.start > _APART or not first.watchlist == second.watchlist == third.watchlist:
        return False
    return first.entry != second.entry != third.entry != first.entry


def _strewn(text: str, matches: Sequence[Match], watchlist: Watchlist) -> bool:
    """Whether the clients are so few in one table, or in the densest stretch of a long text, that it tells nothing.

    Where no stretch tells, be it that others stand out, all of the text may still be one such table.
    """
    if len(text) < _LONG:
        return _thin(text, (0, len(text)), matches, watchlist, as_few)
    if _nearly_full(text, matches):
        return False
    for size, found in _stretches(text, matches):
        inside = [match for match in matches if found[0] <= match.start and match.end <= found[1]]
        if _thin(text, found, inside, watchlist, as_few):
            if stands_out(text, matches, found):
                break
            return True
        even = len(matches) * size >= _LUCKY * len(inside) * len(text)
        if even or not _thin(text, found, inside, watchlist, by_luck):
            return False
    return _thin(text, (0, len(text)), matches, watchlist, as_few)


def _stretches(text: str, matches: Sequence[Match]) -> Iterator[tuple[int, tuple[int, int]]]:
    """The densest stretch of a long text, and ever wider ones around it, each behind the characters it is of about.

    They end where as wide a one is densest elsewhere: that tells nothing of the first.
    """
    size, amid = _STRETCH, -1
    while len(text) * _STRETCH >= _LONG * size and (found := _stretch(text, matches, size)):
        if amid >= 0 and not found[0] <= amid < found[1]:
            return
        amid = sum(found) // 2 if amid < 0 else amid
        yield size, found
        size *= _WIDER


def _thin(text: str, edges: tuple[int, int], matches: Sequence[Match], watchlist: Watchlist, few: Few) -> bool:
    return thin(text, edges, matches, watchlist, few) or thinly_keyed(text, edges, matches, watchlist, few)


def impure(text: str, matches: Sequence[Match]) -> list[Block]:
    """The blocks around the densest stretch of a long text, if they are far too impure for a leak; else none.

    The densest stretch bounds the purity of the rest, so a long directory is turned away at the cost of one stretch.
    What stands in one post bounds that of no other.

    Args:
        text: the whole text.
        matches: matches of any watchlists, sorted by start.
    """
    if len(text) < _LONG or not matches or POST in text or _nearly_full(text, matches):
        return []
    blocks: list[Block] = []
    for watchlist in sorted({match.watchlist for match in matches}):
        found = _look(text, [match for match in matches if match.watchlist == watchlist])
        if not found:
            return []
        blocks += found
    return _different(blocks)


def _nearly_full(text: str, matches: Sequence[Match]) -> bool:
    """Whether nearly each line of a text may be a client's, so that no stretch of it tells more than all of it."""
    if len(matches) * _WIDEST < len(text):
        return False  # and so its lines need not be counted
    lines = text.count("\n")
    if lines < _FEWEST or len(matches) <= NO_LUCK * lines:
        return False
    return NO_LUCK * lines < len({match.entry for match in matches}) <= lines + 1


def _look(text: str, matches: Sequence[Match]) -> list[Block]:
    """The blocks of the densest stretch, or of a wider one, if each is known to be impure; empty if nothing is known.

    By luck the densest page of a long directory may be as pure as a leak, which its densest three pages are not.
    """
    for size, found in _stretches(text, matches):
        blocks = _impure_within(text, matches, size, found)
        if blocks is None:
            return []  # pure, and not by luck
        if blocks:
            return [] if stands_out(text, matches, found) else blocks
    return []


def _impure_within(text: str, matches: Sequence[Match], size: int, stretch: tuple[int, int]) -> list[Block] | None:
    """The blocks of a stretch of about so many characters if each is impure; None if a wider one tells no more."""
    start, end = stretch
    inside = [match for match in matches if start <= match.start and match.end <= end]
    full = _full(text, start, end, inside)
    if full >= (_FULL if size == _STRETCH else _PURE_MANY):
        return [] if full < NO_LUCK else None
    blocks = blocks_within(text, start, end, [match.start for match in inside])
    held = _held([as_grid(block.rows) for block in blocks], inside)
    rows = sum(len(block.rows) for block in blocks)
    if rows < _FEWEST or sum(held) < 0.8 * len({match.entry for match in inside}):
        return []
    if sum(held) >= NO_LUCK * rows:
        return None
    pure = [block for number, block in zip(held, blocks, strict=True) if number >= max(2, _pure(len(block.rows)))]
    if any(_in_a_string(text, block, stretch) for block in pure):
        return None
    return [] if pure or sum(held) >= _pure(rows) else blocks


def _in_a_string(text: str, block: Block, stretch: tuple[int, int]) -> bool:
    """Whether a block lies in a string of the stretch, which is read as a text of its own in whatever wider one."""
    start, end = edges(block)
    if '"' in text[start:end] or "'" in text[start:end]:
        return False  # it rather consists of strings
    string = string_around(text, start, end)
    return string is not None and stretch[0] <= string.start and string.end <= stretch[1]


def _pure(rows: int) -> float:
    """Rows with a match from which on a stretch may be a part of a leak."""
    return (_PURE_MANY if rows >= _MANY else _PURE) * rows


def _stretch(text: str, matches: Sequence[Match], size: int) -> tuple[int, int] | None:
    """Whole lines around the characters that hold most different entries; None where a cut destroys the structure."""
    import numpy as np

    entries = [match.entry for match in matches]
    starts, held = np.array([match.start for match in matches]), np.arange(len(matches) + 1)
    if len({*entries}) < len(entries):
        held[1:] = _fresh(starts, entries, size).cumsum()
    last = starts.searchsorted(starts + size, "right")
    first = int((held[last] - held[:-1]).argmax())
    start, end = matches[first].start, matches[int(last[first]) - 1].end
    middle = (start + end) // 2
    start, end = max(0, min(start, middle - size // 2)), min(len(text), max(end, middle + size // 2))
    return _whole_lines(text, start, end, _STRETCH)


def _fresh(starts: Ints, entries: Sequence[str], size: int) -> Bools:
    """Which of the matches are the first of their entry within reach."""
    import numpy as np

    first = dict[str, int]()
    known = np.fromiter(map(first.setdefault, entries, range(len(entries))), np.int64, len(entries))
    order = known.argsort(kind="stable")
    again = known[order][1:] == known[order][:-1]
    fresh = np.ones(len(entries), bool)
    fresh[order[1:]] = ~again | (starts[order][1:] - starts[order][:-1] > size)
    return fresh


def _full(text: str, start: int, end: int, matches: Sequence[Match]) -> float:
    """Share of the lines, or of the objects on few lines, that hold a match; nought where there are few of either.

    Where it is large cutting them tells nothing new.
    """
    lines, starts = text[start:end].split("\n"), [match.start for match in matches]
    said = len(lines) - lines.count("") - sum(map(str.isspace, lines))
    if said >= _FEWEST:
        return len({*accumulate(map(text.count, repeat("\n"), [start, *starts], starts))}) / said
    bounds = [found.start() for found in _BOUND.finditer(text, start, end)]
    if len(bounds) < _FEWEST:
        return 0.0
    return len({bisect_left(bounds, at) for at in starts}) / (len(bounds) + 1)


def _whole_lines(text: str, start: int, end: int, reach: int) -> tuple[int, int] | None:
    """The stretch extended to ends of lines within reach; amid one long line, to what parts its items."""
    before = text.rfind("\n", max(0, start - reach), start)
    after = text.find("\n", end, end + reach)
    if (before >= 0 or start - reach <= 0) and (after >= 0 or end + reach >= len(text)):
        return before + 1, len(text) if after < 0 else after
    within = text[start:end]
    sign = next((sign for sign in _SEPARATORS if within.count(sign) >= _PARTS), None)
    if sign is None:
        return None
    return start + within.index(sign) + len(sign), start + within.rindex(sign) + len(sign.rstrip())


def _held(grids: Sequence[Grid], matches: Sequence[Match]) -> Sequence[int]:
    """Rows of each grid that hold the beginning of a match."""
    import numpy as np

    starts = np.array([match.start for match in matches])
    return [int((starts.searchsorted(rows.ends) > starts.searchsorted(rows.starts)).sum()) for rows in grids]


def _different(blocks: Sequence[Block]) -> list[Block]:
    """Overlapping stretches see the same rows: the larger block stays."""
    out: list[tuple[int, int, Block]] = []
    for start, end, block in sorted([(*edges(block), block) for block in blocks], key=lambda one: one[0] - one[1]):
        if all(end <= low or high <= start for low, high, _ in out):
            out.append((start, end, block))
    return [block for _, _, block in sorted(out, key=lambda one: one[0])]
