"""The application around the review: its theme, its one screen, and how it ends."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from leakscan.review.desk.review import Review
from leakscan.review.session import Session
from leakscan.store import HitFilter


class Desk(App[None]):
    """The full-screen review of one session.

    ``read`` turns what a person types into a filter, or raises UsageError; ``typed`` is the present filter so written.
    """

    TITLE = "leakscan review"
    CSS_PATH = "style.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, session: Session, typed: str, read: Callable[[str], HitFilter]) -> None:
        super().__init__()
        self._review = (session, typed, read)

    def on_mount(self) -> None:
        """Begin."""
        self.push_screen(Review(*self._review))

    def _fatal_error(self) -> None:
        """Close, without Textual's picture of all local variables: they hold names, and what strangers wrote."""
        self._close_messages_no_wait()

    def raise_fault(self) -> None:
        """Raise what ended the application, if anything did that should not have."""
        if self._exception is not None:
            raise self._exception
