"""Crawls of a workspace in forked processes, which may meet a point where they are killed or refused."""

from __future__ import annotations

import multiprocessing
import warnings
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from leakscan.errors import LeakscanError
from leakscan.evidence import recall
from leakscan.model import Severity
from leakscan.store import open_store
from tests.crash.points import arm

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["tests.crawl.preload", "tests.crash.preload"])


def begin(folder: Path, point: str | None = None, *, due: bool = False) -> tuple[BaseProcess, Connection]:
    """Begin a crawl, of what is due or of all."""
    ours, theirs = _forks.Pipe(duplex=False)
    child = _forks.Process(target=_work, args=(folder, point, due, theirs))
    child.start()
    theirs.close()
    return child, ours


def end(begun: tuple[BaseProcess, Connection]) -> tuple[int, str]:
    """The exit status of a crawl (-9 for one that was killed), and what it said."""
    child, ours = begun
    try:
        status, said = ours.recv() if ours.poll(60) else (None, "it takes too long")
    except EOFError:
        status, said = None, ""
    child.join(10)
    child.kill()
    assert child.exitcode is not None
    return (child.exitcode if status is None else status), said


def crawl(folder: Path, point: str | None = None, *, due: bool = False) -> tuple[int, str]:
    """Crawl to the end, or to the point."""
    return end(begin(folder, point, due=due))


def outcome(folder: Path) -> dict[str, Any]:
    """All that a team would see, times apart; whatever is not whole fails here."""
    with open_store(folder / "leakscan.db") as store:
        assert store._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert store._db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert store.verify_events() == []
        hits = store.hits(with_matches=True)
        for hit in hits:
            assert hit.evidence is not None
            recall(folder / "evidence", hit.hit.sha256)
        places = {hit.id: sorted(s.sighting.url or "" for s in store.sightings(hit.id)) for hit in hits}
        assessed = {hit.id: (hit.hit.assessment.score, len(hit.hit.assessment.matches)) for hit in hits}
        return {"places": places, "assessed": assessed, "cursor": store.cursor("paste")}


def _work(folder: Path, point: str | None, due: bool, answer: Connection) -> None:
    from leakscan.crawl.run import crawl as crawl_sources
    from leakscan.screening import compile_index
    from leakscan.workspace import find_workspace

    warnings.simplefilter("error")
    try:
        place = find_workspace(folder)
        index = compile_index(place.watchlists())
        if point is not None:
            arm(point, folder)
        sources = dict(place.config.source) if not due else {name: place.config.source[name] for name in _due(folder)}
        if not sources:
            answer.send((0, "nothing is due"))
            return
        crawled = crawl_sources(place, sources, index, fail_on=Severity.CRITICAL, tested=True)
        problems = [problem for visited in crawled.visits for problem in visited.problems]
        answer.send((crawled.exit_status(Severity.CRITICAL), "; ".join([*problems, str(crawled.self_test)])))
    except LeakscanError as error:
        answer.send((error.exit_status, str(error)))


def _due(folder: Path) -> list[str]:
    from leakscan.schedule import due
    from leakscan.workspace import find_workspace

    place = find_workspace(folder)
    with open_store(place.database) as store:
        now = store.clock()
        return due.ripe(due.plan(place.config, store, now), now)
