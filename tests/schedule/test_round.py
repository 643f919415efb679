"""Rounds as they are: processes that end, that dally, and that will not be told."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from leakscan.schedule.round import Round, run_round
from leakscan.schedule.signals import Signals

DALLY = "import pathlib, signal, sys, time; {}; pathlib.Path(sys.argv[1]).touch(); time.sleep(30)"
DEAF = DALLY.format("signal.signal(signal.SIGTERM, signal.SIG_IGN)")
MEEK = DALLY.format("signal.signal(signal.SIGTERM, lambda *_: sys.exit(3))")


@pytest.mark.parametrize("status", [0, 1, 2, 3])
def test_a_round_has_the_status_of_its_process(status: int) -> None:
    with Signals() as signals:
        assert run_round([sys.executable, "-c", f"raise SystemExit({status})"], 30, signals) == Round(status)


def test_a_process_that_dies_of_a_signal_was_not_finished() -> None:
    with Signals() as signals:
        done = run_round([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], 30, signals)
    assert done == Round(3)


def test_a_round_over_its_budget_is_ended(tmp_path: Path) -> None:
    with Signals() as signals:
        done = run_round([sys.executable, "-c", MEEK, str(tmp_path / "up")], 1.5, signals)
    assert done.status == 3
    assert "its budget of 2 seconds was spent" in (done.stopped or "")


def test_one_that_will_not_be_told_is_killed(tmp_path: Path) -> None:
    begun = time.monotonic()
    with Signals() as signals:
        done = run_round([sys.executable, "-c", DEAF, str(tmp_path / "up")], 1.0, signals, (0.2, 0.2))
    assert (done.status, done.stopped is not None) == (3, True)
    assert time.monotonic() - begun < 20, "it would have slept for thirty seconds"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_asked_to_stop_it_passes_that_on(tmp_path: Path, number: int) -> None:
    up = tmp_path / "up"

    def ask() -> None:
        while not up.exists():
            time.sleep(0.01)
        os.kill(os.getpid(), number)

    asker = threading.Thread(target=ask)
    with Signals() as signals:
        asker.start()
        done = run_round([sys.executable, "-c", MEEK, str(up)], 30, signals)
        asker.join()
    assert done == Round(3, "asked to stop")


def test_a_signal_that_came_before_the_wait_is_not_lost() -> None:
    with Signals() as signals:
        os.kill(os.getpid(), signal.SIGTERM)
        begun = time.monotonic()
        signals.wait(30)
        assert signals.stopping
    assert time.monotonic() - begun < 20


def test_afterwards_signals_mean_what_they_did_before() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)]
    with Signals():
        assert signal.getsignal(signal.SIGTERM) is not before[0]
    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)] == before
