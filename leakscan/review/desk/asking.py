"""What a decision has to be told: one line of text, in a box over the review."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from leakscan.errors import UsageError
from leakscan.output.escape import one_line


class Ask(ModalScreen[str | None]):
    """A question with an answer of one line; None where it was given up.

    A number alone stands for the suggestion of that number. What ``check`` refuses is told, and asked again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Cancel")]

    def __init__(
        self,
        question: str,
        *,
        suggestions: Sequence[str] = (),
        given: str = "",
        needed: bool = True,
        check: Callable[[str], object] = str,
    ) -> None:
        super().__init__()
        self._question, self._suggestions, self._given = question, suggestions, given
        self._needed, self._check = needed, check

    def compose(self) -> ComposeResult:
        """The question, the suggestions, the line to write on."""
        with Vertical(id="ask"):
            yield Static(Text(one_line(self._question), "bold"))
            for number, suggestion in enumerate(self._suggestions, 1):
                yield Static(Text.assemble((f" {number}  ", "bold"), one_line(suggestion)))
            yield Input(value=self._given, select_on_focus=False)
            yield Static(Text(self._hint(), "dim"), id="hint")

    def on_key(self, event: events.Key) -> None:
        """Take in what was typed before the line to write on was there."""
        line = self.query_one(Input)
        if not line.has_focus and event.is_printable and event.character:
            event.stop()
            line.focus()
            line.insert_text_at_cursor(event.character)

    def _hint(self) -> str:
        number = "a number or your own words, then " if self._suggestions else ""
        return f"{number}Enter; Esc leaves everything as it is"

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with what was written."""
        event.stop()
        answer = event.value.strip()
        if answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(self._suggestions):
            answer = self._suggestions[int(answer) - 1]
        if not answer and self._needed:
            self._refuse("something has to be written here")
            return
        try:
            self._check(answer)
        except UsageError as error:
            self._refuse(str(error))
            return
        self.dismiss(answer)

    def _refuse(self, why: str) -> None:
        self.query_one("#hint", Static).update(Text(one_line(why), "bold red"))

    def action_leave(self) -> None:
        """Give the question up."""
        self.dismiss(None)
