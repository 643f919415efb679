"""Alerts are delivered by a thread of its own while whatever finds hits goes on: a slow service must not hold it up."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from leakscan.alerts.delivery import Failed, deliver
from leakscan.alerts.rule import rule_of
from leakscan.errors import StoreError
from leakscan.store import AlertRule, open_store

if TYPE_CHECKING:
    from leakscan.config import AlertsConfig
    from leakscan.workspace import Workspace

BROKEN = "alerts were not all delivered: the thread that delivers them broke off; try: leakscan alert retry"
LOOK = 5.0  # seconds between looks at what has become due


class Courier:
    """While the block lasts, delivers what the outbox holds; ``wake`` says that something new is in it.

    At the end everything that is due is tried once more. Where no alerts are configured it does nothing.

    Attributes:
        rule: what to commit steps with, so that hits are told of; None without alerts.
        problems: after the block, what could not be delivered, in sentences.
    """

    def __init__(self, database: Path, settings: AlertsConfig) -> None:
        self.rule: AlertRule | None = rule_of(settings)
        self.problems: tuple[str, ...] = ()
        self._database, self._settings = database, settings
        self._news, self._over = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier")

    def __enter__(self) -> Self:
        if self.rule is not None:
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.rule is not None:
            self._over.set()
            self._news.set()
            self._thread.join()

    def wake(self) -> None:
        """Something may have been put into the outbox."""
        self._news.set()

    def _run(self) -> None:
        self.problems = (BROKEN,)  # until the end was reached
        try:
            with open_store(self._database) as store:
                while not self._over.is_set():
                    self._news.clear()
                    deliver(store, self._settings)
                    if not self._over.is_set():
                        self._news.wait(LOOK)
                deliver(store, self._settings)
                self.problems = tuple(str(Failed(m.target, m.tries, m.problem or "")) for m in store.undelivered())
        except StoreError as error:
            self.problems = (f"alerts could not be delivered: {error}",)


def courier(workspace: Workspace) -> Courier:
    """The courier of a workspace."""
    return Courier(workspace.database, workspace.config.alerts)
