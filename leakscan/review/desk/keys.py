"""What each key does: the one table that bindings, key bar and help are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key, the action it calls, its word in the bar (empty for none), and what it does in a sentence."""

    key: str
    action: str
    word: str
    says: str
    shown: str = ""

    @property
    def name(self) -> str:
        """The key as people call it."""
        return self.shown or self.key


KEYS = (
    Key("a", "decide('acknowledge')", "ack", "acknowledge: you are looking at it"),
    Key("c", "decide('confirm')", "confirm", "confirm: it is a leak"),
    Key("d", "reject", "dismiss", "dismiss: it is none; asks why"),
    Key("r", "decide('resolve')", "resolve", "resolve: it is dealt with"),
    Key("o", "decide('reopen')", "", "reopen: it is not over"),
    Key("s", "assign", "assign", "assign to somebody"),
    Key("n", "note", "note", "write a note into its history"),
    Key("m", "mute", "", "mute its source, incident or watchlist for a while"),
    Key("u", "undo", "undo", "take back your last decision"),
    Key("v", "reveal", "reveal", "show names, or mask them again; the history tells that you did"),
    Key("space", "mark", "", "mark: the next decision is for all marked hits", "Space"),
    Key("j", "move(1)", "", "next hit; so does ↓ in the queue", "j"),
    Key("k", "move(-1)", "", "the hit before; so does ↑ in the queue", "k"),
    Key("i", "incident", "", "only the hits of this incident"),
    Key("f", "filter", "filter", "filter, written as for `leakscan hits list`"),
    Key("slash", "search", "search", "search titles, places and rows", "/"),
    Key("escape", "back", "", "unmark all hits, else back to the queue as it was opened", "Esc"),
    Key("f5", "again", "", "read the queue anew, with what came meanwhile", "F5"),
    Key("tab", "next_pane", "", "next part of the screen; the arrow keys scroll it", "Tab"),
    Key("z", "zoom", "", "this part of the screen alone, or all of it again"),
    Key("t", "paper", "", "light or dark"),
    Key("question_mark", "help", "help", "this help", "?"),
    Key("q", "quit", "quit", "leave; everything decided is kept"),
)
