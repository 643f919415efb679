"""The outbox as methods of the store."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from leakscan.store.core import Core
from leakscan.store.late import messages, outbox
from leakscan.store.values import stamp

if TYPE_CHECKING:
    from leakscan.store.messages import Alert, Delivery, Message


class Alerting(Core):
    """Alerts on their way out; a step puts them in (``commit_step``), these methods get them to where they go.

    A process may be killed between any two of them: what was not said to be delivered is sent again, under its key.
    """

    def waiting(self, target: str) -> list[Alert]:
        """Alerts that are in no message to this target yet, oldest first."""
        with self._reading() as db:
            return messages.waiting(db, target)

    def extent(self, incident: int) -> tuple[int, int]:
        """How many documents an incident has by now, and how many of its clients were told of."""
        with self._reading() as db:
            return outbox.extent(db, incident)

    def post(self, target: str, alerts: Sequence[int], content: str, key: str | None = None) -> bool:
        """Put alerts into one message to a target, in its final words; False where another process has done so.

        ``key`` names the message to whoever receives it twice; without one a new one is made up.
        """
        with self._writing() as (db, now):
            return messages.post(db, target, alerts, content, key, now)

    def claim(self, target: str) -> Message | None:
        """The next message to send to this target, held by this process until it says what became of it."""
        with self._reading() as db:  # most looks find nothing, and need not keep others from writing
            if messages.due(db, target, self.clock()) is None:
                return None
        with self._writing() as (db, _):
            return messages.claim(db, target, self.clock())

    def delivered(self, message: int) -> None:
        """The message has arrived."""
        with self._writing() as (db, now):
            messages.end(db, message, now)

    def not_delivered(self, message: int, problem: str, due: datetime) -> None:
        """The message has not arrived, for this reason; it is to be sent again at ``due``."""
        with self._writing() as (db, _):
            messages.put_off(db, message, problem, stamp(due))

    def keep_targets(self, targets: Collection[str]) -> int:
        """Drop what is on its way to any other target; returns how many messages that were.

        An alert that would then reach nobody goes to these instead.
        """
        with self._reading() as db:
            if not messages.has_others(db, targets):
                return 0
        with self._writing() as (db, now):
            return messages.drop_others(db, targets, now)

    def hasten(self, alerts: Collection[int] | None = None) -> int:
        """Make messages that wait for another try due now, those of these alerts or all; returns how many."""
        with self._writing() as (db, now):
            return messages.hasten(db, now, alerts)

    def undelivered(self) -> list[Message]:
        """Messages that were tried in vain so far, oldest first."""
        with self._reading() as db:
            return messages.undelivered(db)

    def last_delivered(self) -> datetime | None:
        """When a message was last delivered; None where none ever was."""
        with self._reading() as db:
            return messages.last_delivered(db)

    def alerts(self, limit: int = 50, *, open_only: bool = False) -> list[tuple[Alert, list[Delivery]]]:
        """The latest alerts, newest first, each with how far it has come to each target."""
        with self._reading() as db:
            return messages.alerts(db, limit, open_only=open_only)

    def alerts_of(self, incident: int) -> list[Alert]:
        """What was told of an incident, oldest first."""
        with self._reading() as db:
            return messages.of_incident(db, incident)
