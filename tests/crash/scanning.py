"""Scans in forked processes, which may meet a point where they are killed or refused."""

from __future__ import annotations

import multiprocessing
import warnings
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from leakscan.evidence import recall
from leakscan.store import open_store
from tests.crash.points import arm

_forks = multiprocessing.get_context("forkserver")


def scan(folder: Path, *arguments: str, point: str | None = None) -> tuple[int, str, list[str]]:
    """Exit status (-9 for a scan that was killed), what it said, and what it printed, sorted."""
    ours, theirs = _forks.Pipe(duplex=False)
    child = _forks.Process(target=_work, args=(folder, arguments, point, theirs))
    child.start()
    theirs.close()
    try:
        status, said, printed = ours.recv() if ours.poll(60) else (None, "it takes too long", "")
    except EOFError:
        status, said, printed = None, "", ""
    child.join(10)
    child.kill()
    assert child.exitcode is not None
    return (child.exitcode if status is None else status), said, sorted(printed.splitlines())


def outcome(folder: Path) -> dict[str, Any]:
    """All that a team would see, times apart; whatever is not whole fails here."""
    with open_store(folder / "leakscan.db") as store:
        assert store._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert store.verify() == []
        assert store._db.execute("SELECT count(*) FROM cursors").fetchone() == (0,)
        assert store._db.execute("SELECT count(*) FROM seen").fetchone() == (0,)
        hits = store.hits(with_matches=True)
        for hit in hits:
            assert hit.evidence is not None
            recall(folder / "evidence", hit.hit.sha256)
        places = {hit.id: sorted(s.sighting.path or "" for s in store.sightings(hit.id)) for hit in hits}
        assessed = {hit.id: (hit.hit.assessment.score, len(hit.hit.assessment.matches)) for hit in hits}
        return {"places": places, "assessed": assessed}


def _work(folder: Path, arguments: Sequence[str], point: str | None, answer: Connection) -> None:
    from typer.testing import CliRunner

    from leakscan.cli import app

    warnings.simplefilter("error")
    if point is not None:
        arm(point, folder)
    done = CliRunner().invoke(app, ["scan", *arguments, "--workspace", str(folder), "--format", "jsonl"])
    answer.send((done.exit_code, done.stderr, done.stdout))
