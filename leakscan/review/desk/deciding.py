"""The keys that decide."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from leakscan.errors import LeakscanError
from leakscan.review.desk.asking import Ask
from leakscan.review.desk.queue import UNDECIDED
from leakscan.review.desk.screen import Watching
from leakscan.review.desk.wording import MUTE, REASONS, mutable, said, to_mute
from leakscan.saying import count
from leakscan.store import Event

Change = Callable[[], "list[Event]"]


class Deciding(Watching):
    """Every decision is in the store before the next one is begun, and is told once it is.

    Keys may come faster than that, several at once over a slow line. A key that decides waits for what the keys before
    it began, so that it is about the hit that its sender will be looking at; one that asks opens its question at once,
    so that the words typed after it are never taken for decisions.
    """

    async def action_decide(self, action: str) -> None:
        """Take a decision that needs no words."""
        await self.done()
        if hits := self.meant():
            with self.under_way():
                await self._change(hits, lambda: self.session.decide(hits, action))

    async def action_reject(self) -> None:
        """Dismiss, with a reason."""
        ask = Ask("Why is it no leak?", suggestions=REASONS)
        await self._asked(ask, lambda hits, why: self.session.decide(hits, "dismiss", why))

    async def action_assign(self) -> None:
        """Give to somebody."""
        ask = Ask("Assign to whom? nobody gives it back", given=self.session.who)
        await self._asked(ask, lambda hits, to: self.session.assign(hits, None if to == "nobody" else to))

    async def action_note(self) -> None:
        """Write something into the history."""
        await self._asked(Ask("What is to be written into its history?"), self.session.note)

    async def action_mute(self) -> None:
        """Mute what this hit is of."""
        await self.done()
        if (found := self.looked_at()) is None:
            return
        choices = mutable(found)

        async def mute(answer: str) -> None:
            wanted = to_mute(answer, choices, self.session.who)
            try:
                made, hidden = await asyncio.to_thread(self.session.mute, wanted)
            except LeakscanError as error:
                self.say(str(error), bad=True)
                return
            self.say(
                f"Mute {made.id} hides {count(hidden, 'hit')} until {made.expires:%Y-%m-%d}; F5 leaves them out here."
            )

        ask = Ask(MUTE, suggestions=list(choices), check=lambda answer: to_mute(answer, choices, self.session.who))
        self.ask(ask, mute)

    async def action_undo(self) -> None:
        """Take the last decision back and look at its hit."""
        await self.done()
        with self.under_way():
            try:
                written = await asyncio.to_thread(self.session.undo)
            except LeakscanError as error:
                self.say(str(error), bad=True)
                return
            self.renew()
            self.say(said(written) if written else "Nothing of this review is left to be taken back.")
            if written and written[-1].hit:
                self.queue.go_to(written[-1].hit)
            self.show_hit()

    def meant(self) -> list[str]:
        """The marked hits in the queue's order, else the one that is looked at."""
        marked = [stored.id for stored in self.session.items if stored.id in self.marked]
        hit = self.queue.hit
        return marked or ([hit] if hit else [])

    async def _asked(self, ask: Ask, change: Callable[[list[str], str], list[Event]]) -> None:
        await self.done()
        if hits := self.meant():

            async def answered(answer: str) -> None:
                await self._change(hits, lambda: change(hits, answer))

            self.ask(ask, answered)

    async def _change(self, hits: list[str], change: Change) -> None:
        """Change hits in the store, then show what became of them and go on to the next."""
        try:
            written = await asyncio.to_thread(change)
        except LeakscanError as error:
            self.renew()
            self.say(str(error), bad=True)
            self.show_hit()
            return
        self.marked.clear()
        self.renew()
        self.say(said(written))
        if written and written[0].action in {"note", "assign"}:
            self.show_hit()  # it is still to be decided
        elif not self._is_to_decide(but=hits) and not self._go_on():
            self.say(f"{said(written)} Nothing is left to be decided here.")
            self.show_hit()

    def _is_to_decide(self, but: list[str]) -> bool:
        """Whether the hit that is looked at is undecided, and none of those just decided."""
        found = self.looked_at()
        return found is not None and found.id not in but and found.hit.status in UNDECIDED

    def _go_on(self) -> bool:
        """Look at the next undecided hit, behind this one or else before it."""
        while not self.queue.go_on(self.session.items):
            if self.session.ended:
                return self.queue.go_on(self.session.items, start=-1)
            self.read_on()
        return True
