"""The application around the review: its theme, its one screen, its keys, and how it ends."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from textual import events
from textual.app import App

from leakscan.review.desk.review import Review
from leakscan.review.session import Session
from leakscan.store import HitFilter

# A key is handled, then what that told others (a line was sent), then what those did (a question is gone).
_ROUNDS = 3
_AT_MOST = 1.0  # seconds to wait for a part of the screen that may be gone


class Desk(App[None]):
    """The full-screen review of one session.

    ``read`` turns what a person types into a filter, or raises UsageError; ``typed`` is the present filter so written.

    Several keys may come at once, over a slow line or pasted. Each is for what those before it have left on the screen,
    so one is passed on when everything is done that the one before began.
    """

    TITLE = "leakscan review"
    CSS_PATH = "style.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, session: Session, typed: str, read: Callable[[str], HitFilter]) -> None:
        super().__init__()
        self._review = (session, typed, read)
        self._keys: deque[events.Key] = deque()
        self._passing: asyncio.Task[None] | None = None

    @property
    def is_typed_at(self) -> bool:
        """Whether keys are on their way."""
        return self._passing is not None

    def on_mount(self) -> None:
        """Begin."""
        self.push_screen(Review(*self._review))

    async def on_event(self, event: events.Event) -> None:
        """Handle what happens; keys in turn."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self._keys.append(event)
        if self._passing is None:
            self._passing = asyncio.create_task(self._pass_on())
            self._passing.add_done_callback(self._passed)

    async def _pass_on(self) -> None:
        try:
            while self._keys and self.screen_stack:
                await super().on_event(self._keys.popleft())
                for _ in range(_ROUNDS):
                    await self._handled()
        finally:
            self._passing = None  # at once, for the next key begins another

    async def _handled(self) -> None:
        """Wait until those that keys go to have handled what has reached them."""
        loop, waiting = asyncio.get_running_loop(), []
        for one in (self.focused, *self.screen_stack[-1:], self):
            done = loop.create_future()
            if one is not None and one.call_later(done.set_result, None):
                waiting.append(done)
        if waiting:
            await asyncio.wait(waiting, timeout=_AT_MOST)

    def _passed(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and isinstance(fault := task.exception(), Exception):
            self._handle_exception(fault)

    def _fatal_error(self) -> None:
        """Close, without Textual's picture of all local variables: they hold names, and what strangers wrote."""
        self._close_messages_no_wait()

    def raise_fault(self) -> None:
        """Raise what ended the application, if anything did that should not have."""
        if self._exception is not None:
            raise self._exception
