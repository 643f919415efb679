"""Waiting that a signal ends: to stop when asked to, and to wake when a child process has ended."""

from __future__ import annotations

import select
import signal
import socket
from types import TracebackType
from typing import Self

STOP = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Signals:
    """While the block lasts, a request to stop is taken down in ``stopping`` and ends every wait.

    A handler alone would leave a moment between looking and waiting in which a signal is lost; here it is a byte in
    a socket that the wait looks at. For the main thread.
    """

    def __init__(self) -> None:
        self.stopping = False

    def __enter__(self) -> Self:
        self._ours, self._theirs = socket.socketpair()
        for end in (self._ours, self._theirs):
            end.setblocking(False)
        self._before = {number: signal.signal(number, lambda *_: self._stop()) for number in STOP}
        self._before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
        self._woken = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        signal.set_wakeup_fd(self._woken)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._ours.close()
        self._theirs.close()

    def wait(self, seconds: float) -> None:
        """Wait so long, or until any of the signals comes."""
        ready, _, _ = select.select([self._ours], [], [], max(0.0, seconds))
        if ready:
            self._ours.recv(4096)

    def _stop(self) -> None:
        self.stopping = True
