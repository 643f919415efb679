"""The last line of the screen: which keys there are, each to be clicked as well."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from leakscan.review.desk.keys import KEYS

_IMPORTANT = "acduvsnrf"  # the first of these that fit are shown, and behind them the rest
_LAST = ("question_mark", "q")


class KeyBar(Widget):
    """As many keys as the width holds, help and the way out always among them."""

    DEFAULT_CSS = "KeyBar { height: 1; }"

    def render(self) -> Content:
        """The keys that fit."""
        words = {key.key: key for key in KEYS if key.word}
        last = [words[key] for key in _LAST]
        left = self.content_size.width - sum(len(key.name) + len(key.word) + 3 for key in last)
        shown = []
        for key in (*(words[letter] for letter in _IMPORTANT), words["slash"]):
            left -= len(key.name) + len(key.word) + 3
            if left >= 0:
                shown.append(key)
        told = (f"[@click=screen.{key.action}][b]{key.name}[/b] {key.word}[/]" for key in (*shown, *last))
        return Content.from_markup("  ".join(told))
