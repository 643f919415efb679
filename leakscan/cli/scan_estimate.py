"""`leakscan scan --estimate`: how large, and how long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leakscan.cli.console import say, warn, write

if TYPE_CHECKING:
    from leakscan.model import Watchlist
    from leakscan.scan.portion import Shard


def announce(paths: Sequence[str], base: str | None, share: Shard | None) -> None:
    """Say how large the files of lists of paths are, before any of them is fetched."""
    from leakscan.scan.estimate import size_of_all
    from leakscan.scan.path_lists import is_list, listed

    portions = [p for path in paths if is_list(path) for p in listed(path, base) if share is None or share.holds(p)]
    if portions:
        say(f"{size_of_all(portions)}; --estimate says how long that takes")


def estimated(
    paths: Sequence[str], base: str | None, share: Shard | None, lists: Sequence[Watchlist], workers: int
) -> int:
    """Print the size of what would be scanned, and the time by what some of it takes; gives the exit status."""
    from leakscan.scan.estimate import in_words, pace_of, size_of_all, spread
    from leakscan.scan.planning import whole_files
    from leakscan.screening import compile_index

    portions = [p for p in whole_files(paths, base=base) if share is None or share.holds(p)]
    unread = [portion.unread for portion in portions if portion.unread is not None and not portion.unread.harmless]
    for one in unread:
        warn(f"{one.path}: {one.reason}")
    size = size_of_all(portions)
    write(str(size))
    readable = [portion for portion in portions if portion.unread is None]
    pace = pace_of(spread(readable, 100), compile_index(lists))
    if not pace.documents:
        warn("nothing could be read to measure by")
        return 3
    hours = pace.hours(size.bytes)
    write(
        f"one process here reads {in_words(pace.packed / pace.seconds)} of it a second "
        f"({in_words(pace.documents / pace.seconds)} of text): {_long(hours)} in one process"
        + (f", {_long(hours / workers)} in {workers}" if workers > 1 else "")
    )
    return 3 if unread else 0


def _long(hours: float) -> str:
    if hours >= 48:
        return f"{hours / 24:,.0f} days ({hours:,.0f} hours)"
    if hours >= 2:
        return f"{hours:.0f} hours"
    return f"{hours * 60:.0f} minutes" if hours * 60 >= 2 else f"{hours * 3600:.0f} seconds"
