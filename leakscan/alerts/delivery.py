"""From the outbox to the services: each target by itself, so that one that hangs holds up no other."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from leakscan.alerts.composing import compose
from leakscan.alerts.message import loads
from leakscan.alerts.sending import send
from leakscan.store import Message, Store

if TYPE_CHECKING:
    from leakscan.config import AlertsConfig

FIRST, LONGEST = 15.0, 3600.0  # seconds before the second try, and at most before any later one
_DOUBLINGS = 10


@dataclass(frozen=True, slots=True)
class Failed:
    """A target that did not take a message: how often that was tried, and why it failed this time."""

    target: str
    tries: int
    problem: str

    def __str__(self) -> str:
        times = "1 try" if self.tries == 1 else f"{self.tries} tries"
        return f"{self.target}: not delivered after {times}: {self.problem}"


def deliver(store: Store, settings: AlertsConfig) -> tuple[Failed, ...]:
    """Send what is due; what fails is due again later, twice as late each time, up to an hour.

    Returns:
        Each target that did not take what was sent to it now. What waits for its time (quiet hours, a digest, another
        try) is not among them: ``store.undelivered()`` knows.
    """
    targets = tuple(dict.fromkeys(settings.urls))
    store.keep_targets(targets)
    for target in targets:
        compose(store, target, settings)
    if not targets:
        return ()
    with ThreadPoolExecutor(len(targets), thread_name_prefix="alerts") as threads:
        return tuple(failed for failed in threads.map(lambda target: _drain(store, target), targets) if failed)


def _drain(store: Store, target: str) -> Failed | None:
    """Send what is due to one target, up to the first message that it does not take."""
    while (message := store.claim(target)) is not None:
        problem = send(target, message.key, loads(message.content))
        if problem is None:
            store.delivered(message.id)
            continue
        store.not_delivered(message.id, problem, store.clock() + backoff(message))
        return Failed(target, message.tries, problem)
    return None


def backoff(message: Message) -> timedelta:
    """How long to wait after another try that failed: doubled each time, and no two messages in step."""
    seconds = min(FIRST * 2.0 ** min(message.tries - 1, _DOUBLINGS), LONGEST)
    return timedelta(seconds=seconds * random.uniform(0.8, 1.2))  # noqa: S311  # no secret
