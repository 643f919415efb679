"""What the tests of evidence look at: one document and one watchlist, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from leakscan.assessment.blocks import edges
from leakscan.assessment.columns import data_columns
from leakscan.assessment.dated import dated, deciding
from leakscan.assessment.figures import FigureTest, compare, differing
from leakscan.assessment.found import any_exact, is_exact
from leakscan.assessment.grown import growths
from leakscan.assessment.kept import is_dated, planted
from leakscan.assessment.prose import prose_around
from leakscan.assessment.reading import Reading
from leakscan.assessment.scope import scope
from leakscan.assessment.tone import Tone, tone_of
from leakscan.assessment.versions import version_of
from leakscan.block import Block, Span
from leakscan.lazy import lazy
from leakscan.model import Dated, Match, Watchlist

_PROSE_MOST = 1000
"""Words of running text from which on more make no difference."""
_PURE = 0.5
"""Purity from which on a list is rather another part of a leak than a list that names some clients."""


@dataclass(frozen=True)
class Case:
    """The matches of one watchlist in one document, the blocks that hold two of its clients, and the best of them.

    Of a dump of posts ``readings`` are those of one post, the likeliest leak.
    """

    text: str
    matches: tuple[Match, ...]
    watchlist: Watchlist
    readings: tuple[Reading, ...]
    blocks: tuple[Block, ...]

    @lazy
    def entries(self) -> frozenset[str]:
        """Keys of the different entries in the document."""
        return frozenset([match.entry for match in self.matches])

    @lazy
    def exact(self) -> Sequence[Match]:
        """The matches of account identifiers."""
        return [match for match in self.matches if is_exact(match.kind)] if any_exact(self.matches) else ()

    @lazy
    def planted(self) -> Sequence[Match]:
        """The matches of canaries."""
        keys = planted(self.watchlist)
        return [match for match in self.matches if match.entry in keys] if keys else ()

    @lazy
    def best(self) -> Reading | None:
        """The block that is most of a list of ours."""
        if len(self.readings) > 1:
            return max(self.readings, key=lambda reading: reading.rank)
        return self.readings[0] if self.readings else None

    @lazy
    def figures(self) -> tuple[FigureTest, ...]:
        """How the numbers of the best block agree with ours, the best first."""
        return compare(self.best, self.watchlist, self.text) if self.best and self.text else ()

    @lazy
    def differing(self) -> FigureTest | None:
        """The figure that the best block shows and that is not ours, where none agrees."""
        return differing(self.best, self.watchlist, self.text) if self.best and not self.figure_bits else None

    @lazy
    def apart(self) -> int:
        """Other lists and tables that hold two clients or more, few beside many others' names."""
        if len(self.readings) < 2:
            return 0
        held = set(self.best.placed.matches) if self.best else set()
        others = (r for r in self.readings if r.purity < _PURE and held.isdisjoint(r.placed.matches))
        return sum(1 for _ in others)

    @lazy
    def version(self) -> date | None:
        """Day of the version of the watchlist that the best block equals best: by its figures, or who stands there."""
        return version_of(self.best, self.figures, self.watchlist) if self.best else None

    @lazy
    def dated(self) -> Dated | None:
        """When the list was taken, of a block that is mostly clients."""
        best = self.best
        if best is None or best.purity < _PURE or not best.rows or not is_dated(self.watchlist):
            return None
        growth = growths(best, self.figures, self.watchlist, self.text) if self.text else []
        when = dated(best.entries, self.watchlist, growth)
        rows = {row: match.entry for row, match in best.rows.items()}
        return when and replace(when, rows=deciding(when, rows, self.watchlist))

    @lazy
    def figure_bits(self) -> float:
        """Bits of all figures together; each has a column of its own."""
        return sum(test.bits for test in self.figures)

    @lazy
    def scope(self) -> Span:
        """The text that the best block is a part of: all of it, or one post of a dump."""
        return scope(self.text, *edges(self.best.block)) if self.best else Span(0, len(self.text))

    @lazy
    def prose(self) -> int:
        """Words of running text around the best block, and in the remarks behind its names, as far as they matter."""
        if not (self.best and self.text):
            return 0
        return prose_around(self.text, self.blocks, self.best.block, _PROSE_MOST, self.scope)

    @lazy
    def tone(self) -> Tone:
        """Whether what stands around the best block is an offer or a report."""
        return tone_of(self.text, *edges(self.best.block), self.scope) if self.best else Tone(0, 0)

    @lazy
    def beside(self) -> int:
        """Columns of data beside the names of the best block."""
        return data_columns(self.best.block, self.best.column, self.text) if self.best and self.text else 0

    def part(self, readings: tuple[Reading, ...], blocks: tuple[Block, ...]) -> Case:
        """The same of some readings and blocks alone; who is named in the document is not told again."""
        return self._with(replace(self, readings=readings, blocks=blocks))

    def judged_by(self, best: Reading) -> Case:
        """The same with another of its blocks as the best."""
        case = self._with(replace(self))
        case.__dict__["best"] = best
        return case

    def _with(self, case: Case) -> Case:
        case.__dict__.update(entries=self.entries, exact=self.exact, planted=self.planted)
        return case

    @property
    def sentence(self) -> bool:
        """Whether the clients stand in running text rather than in a block."""
        return self.best is None or self.best.block.kind == "sentence"

    @property
    def listed(self) -> int:
        """Different rows of the best block, those of public clients too, 0 where there is none."""
        return self.best.listed + self.best.public if self.best else 0

    @property
    def named(self) -> int:
        """Different clients in the best block, or in the document where there is none."""
        return self.best.clients if self.best else len(self.entries)

    @property
    def known(self) -> int:
        """The same with the clients that are publicly known."""
        return self.named + (self.best.public if self.best else 0)
