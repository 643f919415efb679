"""Can the watchlists be read, were they what the last run looked for, and does anybody keep them?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from leakscan.errors import LeakscanError
from leakscan.schedule.checks.sources import ago
from leakscan.schedule.doctor import Finding, Level, Patient

STALE = timedelta(days=180)  # who became a client since then is not looked for


def check(patient: Patient) -> Iterator[Finding]:
    """A failure for a list that can't be read, a warning for one that has aged or was changed since the last run."""
    names = sorted(patient.workspace.config.watchlist)
    if not names:
        yield Finding(Level.FAIL, "leakscan.toml names no watchlist: nothing is looked for")
    found = [finding for name in names for finding in _of(name, patient)]
    yield from found
    if names and not found:
        yield Finding(Level.OK, f"{', '.join(names)}: as the last run looked for them")


def _of(name: str, patient: Patient) -> Iterator[Finding]:
    from leakscan.screening.gather import idle_abbreviations

    path = patient.workspace.watchlist_path(name)
    try:
        watchlist = patient.workspace.watchlist(name)
        edited = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (LeakscanError, OSError) as error:
        yield Finding(Level.FAIL, f"{name} can't be read: {error}")
        return
    for abbreviation in idle_abbreviations(watchlist):
        yield Finding(Level.WARN, f"{name}: no client has a name to which the abbreviation {abbreviation} applies")
    used = next((run.watchlists for run in patient.crawls if run.watchlists), None)
    if used is not None and used.get(name) != watchlist.digest:
        yield Finding(Level.WARN, f"{name} was changed {ago(edited, patient.now)}; no crawl has looked for it since")
    if patient.now - edited > STALE:
        yield Finding(Level.WARN, f"{name} was last edited {ago(edited, patient.now)}: newer clients are not in it")
