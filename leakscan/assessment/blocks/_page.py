"""A text as lines, with what mail, forums and tools put before each of them left out, and what is taken blanked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, count, pairwise, repeat
from operator import add, or_, sub
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from leakscan.assessment.blocks._grid import as_grid
from leakscan.block import Block
from leakscan.lazy import lazy

if TYPE_CHECKING:
    from leakscan.assessment.blocks._grid import Ints

_T = TypeVar("_T")
_QUOTE = re.compile(r"[ \t]{0,8}(?:>[ \t]?){1,12}")
_LINE_END = re.compile(r"\r\n|\n|\r")
_RULE = re.compile(r"[\s|+:=\-_*─━═┼│├┤╪┌┬┐└┴┘╞╡]+")
_TITLED = re.compile(r"\s*-?[\[=*#~_\-]{2,}[\s\[]{0,3}[^\W_].{0,40}?[\s\]]{0,3}[\]=*#~_\-]{2,}\s*|--- ?.{0,30} ?---")
_SENTENCE_END = re.compile(r"(?:^|\s)(?!(?:assn|bros|co|corp|dept|inc|intl|ltd|univ)\.)[^\W\d_A-Z]+\)?[.!?]\s*$")
_NUMBERED = re.compile(r"\s{0,12}(?:[\w./-]{1,80}:)?(\d{1,7})[:\t]")
_MARKED = re.compile(r"[+#%*!]\s?|//\s?|--\s|\|\s(?!.*\|)")
_LONGEST_LISTED = 110
"""Characters; a longer line is rather running text than an item of a list."""
_FEWEST = 5
"""Lines from which on a common beginning is no accident."""


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
    return not said[-1:].isalnum() and said.rstrip()[-1:] in _STOPS and bool(_SENTENCE_END.search(said[-60:]))


_STOPS = frozenset(".!?")
_RULERS = frozenset("-=*#~_[")
_BORDERS = frozenset("|+:=-_*─━═┼│├┤╪┌┬┐└┴┘╞╡#~[")


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
        return [not said or said.isspace() for said in self.said]

    @lazy
    def spoken(self) -> Sequence[str]:
        """What the lines say that are not blank."""
        if True not in self.blank:
            return self.said
        return [said for said, blank in zip(self.said, self.blank, strict=True) if not blank]

    @lazy
    def rule(self) -> Sequence[bool]:
        """Whether a line only draws a border."""
        return [said.lstrip()[:1] in _BORDERS and _rules(said) for said in self.said]

    @lazy
    def ruled(self) -> Sequence[int]:
        """The lines that only draw a border."""
        return [at for at, rule in enumerate(self.rule) if rule]

    @lazy
    def listed(self) -> int:
        """How many lines there may be that say something and are no longer than an item of a list."""
        return sum([0 < len(said) <= _LONGEST_LISTED for said in self.said])

    @lazy
    def parted(self) -> Sequence[int]:
        """Lines that no list of short lines goes beyond: long ones, the second of two blank ones, and either edge."""
        long = [at for at, said in enumerate(self.said) if len(said) > _LONGEST_LISTED]
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
    def held(self) -> Sequence[int]:
        """The lines on which the places that matter stand."""
        return sorted({max(0, bisect_right(self.starts, place) - 1) for place in self.places})

    @lazy
    def free(self) -> Sequence[int]:
        """The places that matter on lines that are not taken."""
        return [place for place in self.places if not self.blank[max(0, bisect_right(self.starts, place) - 1)]]

    @property
    def done(self) -> bool:
        """Whether there are places that matter and each stands on a line that is taken."""
        return bool(self.places) and all(self.blank[line] for line in self.held)

    def within(self, blocks: Sequence[Block]) -> bool:
        """Whether each place that matters stands in a row of the blocks, so that nothing is left to look for."""
        left: Sequence[int] = self.places
        for block in blocks:
            rows = as_grid(block.rows)
            at = rows.starts.searchsorted(left, "right") - 1
            ends = rows.ends[at].tolist()
            left = [one for one, row, end in zip(left, at.tolist(), ends, strict=True) if row < 0 or one >= end]
        return bool(self.places) and not left

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
        known = {"held": self.held, "begins": self.begins, "blank": _with(self.blank, taken, True)}
        if "rule" in self.__dict__:
            known["rule"] = _with(self.rule, taken, False)
        page.__dict__.update(known)  # and so not to be looked at again
        return page

    def _taken(self, blocks: Sequence[Block]) -> Iterable[int]:
        """Lines that a row of the blocks stands on."""
        import numpy as np

        starts, grids = self.begins, [as_grid(block.rows) for block in blocks]
        rows, ends = (np.concatenate([getattr(grid, edge) for grid in grids]) for edge in ("starts", "ends"))
        begun = np.bincount(np.maximum(0, starts.searchsorted(rows, "right") - 1), minlength=len(starts) + 1)
        ended = np.bincount(starts.searchsorted(np.maximum(ends, rows + 1)), minlength=len(starts) + 1)
        held = (begun - ended).cumsum()[:-1] > 0
        return held.nonzero()[0].tolist()


def page_of(text: str, places: Sequence[int] = ()) -> Page:
    """Cut a text into lines; ``\\n``, ``\\r\\n`` and ``\\r`` end one.

    Where quoting begins or ends, two empty lines are put in: what is quoted is another's text. Numbers of lines, and
    a sign that stands before nearly every line (a patch, a remark in code), are no part of what the lines say.
    """
    page = _split(text)
    if ">" in text and (text[:1] == ">" or "\n>" in text or "\n >" in text):
        page = _unquoted(page)
    page = _single_spaced(_unmarked(_unnumbered(page)))
    made = Page(text, page.starts, page.ends, page.said, sorted(set(places)))
    made.__dict__["blank"] = page.blank
    return made


def _with(values: Sequence[_T], places: Iterable[int], value: _T) -> Sequence[_T]:
    """The values with one value at all of some places."""
    out = list(values)
    for at in places:
        out[at] = value
    return out


def _split(text: str) -> Page:
    if "\r" in text:
        pieces, ends = _LINE_END.split(text), [end.end() for end in _LINE_END.finditer(text)]
        starts = [0, *ends]
        return Page(text, starts, [start + len(said) for start, said in zip(starts, pieces, strict=True)], pieces)
    pieces = text.split("\n")
    ends = list(map(add, accumulate(map(len, pieces)), count()))
    return Page(text, [0, *map(add, ends[:-1], repeat(1))], ends, pieces)


def _of(text: str, lines: Iterable[tuple[int, int, str]]) -> Page:
    starts, ends, said = (list(part) for part in zip(*lines, strict=True))
    return Page(text, starts, ends, said)


def _unquoted(page: Page) -> Page:
    inside, lines = False, list[tuple[int, int, str]]()
    for number, (start, end, said) in enumerate(zip(page.starts, page.ends, page.said, strict=True)):
        quoted = _QUOTE.match(said) if ">" in said[:10] else None
        if inside != bool(quoted) and number:
            lines += [(start, start, "")] * 2
        inside = bool(quoted)
        lines.append((start + quoted.end(), end, said[quoted.end() :]) if quoted else (start, end, said))
    return _of(page.text, lines)


def _unnumbered(page: Page) -> Page:
    """The lines without numbers that rise from line to line through the whole text, as of an editor or a search."""
    said = page.spoken
    if len(said) < _FEWEST or not all(_NUMBERED.match(line) for line in (said[0], said[-1], said[len(said) // 2])):
        return page
    numbers = [int(found[1]) for line in said if (found := _NUMBERED.match(line))]
    rising = sum(a < b for a, b in pairwise(numbers))
    if len(numbers) < 0.9 * len(said) or rising < 0.95 * (len(numbers) - 1):
        return page
    return _behind(page, _NUMBERED)


def _unmarked(page: Page) -> Page:
    """The lines without a sign that nearly all of them begin with."""
    said = page.spoken
    if len(said) < _FEWEST or not _MARKED.match(said[len(said) // 2]):
        return page
    mark = said[len(said) // 2][:1]
    if sum(line.startswith(mark) for line in said) < 0.8 * len(said):
        return page
    return _behind(page, _MARKED, mark)


def _single_spaced(page: Page) -> Page:
    """The lines without every second blank one where nearly all gaps are of two or more: so is the text spaced."""
    blank = page.blank
    if blank.count(True) < 2 * 0.8 * _FEWEST:
        return page
    gaps = [len(gap) for gap in bytes(blank).split(b"\0") if gap]
    if len(gaps) < _FEWEST or sum(gap > 1 for gap in gaps) < 0.8 * len(gaps):
        return page
    lines = zip(page.starts, page.ends, page.said, strict=True)
    return _of(page.text, [line for at, line in enumerate(lines) if not (blank[at] and at and blank[at - 1])])


def _behind(page: Page, mark: re.Pattern[str], sign: str = "") -> Page:
    """The lines behind a mark; a mark with nothing behind it is an empty cell, and stays."""
    starts, texts = list(page.starts), list(page.said)
    for at, said in enumerate(texts):
        found = mark.match(said) if said.startswith(sign) else None
        if found and found.end() < len(said.rstrip()):
            starts[at], texts[at] = starts[at] + found.end(), said[found.end() :]
    return Page(page.text, starts, page.ends, texts)
