"""The queue: a line a hit, the one that is looked at highlighted."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from leakscan.model import Status
from leakscan.output.colours import COLOURS
from leakscan.output.escape import one_line
from leakscan.review import words
from leakscan.review.desk.paper import on_paper
from leakscan.store import StoredHit

UNDECIDED = {Status.NEW, Status.ACKNOWLEDGED}
_NEAR = 20  # lines before the end at which more are read


class Queue(OptionList):
    """The hits read so far."""

    _several = False  # watchlists, so that it has to be said which

    def fill(self, items: Sequence[StoredHit]) -> None:
        """Show these hits instead, from the first."""
        self._several = len({stored.hit.assessment.watchlist for stored in items}) > 1
        self.set_options(self._made(items))
        if items:
            self.highlighted = 0

    def extend(self, items: Sequence[StoredHit]) -> None:
        """Show these behind the others."""
        self._several |= len({stored.hit.assessment.watchlist for stored in items}) > 1
        self.add_options(self._made(items))

    def renew(self, items: Sequence[StoredHit], marked: Collection[str]) -> None:
        """Show how these hits stand now, each where it was."""
        for number, (option, stored) in enumerate(zip(self.options, items, strict=True)):
            row = self._row(stored, marked=stored.id in marked)
            if option.prompt != row:
                self.replace_option_prompt_at_index(number, row)

    @property
    def hit(self) -> str | None:
        """Id of the hit that is looked at."""
        if self.highlighted is None:
            return None
        return self.get_option_at_index(self.highlighted).id

    @property
    def near_the_end(self) -> bool:
        """Whether more should be read."""
        return self.highlighted is None or self.option_count - self.highlighted <= _NEAR

    def go_on(self, items: Sequence[StoredHit], start: int | None = None) -> bool:
        """Go to the next undecided hit behind this one or number ``start``; without one stay there and say so."""
        here = (self.highlighted or 0) if start is None else start
        behind = (number for number in range(here + 1, len(items)) if items[number].hit.status in UNDECIDED)
        found = next(behind, None)
        if found is not None:
            self.highlighted = found
        return found is not None

    def go_to(self, hit: str) -> None:
        """Look at this hit, if it is in the queue."""
        if any(option.id == hit for option in self.options):
            self.highlighted = self.get_option_index(hit)

    def _made(self, items: Sequence[StoredHit]) -> list[Option]:
        return [Option(self._row(stored), id=stored.id) for stored in items]

    def _row(self, stored: StoredHit, *, marked: bool = False) -> Text:
        a, status = stored.hit.assessment, stored.hit.status
        soft = "" if status in UNDECIDED else "dim"
        severity = on_paper(COLOURS[a.severity], dark=self.app.current_theme.dark)
        return Text.assemble(
            ("● " if marked else "  ", "bold"),
            (str(a.severity), severity),
            " " * (9 - len(a.severity)),
            (f"{status:<13}", soft or ("bold" if status is Status.NEW else "")),
            (f"{a.verdict:<12}{words.clients(stored.hit):>9}  ", soft),
            (f"{one_line(a.watchlist)}  " if self._several else "", soft),
            (words.where(stored.hit).removeprefix("https://").removeprefix("http://"), "dim"),
            no_wrap=True,
            overflow="ellipsis",
        )
