"""What runs in the processes of a scan; imported once, in the server that they are forked from."""

from __future__ import annotations

import os
import signal
import threading
from multiprocessing import connection, parent_process

import leakscan.evidence
import leakscan.store  # noqa: F401 - loaded here once, for all of them
from leakscan.assessment import assess_together  # noqa: F401
from leakscan.model import Entry, Watchlist
from leakscan.scan.bundles import Bundle, Work
from leakscan.scan.examined import Keeping, Result, look
from leakscan.screening import Index, compile_index, screen_texts
from leakscan.screening.kernels import load

_looked_for: list[Index] = []


def warm_up() -> None:
    """Load what screening loads when it is first used, so that processes forked from this one have it.

    Code that was never compiled is left: it takes half a minute, and whoever reads enough for that does it.
    """
    index = compile_index([Watchlist("none", (Entry("-", "Nobody Anywhere"),))])
    load()
    screen_texts(["Nobody Anywhere; nobody-anywhere.example", "Nobody Anywhere – ничего"], index)


def begin(index: Index) -> None:
    """Get ready to work: leave Ctrl-C to the parent, and end when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _looked_for[:] = [index]


def work(given: Work, keeping: Keeping) -> list[Result]:
    """The results of some documents, or of portions that are read here."""
    groups = given.groups() if isinstance(given, Bundle) else [given]
    return [result for group in groups for result in look(group, _looked_for[0], keeping)]


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)  # a killed parent can't end its workers, and they would wait for it for ever
