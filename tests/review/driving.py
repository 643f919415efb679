"""A review at its keyboard: a real store, the real application, keys in, the screen's text out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual.events import Key
from textual.pilot import Pilot

from leakscan.cli.filtering import Chosen, typed
from leakscan.review.desk import Desk
from leakscan.review.desk.review import Review
from leakscan.review.session import Session
from leakscan.store import HitFilter, Store
from leakscan.workspace import Place

SIZE = (80, 24)
CHARACTERS = {"space": " ", "enter": "\r"}


@dataclass
class At:
    """The review, and whoever sits at it."""

    app: Desk
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Press keys, each after what the one before did is done."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def press_at_once(self, *keys: str) -> None:
        """Press keys faster than anything can be done about them: all have come before the first is looked at."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            event = Key(key, CHARACTERS.get(key, key if len(key) == 1 else None))
            event.set_sender(self.app)
            driver.send_message(event)
        await self.settle()

    async def write(self, words: str) -> None:
        """Write words and press Enter."""
        for letter in words:
            await self.pilot.press({" ": "space", "-": "minus", ".": "full_stop"}.get(letter, letter))
        await self.press("enter")

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        await self.pilot.pause()
        for _ in range(6_000):
            if not self.app.is_typed_at and not any(worker.is_running for worker in self.app.workers):
                break
            await asyncio.sleep(0.005)
        await self.pilot.pause()

    @property
    def review(self) -> Review:
        """The review's own screen, whatever lies over it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Review))

    @property
    def session(self) -> Session:
        """What the review works with."""
        return self.review.session

    @property
    def looked_at(self) -> str:
        """Id of the hit that is looked at."""
        return self.review.queue.hit or ""

    @property
    def screen(self) -> str:
        """The text of the screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def said(self) -> str:
        """What was said last."""
        return self.review.said


def desk_of(store: Store, chosen: Chosen | None = None) -> Desk:
    """The application as ``leakscan review`` makes it."""
    asked = chosen or Chosen(status=["new,acknowledged"])

    def read(words: str) -> HitFilter:
        return typed(words).filter()

    return Desk(Session(Place(store.path.parent), store, "kim", asked.filter()), asked.words(), read)


@asynccontextmanager
async def sitting(store: Store, chosen: Chosen | None = None, size: tuple[int, int] = SIZE) -> AsyncIterator[At]:
    """Somebody at the review of a store."""
    app = desk_of(store, chosen)
    async with app.run_test(size=size) as pilot:
        at = At(app, pilot)
        await at.settle()
        yield at
