"""Where the watchlist lies that a command names."""

from __future__ import annotations

from pathlib import Path

from leakscan.errors import WatchlistError
from leakscan.files import is_file


def locate(which: str, workspace: Path | None) -> tuple[Path, str | None]:
    """A file as it is named, else the workspace's watchlist of that name."""
    from leakscan.watchlist.formats import suffixes
    from leakscan.workspace import find_workspace

    if is_file(which):
        return Path(which), None
    if Path(which).suffix.lower() in suffixes() or "/" in which:
        raise WatchlistError("there is no such file", path=which)
    return find_workspace(workspace).watchlist_path(which), which
