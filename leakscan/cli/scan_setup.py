"""What a scan is told to look at, for and with, from its options and the workspace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from leakscan.cli.console import say
from leakscan.errors import UsageError, WorkspaceError
from leakscan.files import is_file
from leakscan.model import Severity

if TYPE_CHECKING:
    from leakscan.alerts.courier import Courier
    from leakscan.cluster import Access
    from leakscan.model import Watchlist
    from leakscan.scan.keep import Keeper
    from leakscan.scan.portion import Shard
    from leakscan.scan.run import Engine
    from leakscan.scan.workers import Processes
    from leakscan.workspace import Workspace

_DATABASE_TAILS = ("", "-wal", "-shm", ".lock")


def place_of(named: Path | None, chosen: Sequence[str], no_store: bool, db: Path | None) -> Workspace | None:
    """The workspace, where one is there or needed."""
    from leakscan.workspace import find_workspace

    missing = [name for name in chosen if not is_file(name)]
    try:
        return find_workspace(named)
    except WorkspaceError as error:
        if named is not None or not chosen:
            raise
        if missing:
            raise UsageError(
                f"--watchlist {missing[0]}: no such file, and as a name it needs a workspace: {error}"
            ) from error
        if no_store or db:
            return None
        raise WorkspaceError(f"{error}; or keep nothing (--no-store), or name a database (--db hits.db)") from error


def cache_of(place: Workspace | None, named: Sequence[str]) -> Path | None:
    """Where the compiled watchlists may be kept; nowhere if one of them is encrypted on disk."""
    return place.cache if place and not any(name.endswith(".age") for name in named) else None


def watchlists_of(chosen: Sequence[str], place: Workspace | None) -> list[Watchlist]:
    """The lists to look for: files are read, other words are names in leakscan.toml."""
    from leakscan.watchlist import load_watchlist

    if not chosen and place:
        return place.watchlists()
    lists = []
    for name in chosen:
        if is_file(name):
            lists.append(load_watchlist(Path(name)))
        elif place and name in place.config.watchlist:
            lists += place.watchlists([name])
        else:
            known = ", ".join(sorted(place.config.watchlist)) if place else "no workspace is in use"
            raise UsageError(f"--watchlist {name}: neither a file nor a name in leakscan.toml ({known})")
    twice = {one.name for one in lists if sum(one.name == other.name for other in lists) > 1}
    if twice:
        raise UsageError(f"two watchlists are called {', '.join(sorted(twice))}; rename one of the files")
    return lists


def share_of(shard: str | None, paths: Sequence[str]) -> Shard | None:
    """The share of the work that was asked for, None for all of it."""
    from leakscan.scan.portion import parse_shard

    if shard is None:
        return None
    if "-" in paths:
        raise UsageError("--shard parts files among machines, and standard input is none of them")
    return parse_shard(shard)


def fatal_of(place: Workspace | None, fail_on: Severity | None, keep_from: Severity) -> Severity:
    """From which severity on the scan ends with 1: as told, else the workspace's."""
    fatal = fail_on or (place.config.thresholds.fail_on if place else Severity.MEDIUM)
    if fatal.rank < keep_from.rank:
        raise UsageError(f"--keep-from {keep_from} leaves out hits that --fail-on {fatal} asks for")
    return fatal


def floor_of(place: Workspace | None, min_severity: Severity | None, output: str) -> Severity:
    """From which severity on hits are printed: as told, else a table the workspace's and the other formats all."""
    if min_severity is not None or output != "table":
        return min_severity or Severity.INFO
    return place.config.thresholds.min_severity if place else Severity.LOW


def access_of(
    cluster: str | None, insecure: bool, place: Workspace | None, paths: Sequence[str], workers: int
) -> Access | None:
    """The cluster to work on, None for this machine."""
    if cluster is None:
        return None
    if workers > 1:
        raise UsageError("--workers is of this machine and --cluster of others; give one of them")
    if "-" in paths:
        raise UsageError("workers of a cluster can't read the standard input of this process; name files")
    from leakscan.cli.options import access_to

    return access_to(cluster, insecure, place)


def processes_of(workers: int, cluster: str | None, paths: Sequence[str]) -> Processes | None:
    """Several processes of this machine, None for this one alone; they get ready while lists are read."""
    if workers == 1 or cluster is not None:
        return None
    from leakscan.scan.workers import Processes

    return Processes(workers, paths)


@contextmanager
def working(processes: Processes | None, access: Access | None) -> Iterator[Engine | None]:
    """Where the scan works: a cluster, several processes, or None for this one alone."""
    if access is not None:
        from leakscan.cluster import connected
        from leakscan.scan.on_cluster import ClusterEngine

        with connected(access, say) as cluster:
            yield ClusterEngine(cluster)
    else:
        yield processes


def delivering(messenger: Courier | None) -> AbstractContextManager[object]:
    """While it is open, alerts go out, if there is anybody to send them."""
    return messenger or nullcontext()


def messenger_of(place: Workspace | None, *, elsewhere: bool) -> Courier:
    """Who delivers the alerts; UsageError where there is nothing to keep them in or nowhere to send them."""
    from leakscan.alerts.courier import courier

    if place is None or elsewhere:
        raise UsageError("--alert needs a workspace's own store: alerts are kept there until they are delivered")
    if not place.config.alerts.urls:
        raise UsageError("--alert has nowhere to send to; add [alerts] with urls to leakscan.toml (docs/alerts.md)")
    return courier(place)


def keeper_of(
    no_store: bool, db: Path | None, place: Workspace | None, messenger: Courier | None, *, far: bool, floor: Severity
) -> Keeper:
    """Where the hits are kept."""
    from leakscan.scan.keep import Keeper

    if no_store and db:
        raise UsageError("--no-store keeps nothing and --db keeps it elsewhere; give one of them")
    if no_store or (place is None and db is None):
        return Keeper(None, None, floor=floor)
    evidence = None if db or place is None else place.evidence
    return Keeper(db or (place.database if place else None), evidence, messenger, far=far, floor=floor)


def own_files(place: Workspace | None, db: Path | None, chosen: Sequence[str]) -> frozenset[tuple[int, int]]:
    """What is left out when a folder that holds it is scanned: the store, the evidence, the lists themselves."""
    from leakscan.scan import identities

    files = [Path(name) for name in chosen]
    for base in [one for one in (db, place.database if place else None) if one]:
        files += [base.with_name(base.name + tail) for tail in _DATABASE_TAILS]
    if place:
        files += [place.evidence, place.root / "leakscan.toml"]
        files += [path for name in place.config.watchlist for path in place.watchlist_paths(name)]
    return identities(files)
