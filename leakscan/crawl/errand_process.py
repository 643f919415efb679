"""The process that runs errands, each in a fork of it: one comes on standard input, then what it brought goes out.

Run as ``python -m leakscan.crawl.errand_process``. What takes long to load is loaded once; a reactor, which can't be
started twice, lives in the fork alone. Everything ends at once when standard input does, so that nothing outlives
whoever sent the errand.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import threading
import traceback
from typing import IO

from leakscan.crawl.errand import Errand, read_frame, run, write_frame
from leakscan.crawl.preload import preload
from leakscan.crawl.runner import Visits  # noqa: F401 - loaded here, for all forks


def main() -> int:
    """Run errands until there are no more; returns the exit status."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed by anybody goes elsewhere
    preload()
    while (packed := read_frame(sys.stdin.buffer)) is not None:
        child = os.fork()
        if child == 0:
            _visit(packed, answers)
        signal.signal(signal.SIGTERM, lambda *_, child=child: os.kill(child, signal.SIGTERM))
        _, status = os.waitpid(child, 0)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        if status != 0:
            return 1
    return 0


def _visit(packed: bytes, answers: IO[bytes]) -> None:
    """In a fork: run one errand; does not return."""
    threading.Thread(target=_end_with_input, daemon=True).start()
    try:
        errand = pickle.loads(packed)  # noqa: S301 - from the process that started this one
        assert isinstance(errand, Errand)  # noqa: S101  # as the sender writes it
        write_frame(answers, pickle.dumps(run(errand)))
    except BaseException:  # noqa: BLE001 - a fork must never go on as if it were the process it came from
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _end_with_input() -> None:
    ended = select.poll()
    ended.register(0, select.POLLHUP)
    ended.poll()
    os._exit(3)


if __name__ == "__main__":
    sys.exit(main())
