"""On a worker of a cluster: the visit of one source, in a process of its own."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor

from leakscan.cluster.carried import is_held
from leakscan.crawl.errand import Brought, Errand, read_frame, write_frame
from leakscan.errors import SourceError

_LOOK = 0.5  # seconds between looks whether anybody still waits for it
_COMMAND = [sys.executable, "-m", "leakscan.crawl.errand_process"]
_idle: list[subprocess.Popen[bytes]] = []


def visit_there(run: str, errand: Errand) -> Brought:
    """Visit a source for whoever carried ``run`` to this worker, and as long as it is held here.

    Raises:
        SourceError: the process that visits failed.
    """
    process = _process()
    packed = None
    try:
        with ThreadPoolExecutor(1) as reading:
            packed = _answer(reading.submit(_asked, errand, process), process, run)
    finally:
        if packed is not None:
            _idle.append(process)
        else:
            process.kill()
            process.communicate()
    if packed is None:
        raise SourceError(f"{errand.name}: the process that visited it ended without an answer; see the worker's log")
    brought = pickle.loads(packed)  # noqa: S301 - from the process that was started here
    assert isinstance(brought, Brought)  # noqa: S101  # as the errand writes it
    return brought


def _process() -> subprocess.Popen[bytes]:
    """A process that runs errands: one that is idle, else a new one; it ends with this worker."""
    try:
        return _idle.pop()
    except IndexError:
        return subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - this interpreter


def _asked(errand: Errand, process: subprocess.Popen[bytes]) -> bytes | None:
    assert process.stdin is not None  # noqa: S101  # PIPE
    assert process.stdout is not None  # noqa: S101  # PIPE
    try:
        write_frame(process.stdin, pickle.dumps(errand))
    except BrokenPipeError:
        return None
    return read_frame(process.stdout)


def _answer(answer: Future[bytes | None], process: subprocess.Popen[bytes], run: str) -> bytes | None:
    while True:
        try:
            return answer.result(timeout=_LOOK)
        except TimeoutError:
            if not is_held(run):
                process.terminate()  # the page under way is finished; nobody will see it, but the site is left in peace
