"""A text as lines, as every shape sees them, and what is taken blanked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, compress, count, pairwise
from operator import itemgetter, not_, or_, sub
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from leakscan.assessment.blocks._grid import as_grid
from leakscan.block import Block
from leakscan.lazy import lazy

if TYPE_CHECKING:
    from leakscan.assessment.blocks._grid import Ints

_T = TypeVar("_T")
_RULE = re.compile(r"[\s|+:=\-_*─━═┼│├┤╪┌┬┐└┴┘╞╡]+")
_TITLED = re.compile(r"\s*-?[\[=*#~_\-]{2,}[\s\[]{0,3}[^\W_].{0,40}?[\s\]]{0,3}[\]=*#~_\-]{2,}\s*|--- ?.{0,30} ?---")
_SENTENCE_END = re.compile(r"(?!(?:assn|bros|co|corp|dept|inc|intl|ltd|univ)\.)[^\W\d_A-Z]+\)?[.!?]")
_LAST = 60
"""Characters at the end of a line that its last word is looked for in."""
LONGEST_LISTED = 110
"""Characters; a longer line is rather running text than an item of a list."""


class Line(NamedTuple):
    """One line: where it starts and ends in the text (marks before it excluded), and what it says, blank if taken."""

    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing is left to read here."""
        return not self.text or self.text.isspace()

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop behind an ordinary word ends the line."""
        return ends_sentence(self.text)


_LINE: Callable[[tuple[int, int, str]], Line] = partial(tuple.__new__, Line)
"""``Line._make`` in one step."""


def ends_sentence(said: str) -> bool:
    """Whether a full stop behind an ordinary word ends a line; "Univ." and "inc." end names."""
    if said[-1:].isalnum():
        return False
    end = said[-_LAST:].rstrip()
    return end[-1:] in _STOPS and _SENTENCE_END.fullmatch(end.rsplit(None, 1)[-1]) is not None


_STOPS = frozenset(".!?")
_RULERS = frozenset("-=*#~_[")
_FIRST = itemgetter(slice(1))
"""The first character of a text, if it has one."""
_BORDERS = frozenset("|+:=-_*─━═┼│├┤╪┌┬┐└┴┘╞╡#~[")
_BEFORE_BORDERS = _BORDERS.union(sign for sign in map(chr, range(0x3001)) if sign.isspace())
"""What a line with a border may begin with."""


def _rules(said: str) -> bool:
    """Whether a line only draws a border, bare or with a title in it."""
    first = said.lstrip()[:1]
    if first not in _BORDERS or len(said.strip()) < 2:
        return False
    return bool(_RULE.fullmatch(said) or (first in _RULERS and _TITLED.fullmatch(said)))


@dataclass(frozen=True)
class Page:
    """The text and its lines, as every shape sees them: where each starts and ends, what it says (nothing if taken).

    ``places`` are offsets that matter. ``blank`` and ``rule`` tell of the line at their index.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    said: Sequence[str]
    places: Sequence[int] = ()

    @lazy
    def small(self) -> bytes:
        """The text in UTF-8, in small letters as far as they are ASCII: a word of such letters is looked for in it."""
        return self.text.encode("utf-8", "surrogatepass").lower()

    @lazy
    def lines(self) -> Sequence[Line]:
        """The lines one by one."""
        return list(map(_LINE, zip(self.starts, self.ends, self.said, strict=True)))

    @lazy
    def blank(self) -> Sequence[bool]:
        """Whether nothing is left to read on a line."""
        if "" in self.said:
            return [not said or said.isspace() for said in self.said]
        return list(map(str.isspace, self.said))

    @lazy
    def spoken(self) -> Sequence[str]:
        """What the lines say that are not blank."""
        if True not in self.blank:
            return self.said
        return list(compress(self.said, map(not_, self.blank)))

    @lazy
    def rule(self) -> Sequence[bool]:
        """Whether a line only draws a border."""
        if _BEFORE_BORDERS.isdisjoint(map(_FIRST, self.said)):
            return [False] * len(self.said)
        return [said.lstrip()[:1] in _BORDERS and _rules(said) for said in self.said]

    @lazy
    def ruled(self) -> Sequence[int]:
        """The lines that only draw a border."""
        return [at for at, rule in enumerate(self.rule) if rule]

    @lazy
    def listed(self) -> int:
        """How many lines there may be that say something and are no longer than an item of a list."""
        return sum([0 < len(said) <= LONGEST_LISTED for said in self.said])

    @lazy
    def parted(self) -> Sequence[int]:
        """Lines that no list of short lines goes beyond: long ones, the second of two blank ones, and either edge."""
        long = [at for at, said in enumerate(self.said) if len(said) > LONGEST_LISTED]
        blank = [at for at, (one, other) in enumerate(pairwise(self.blank), 1) if one and other]
        return [-1, *sorted({*long, *blank}), len(self.said)]

    @lazy
    def blanks_before(self) -> Sequence[int]:
        """How many blank lines there are before each line."""
        return list(accumulate(self.blank, initial=0))

    @lazy
    def spoken_before(self) -> Sequence[int]:
        """How many lines there are before each that are neither blank nor a border."""
        return list(map(sub, count(), accumulate(map(or_, self.blank, self.rule), initial=0)))

    @lazy
    def begins(self) -> Ints:
        """Where the lines start, as an array."""
        import numpy as np

        return np.array(self.starts, np.int64)

    @lazy
    def where(self) -> Sequence[int]:
        """The line of each place that matters."""
        return [max(0, bisect_right(self.starts, place) - 1) for place in self.places]

    @lazy
    def held(self) -> Sequence[int]:
        """The lines on which the places that matter stand."""
        return list(dict.fromkeys(self.where))

    @lazy
    def free(self) -> Sequence[int]:
        """The places that matter on lines that are not taken."""
        return [place for place, line in zip(self.places, self.where, strict=True) if not self.blank[line]]

    @lazy
    def fresh(self) -> Sequence[int]:
        """Of the places those that name somebody else than the few before: several of these are a crowd."""
        return self.places

    @property
    def done(self) -> bool:
        """Whether there are places that matter and each stands on a line that is taken."""
        return bool(self.places) and all(self.blank[line] for line in self.held)

    def within(self, blocks: Sequence[Block]) -> bool:
        """Whether each place that matters stands in a row of the blocks, so that nothing is left to look for."""
        if not (blocks and self.places):
            return False
        import numpy as np

        starts, ends = _row_edges(blocks)
        if len(blocks) > 1:
            order = starts.argsort(kind="stable")
            starts, ends = starts[order], ends[order]
        # the farthest end of all rows that begin before: all blocks at once, as a dump has thousands
        begun = starts.searchsorted(self.places, "right")
        farthest = np.maximum.accumulate(np.concatenate([[0], ends]))
        return bool(np.count_nonzero(farthest[begun] > self.places) == len(self.places))

    def placed(self, start: int, end: int) -> Sequence[int]:
        """The places that matter between two offsets."""
        return self.places[bisect_left(self.places, start) : bisect_left(self.places, end)]

    def crowded(self, start: int, end: int) -> Sequence[int]:
        """Those of them that are fresh."""
        return self.fresh[bisect_left(self.fresh, start) : bisect_left(self.fresh, end)]

    def holding(self, start: int, end: int) -> bool:
        """Whether a line that is not taken has a place that matters between two offsets; always where none is given."""
        if not self.places:
            return True
        at = bisect_left(self.free, start)
        return at < len(self.free) and self.free[at] < end

    def without(self, blocks: Sequence[Block]) -> Page:
        """The same page where the lines of ``blocks`` are blank, so that no later shape takes them again."""
        if not blocks:
            return self
        taken = self._taken(blocks)
        page = Page(self.text, self.starts, self.ends, _with(self.said, taken, ""), self.places)
        known = {
            "fresh": self.fresh,
            "where": self.where,
            "held": self.held,
            "begins": self.begins,
            "blank": _with(self.blank, taken, True),
        }
        if "rule" in self.__dict__:
            known["rule"] = _with(self.rule, taken, False)
        page.__dict__.update(known)  # and so not to be looked at again
        return page

    def _taken(self, blocks: Sequence[Block]) -> Iterable[int]:
        """Lines that a row of the blocks stands on."""
        import numpy as np

        starts, (rows, ends) = self.begins, _row_edges(blocks)
        begun = np.bincount(np.maximum(0, starts.searchsorted(rows, "right") - 1), minlength=len(starts) + 1)
        ended = np.bincount(starts.searchsorted(np.maximum(ends, rows + 1)), minlength=len(starts) + 1)
        held = (begun - ended).cumsum()[:-1] > 0
        return held.nonzero()[0].tolist()


def _row_edges(blocks: Sequence[Block]) -> tuple[Ints, Ints]:
    """Where the rows of some blocks start, and where they end."""
    import numpy as np

    grids = [as_grid(block.rows) for block in blocks]
    if len(grids) == 1:
        return grids[0].starts, grids[0].ends
    return np.concatenate([grid.starts for grid in grids]), np.concatenate([grid.ends for grid in grids])


def _with(values: Sequence[_T], places: Iterable[int], value: _T) -> Sequence[_T]:
    """The values with one value at all of some places."""
    out = list(values)
    for at in places:
        out[at] = value
    return out
