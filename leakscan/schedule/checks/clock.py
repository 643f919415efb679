"""Is the clock right, as far as files and the store can tell?"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from leakscan.schedule.checks.sources import words
from leakscan.schedule.doctor import Finding, Level, Patient

TOLERATED = timedelta(minutes=5)


def check(patient: Patient) -> Iterator[Finding]:
    """A failure where something that has happened lies in the future, or the file system has another time."""
    found = list(_wrong(patient))
    yield from found or [Finding(Level.OK, "agrees with the file system and with what is stored")]


def _wrong(patient: Patient) -> Iterator[Finding]:
    happened = {"leakscan.toml was written": _written(patient.workspace.root / "leakscan.toml")}
    happened |= {f"run {run.id} began": run.started for run in patient.crawls[:1]}
    for what, when in happened.items():
        if when > patient.now + TOLERATED:
            yield Finding(Level.FAIL, f"{what} {words(when - patient.now)} in the future: the clock is or was wrong")
    try:
        with tempfile.NamedTemporaryFile(dir=patient.workspace.root, prefix=".clock-") as file:
            apart = abs(_written(Path(file.name)) - datetime.now(UTC))
    except OSError as error:
        yield Finding(Level.FAIL, f"the file system's time can't be read: {error.strerror or error}")
        return
    if apart > TOLERATED:
        yield Finding(Level.FAIL, f"the file system's time is {words(apart)} away from this machine's")


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
