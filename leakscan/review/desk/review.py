"""The review: the keys that decide, and those that show something else."""

from __future__ import annotations

import asyncio
import shlex

from leakscan.errors import LeakscanError
from leakscan.review.desk.asking import Ask
from leakscan.review.desk.deciding import Deciding
from leakscan.review.desk.help import Help
from leakscan.review.desk.panes import Pane
from leakscan.review.desk.wording import without_text


class Review(Deciding):
    """The whole review."""

    async def action_reveal(self) -> None:
        """Show the names in this hit, which its history will say, or mask them again."""
        await self.done()
        hit = self.queue.hit
        if hit is None or self.revealed == hit:
            self.revealed = None
            self.show_hit()
            return
        try:
            await asyncio.to_thread(self.session.reveal, hit)
        except LeakscanError as error:  # what can't be written down is not shown
            self.say(str(error), bad=True)
            return
        self.revealed = hit
        self.say("names are shown, and the history says that you looked at them")
        self.show_hit()

    def action_mark(self) -> None:
        """Mark the hit, or no longer, and go to the next."""
        hit = self.queue.hit
        if hit is not None:
            self.marked ^= {hit}
            self.renew()
            self.action_move(1)

    def action_move(self, by: int) -> None:
        """Look at the next hit or the one before; the queue does not begin anew behind its end."""
        if self.queue.highlighted is not None:
            self.queue.highlighted = min(max(self.queue.highlighted + by, 0), self.queue.option_count - 1)

    def action_next_pane(self) -> None:
        """On to the next part of the screen."""
        self.focus_next()

    def action_zoom(self) -> None:
        """One part of the screen alone, or all of it."""
        part = self.focused.id if isinstance(self.focused, Pane) else "queue"
        zoomed = any(self.has_class(f"-only-{name}") for name in ("queue", "why", "rows"))
        for name in ("queue", "why", "rows"):
            self.set_class(name == part and not zoomed, f"-only-{name}")
        self.query_one("#rows", Pane).body.fold(part == "rows" and not zoomed)

    def action_paper(self) -> None:
        """Light or dark."""
        self.app.theme = "textual-light" if self.app.current_theme.dark else "textual-dark"
        self.renew()
        self.show_hit()

    def action_help(self) -> None:
        """All keys."""
        self.app.push_screen(Help())

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()

    # --- another queue

    async def action_filter(self) -> None:
        """Another filter, as it is written for the command line."""
        await self.done()

        async def answered(answer: str) -> None:
            self.read_anew(answer)

        what = "Filter, such as --status new --severity high.."
        self.ask(Ask(what, given=self.typed, needed=False, check=self.read), answered)

    async def action_search(self) -> None:
        """Only what contains a text, within the present filter."""
        await self.done()

        async def answered(answer: str) -> None:
            rest = without_text(self.typed)
            self.read_anew(f"{rest} --text {shlex.quote(answer)}".strip() if answer else rest)

        self.ask(Ask("Search titles, authors, places and rows for", needed=False), answered)

    def action_incident(self) -> None:
        """Only the hits of this incident, whatever became of them."""
        found = self.looked_at()
        if found is None or found.incident is None:
            self.say("this hit belongs to no incident")
        else:
            self.read_anew(f"--incident {found.incident}")

    def action_back(self) -> None:
        """Nothing marked; and where nothing was, the queue as it was opened."""
        if self.marked:
            self.marked.clear()
            self.renew()
        elif self.typed != self.opened:
            self.read_anew(self.opened)

    def action_again(self) -> None:
        """The same queue, read anew."""
        self.read_anew(self.typed)

    def read_anew(self, typed: str) -> None:
        """Read the queue by a filter as it was typed, and stay at the hit that is looked at if it is in it."""
        hit = self.queue.hit
        try:
            self.session.restart(self.read(typed))
        except LeakscanError as error:
            self.say(str(error), bad=True)
            return
        self.typed = typed
        self.fill()
        if hit is not None:
            self.queue.go_to(hit)
