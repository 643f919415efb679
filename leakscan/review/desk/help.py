"""All keys, over the review."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from leakscan.review.desk.keys import KEYS


class Help(ModalScreen[None]):
    """What each key does; any way out closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q,question_mark,enter", "dismiss", "Close")]

    def compose(self) -> ComposeResult:
        """A line a key."""
        rows = [Text.assemble((f"{key.name:>6}  ", "bold"), key.says) for key in KEYS]
        with VerticalScroll(id="keys"):
            yield Static(Text("\n").join(rows))
