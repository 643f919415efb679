"""The screen of the review: a queue above or beside the hit that is looked at."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.worker import get_current_worker

from leakscan.errors import LeakscanError
from leakscan.output.escape import one_line
from leakscan.output.lines import line
from leakscan.review import story
from leakscan.review.case import Case
from leakscan.review.desk.asking import Ask
from leakscan.review.desk.bar import KeyBar
from leakscan.review.desk.keys import KEYS
from leakscan.review.desk.panes import Folded, Pane, reasons
from leakscan.review.desk.queue import Queue
from leakscan.review.session import Session
from leakscan.store import HitFilter, StoredHit

_LOOK = 2.0  # seconds between looks at what others did


class Watching(Screen[None]):
    """What the screen shows, kept in step with the session; it decides nothing.

    ``read`` turns what a person types into a filter, or raises UsageError; ``typed`` is the present one so written.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding(key.key, key.action, key.says, show=False) for key in KEYS]

    def __init__(self, session: Session, typed: str, read: Callable[[str], HitFilter]) -> None:
        super().__init__()
        self.session, self.read = session, read
        self.typed = self.opened = typed
        self.marked: set[str] = set()
        self.revealed: str | None = None
        self.said = ""
        self._pending: asyncio.Future[None] | None = None  # what a key began and is not done

    def compose(self) -> ComposeResult:
        """Top line, queue, the hit in two panes, what was said, keys."""
        yield Static(id="top")
        with Container(id="work"):
            yield Queue(id="queue")
            with Container(id="hit"):
                yield Folded(id="head")
                with Container(id="panes"):
                    yield Pane("Why", fold=True, id="why")
                    yield Pane("Rows", fold=False, id="rows")
        yield Static(id="said")
        yield KeyBar()

    @property
    def queue(self) -> Queue:
        """The queue."""
        return self.query_one(Queue)

    def on_mount(self) -> None:
        """Show the queue and begin to look at what others do."""
        self.fill()
        self.queue.focus()
        self.set_interval(_LOOK, self.look)

    def looked_at(self) -> StoredHit | None:
        """The hit that is looked at, as the queue has it."""
        return next((stored for stored in self.session.items if stored.id == self.queue.hit), None)

    # --- one thing after the other

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """What is begun inside has to be done before the next decision is."""
        self._pending = asyncio.get_running_loop().create_future()
        try:
            yield
        finally:
            self._pending.set_result(None)
            self._pending = None

    async def done(self) -> None:
        """Wait until what was begun is done."""
        while self._pending is not None:
            await self._pending

    def ask(self, ask: Ask, answered: Callable[[str], Awaitable[None]]) -> None:
        """Ask something, from this moment on, and do something with the answer before anything else is begun."""
        way = self.under_way()
        way.__enter__()

        async def told(answer: str | None) -> None:
            try:
                if answer is None:
                    self.say("Nothing was changed.")
                else:
                    await answered(answer)
            finally:
                way.__exit__(None, None, None)

        self.app.push_screen(ask, told)

    # --- showing

    def fill(self) -> None:
        """Show the queue as it was read, from its beginning."""
        self.marked.clear()
        self.queue.fill(self.session.items)
        self.tell_top()
        if not self.session.items:
            self.show_hit()

    def renew(self) -> None:
        """Show how every hit of the queue stands now."""
        self.queue.renew(self.session.items, self.marked)
        self.tell_top()

    def say(self, what: str, *, bad: bool = False) -> None:
        """One line about what was done, or why it was not."""
        self.said = one_line(what)
        self.query_one("#said", Static).update(Text(self.said, "bold red" if bad else ""))

    def tell_top(self) -> None:
        """How many hits there are, what is marked and decided, by which filter."""
        session = self.session
        counts = [f"{len(session.items)}{'' if session.ended else '+'} hits", f"{session.decided} decided"]
        counts += [f"{len(self.marked)} marked"] if self.marked else []
        counts += [f"{session.waiting} new: F5"] if session.waiting else []
        told = Text.assemble(("leakscan review", "bold"), f"   {' · '.join(counts)}   ", (one_line(self.typed), "dim"))
        self.query_one("#top", Static).update(told)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Look at another hit: masked again, and with more behind it where the queue comes to its end."""
        event.stop()
        self.revealed = None
        if self.queue.near_the_end and not self.session.ended:
            self.read_on()
        self.show_hit()

    def read_on(self) -> None:
        """Read more of the queue."""
        known = len(self.session.items)
        try:
            self.session.more()
        except LeakscanError as error:
            self.say(str(error), bad=True)
        self.queue.extend(self.session.items[known:])
        self.tell_top()

    def show_hit(self) -> None:
        """Show the hit that is looked at: its head at once, the rest when it has been read."""
        found, head = self.looked_at(), self.query_one("#head", Folded)
        if found is None:
            head.show([line(("There are no hits like that. f changes the filter, q leaves.", "bold"))])
            self.query_one("#why", Pane).show("Why", ())
            self.query_one("#rows", Pane).show("Rows", ())
            return
        head.show([one for one in story.head(found) if one.pieces])
        self.load(found.id, self.revealed == found.id)

    @work(thread=True, exclusive=True, group="case")
    def load(self, hit: str, reveal: bool) -> None:
        """Read everything about a hit while the keys are being listened to."""
        worker = get_current_worker()
        try:
            case = self.session.case(hit)
        except LeakscanError as error:
            self.app.call_from_thread(self.say, str(error), bad=True)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self.show_case, case, reveal)

    def show_case(self, case: Case, reveal: bool) -> None:
        """Show reasons and rows, if this is still the hit that is looked at."""
        if case.stored.id != self.queue.hit:
            return
        self.query_one("#why", Pane).show("Why", reasons(case, reveal=reveal))
        title = story.rows_title(case, reveal=reveal, how="v shows")
        self.query_one("#rows", Pane).show(title, story.rows(case, reveal=reveal, how=""))

    # --- what others do

    def look(self) -> None:
        """Show what somebody else changed; what is looked at stays where it is."""
        if self._pending is not None:
            return
        try:
            if not self.session.changed():
                return
            moved = self.session.renew()
            self.session.look_for_new()
        except LeakscanError as error:
            self.say(str(error), bad=True)
            return
        self.renew()
        if self.queue.hit in moved:
            self.say("somebody else has just changed this hit", bad=True)
            self.show_hit()
