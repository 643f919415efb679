"""One round of visits in a process of its own: Scrapy's reactor can't be started twice."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass

from leakscan.schedule.signals import Signals

PATIENCE = (15.0, 10.0)  # seconds that a child has to end after the first request, and after the second
INCOMPLETE = 3


@dataclass(frozen=True, slots=True)
class Round:
    """What a round came to: the exit status of its process, and why it was stopped before its end, if it was."""

    status: int
    stopped: str | None = None


def run_round(command: Sequence[str], budget: float, signals: Signals, patience: Sequence[float] = PATIENCE) -> Round:
    """Run the command to its end, but no longer than ``budget`` seconds and a little more, nor once asked to stop.

    It is asked to end twice (a page under way is finished after the first request) and killed then. It runs in a
    session of its own, so that a key pressed in a terminal reaches this process alone.
    """
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603  # our own program
    try:
        stopped = _until(child, budget, signals)
        if stopped is not None:
            _stop(child, patience)
        return Round(_status(child.wait()), stopped)
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()


def _until(child: subprocess.Popen[bytes], budget: float, signals: Signals) -> str | None:
    """Wait for the child; why it has to be stopped, or None when it has ended."""
    end = time.monotonic() + budget
    while child.poll() is None:
        left = end - time.monotonic()
        if signals.stopping:
            return "asked to stop"
        if left <= 0:
            return f"its budget of {budget:.0f} seconds was spent"
        signals.wait(left)
    return None


def _stop(child: subprocess.Popen[bytes], patience: Sequence[float]) -> None:
    for seconds in patience:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
        return
    child.kill()


def _status(code: int) -> int:
    """The exit status; a process that died of a signal left its work undone."""
    return code if code >= 0 else INCOMPLETE
