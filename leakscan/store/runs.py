"""Runs and the visits of sources within them."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from leakscan.errors import UnknownNameError
from leakscan.model import Health
from leakscan.store.records import Run, Visit
from leakscan.store.values import dumped, moment, optional_moment, parsed, stamp, storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database

RUNNING = "running"


def begin(db: Database, kind: str, watchlists: Mapping[str, str], now: str) -> int:
    """Note that a run of this kind began in this process; returns its id."""
    told = dumped(dict(watchlists)) if watchlists else None
    made = db.execute(
        "INSERT INTO runs (kind, host, pid, started, status, watchlists) VALUES (?, ?, ?, ?, ?, ?)",
        [kind, storable(socket.gethostname()), os.getpid(), now, RUNNING, told],
    )
    assert made.lastrowid is not None  # noqa: S101  # an INSERT that did not raise has one
    return made.lastrowid


def end(
    db: Database,
    run: int,
    status: str,
    exit_status: int,
    problems: Iterable[str],
    totals: dict[str, int],
    self_test: str | None,
    now: str,
) -> None:
    """Close a run; ``totals`` (pages, bytes) not given stay as its visits summed up to."""
    known(db, run)
    db.execute(
        "UPDATE runs SET ended = ?, status = ?, exit_status = ?, problems = ? WHERE id = ?",
        [now, status, exit_status, dumped(list(problems)), run],
    )
    db.execute("UPDATE runs SET self_test = ifnull(?, self_test) WHERE id = ?", [storable(self_test), run])
    for column in ("pages", "bytes"):
        if column in totals:
            db.execute(f"UPDATE runs SET {column} = ? WHERE id = ?", [totals[column], run])  # noqa: S608  # from above


def add_visit(db: Database, run: int, v: Visit) -> None:
    """Write one visit and add its pages and bytes to the run's."""
    known(db, run)
    counts, times = (v.pages, v.bytes, v.documents, v.hits), (stamp(v.started), stamp(v.ended))
    db.execute(
        "INSERT INTO visits (run, source, health, detail, pages, bytes, documents, hits, started, ended,"
        " gap, interrupted)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [run, storable(v.source), str(v.health), storable(v.detail), *counts, *times, storable(v.gap), v.interrupted],
    )
    db.execute("UPDATE runs SET pages = pages + ?, bytes = bytes + ? WHERE id = ?", [v.pages, v.bytes, run])


def copy(db: Database, run: Run, host: str, pid: int) -> int:
    """Write a run of another store with its visits; returns its number here."""
    columns = "kind, host, pid, started, ended, status, exit_status, pages, bytes, documents, hits, problems, self_test"
    ended = None if run.ended is None else stamp(run.ended)
    counts = (run.pages, run.bytes, run.documents, run.hits)
    told = [run.kind, storable(host), pid, stamp(run.started), ended, run.status, run.exit_status, *counts]
    made = db.execute(
        f"INSERT INTO runs ({columns}, watchlists) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608  # constant
        [
            *told,
            dumped(list(run.problems)),
            storable(run.self_test),
            dumped(dict(run.watchlists)) if run.watchlists else None,
        ],
    ).lastrowid
    assert made is not None  # noqa: S101  # an INSERT that did not raise has one
    for visit in run.visits:
        add_visit(db, made, visit)
    totals = [run.pages, run.bytes, made]
    db.execute("UPDATE runs SET pages = ?, bytes = ? WHERE id = ?", totals)  # which its visits were added to
    return made


def known(db: Database, run: int) -> None:
    """Raise UnknownNameError unless there is such a run."""
    if db.execute("SELECT 1 FROM runs WHERE id = ?", [run]).fetchone() is None:
        raise UnknownNameError(f"there is no run {run}; `leakscan runs list` shows those there are")


def read(db: Database, where: str, values: list[int], *, with_visits: bool) -> list[Run]:
    """Runs by a condition of this room's own, newest first."""
    rows = list(db.query(f"SELECT * FROM runs {where}", values))  # noqa: S608  # the condition is the store's own
    return [_run(row, visits(db, row["id"]) if with_visits else ()) for row in rows]


def visits(db: Database, run: int) -> tuple[Visit, ...]:
    """The visits of a run, in the order they ended."""
    rows = db.query("SELECT * FROM visits WHERE run = ? ORDER BY id", [run])
    return tuple(_visit(row) for row in rows)


def last_visits(db: Database) -> dict[str, Visit]:
    """The latest visit of each source."""
    rows = db.query("SELECT * FROM visits WHERE id IN (SELECT max(id) FROM visits GROUP BY source) ORDER BY source")
    return {row["source"]: _visit(row) for row in rows}


def looked_otherwise(db: Database, watchlist: str, digest: str, after: int) -> bool:
    """Whether a run later than ``after`` that screened documents looked for another content of the watchlist."""
    row = db.execute(
        "SELECT 1 FROM runs, json_each(runs.watchlists) AS looked WHERE runs.id > ? AND runs.documents > 0"
        " AND looked.key = ? AND looked.value <> ? UNION ALL"
        " SELECT 1 FROM runs WHERE id > ? AND documents > 0 AND watchlists IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM json_each(runs.watchlists) WHERE key = ?) LIMIT 1",
        [after, watchlist, digest, after, watchlist],
    ).fetchone()
    return row is not None


def visits_of(db: Database, source: str, limit: int) -> list[Visit]:
    """The latest visits of one source, the newest first, in the order they were written: clocks are not asked."""
    rows = db.query("SELECT * FROM visits WHERE source = ? ORDER BY id DESC LIMIT ?", [storable(source), limit])
    return [_visit(row) for row in rows]


def _visit(row: dict[str, Any]) -> Visit:
    counts = {name: row[name] for name in ("source", "detail", "pages", "bytes", "documents", "hits", "gap")}
    started, ended, cut = moment(row["started"]), moment(row["ended"]), bool(row["interrupted"])
    return Visit(health=Health(row["health"]), started=started, ended=ended, interrupted=cut, **counts)


def _run(row: dict[str, Any], seen: tuple[Visit, ...]) -> Run:
    plain = {name: row[name] for name in ("id", "kind", "exit_status", "pages", "bytes", "documents", "hits")}
    problems = parsed(row["problems"])
    assert isinstance(problems, list)  # noqa: S101  # end() writes a list
    watchlists = parsed(row["watchlists"] or "{}")
    assert isinstance(watchlists, dict)  # noqa: S101  # begin() writes an object
    return Run(
        started=moment(row["started"]),
        ended=optional_moment(row["ended"]),
        status="interrupted" if _is_dead(row) else row["status"],
        problems=tuple(str(problem) for problem in problems),
        visits=seen,
        self_test=row["self_test"],
        watchlists={name: str(digest) for name, digest in watchlists.items()},
        **plain,
    )


def _is_dead(row: dict[str, Any]) -> bool:
    """Whether a run that calls itself running has lost its process; of another host's nothing is known."""
    if row["status"] != RUNNING or row["host"] != socket.gethostname():
        return False
    try:
        os.kill(row["pid"], 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # it lives, under another user
        return False
    return False
