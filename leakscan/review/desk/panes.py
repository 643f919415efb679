"""What is shown of one hit: lines folded into whatever width there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.widget import Widget

from leakscan.output.folding import folded
from leakscan.output.lines import Line, line, part
from leakscan.review import story, words
from leakscan.review.case import Case
from leakscan.review.desk.paper import painted


def reasons(case: Case, *, reveal: bool) -> Iterator[Line]:
    """Everything about a hit but its rows: why it is one, where it was seen, what was decided."""
    yield from story.why(case.stored.hit, reveal=reveal)
    yield from part("Where", story.place(case, reveal=reveal))
    yield from part("Seen at", story.seen(case.sightings))
    yield from part("History", (line(words.event(event), hang=2) for event in case.history))
    yield from part(f"Incident {case.stored.incident}", story.related(case))


class Folded(Widget):
    """Lines, folded or cut at the width there is; nothing in them is taken for markup."""

    DEFAULT_CSS = "Folded { height: auto; width: 1fr; }"

    def __init__(self, *, fold: bool = True, id: str | None = None) -> None:  # noqa: A002  # Textual's word
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._fold = fold

    def show(self, lines: Iterable[Line]) -> None:
        """Show these lines instead."""
        self._lines = list(lines)
        self.refresh(layout=True)

    def fold(self, fold: bool) -> None:
        """Fold what is too long from now on, or cut it."""
        self._fold = fold
        self.refresh(layout=True)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """How many rows the lines take at this width."""
        return len(self._rows(width)) if self._fold else len(self._lines)

    def render(self) -> Text:
        """The rows."""
        return Text("\n").join(self._rows(self.content_size.width))

    def _rows(self, width: int) -> list[Text]:
        dark = self.app.current_theme.dark
        lines = (replace(one, cut=not self._fold, pieces=painted(one, dark=dark)) for one in self._lines)
        return [row for one in lines for row in folded(one, max(width, 8), self.app.console)]


class Pane(VerticalScroll):
    """Lines under a title, scrolled by the arrow keys once it has the focus."""

    def __init__(self, title: str, *, fold: bool, id: str) -> None:  # noqa: A002  # Textual's word
        super().__init__(id=id)
        self.border_title = title
        self.body = Folded(fold=fold)

    def compose(self) -> ComposeResult:
        """The lines are all there is."""
        yield self.body

    def show(self, title: str, lines: Iterable[Line]) -> None:
        """Show these lines from their top."""
        self.border_title = title
        self.body.show(lines)
        self.scroll_home(animate=False)
