"""A whole scan: what is left to read of it, what was found before, what is found now and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leakscan.model import Hit
from leakscan.scan.examined import Examined
from leakscan.scan.keep import Keeper
from leakscan.scan.marks import Marks, job_of
from leakscan.scan.planning import plan
from leakscan.scan.portion import Portion, Shard
from leakscan.scan.run import Engine, scan_portions
from leakscan.scan.summary import Summary

if TYPE_CHECKING:
    from leakscan.screening import Index


@dataclass
class Scan:
    """Paths on their way through examination into a store; ``begin`` it once, then take its ``hits``.

    Attributes:
        paths: as the user gave them.
        index: the compiled watchlists.
        keeper: where it is kept.
        own: files of leakscan itself; see ``plan``.
        share: of the paths, None for all of them.
        base: what the lines of lists of paths are relative to.
        summary: what it comes to, what an earlier attempt came to included.
    """

    paths: list[str]
    index: Index
    keeper: Keeper
    own: frozenset[tuple[int, int]] = frozenset()
    share: Shard | None = None
    base: str | None = None
    summary: Summary = field(default_factory=Summary)
    _marks: Marks | None = None

    def begin(self, *, anew: bool = False) -> int | None:
        """Begin; gives the run that was killed and is taken up where it was, None where there is none.

        ``anew``: take up nothing.
        """
        watchlists = list(self.index.watchlists.values())
        job = job_of(self.paths, watchlists, self.share, str(self.base), self.keeper.keeping.floor)
        self._marks = self.keeper.begin(job, {one.name: one.digest for one in watchlists}, anew=anew)
        if self._marks is None or self._marks.run is None:
            return None
        self.summary = self._marks.earlier
        return self._marks.run

    def hits(self, engine: Engine | None = None, moved: Callable[[], None] = lambda: None) -> Iterator[Hit]:
        """Those of an earlier attempt, then what is found now; each is kept and counted before it is handed on.

        Args:
            engine: where to work, None for this process.
            moved: called when the summary has changed.
        """
        yield from self.keeper.earlier_hits()
        begun = self._marks.begun if self._marks else lambda _: 0
        for results in scan_portions(self._left(), self.index, self.keeper.keeping, engine, begun):
            for result in results:
                self.summary.add(result)
            self.keeper.keep(results)
            moved()
            yield from (hit for result in results if isinstance(result, Examined) for hit in result.hits)

    def _left(self) -> Iterator[Portion]:
        for portion in plan(self.paths, self.own, self.base):
            mine = self.share is None or self.share.holds(portion)
            if mine and not (self._marks and self._marks.is_done(portion)):
                yield portion
