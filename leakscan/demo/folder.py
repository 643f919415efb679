"""The workspace that the demo works in and leaves behind, to be explored."""

from __future__ import annotations

import shutil
from pathlib import Path

from leakscan.demo.cast import WATCHLIST_NAME, example_watchlist
from leakscan.errors import WorkspaceError
from leakscan.files import write_private
from leakscan.workspace import Workspace, find_workspace

_MARK = ".leakscan-demo"
_OURS = (
    "leakscan.toml",
    "leakscan.db",
    "leakscan.db-wal",
    "leakscan.db-shm",
    "leakscan.lock",
    "crawl.log",
    "evidence",
    "watchlists",
)

_CONFIG = """\
# The workspace of `leakscan demo`: {state}

[watchlist.{watchlist}]
path = "watchlists/{file}"

[source.paste-site]
spider = "pastebin"                 # speaks Pastebin's scraping API
url = "{pastes}"
every = "2m"
delay = 0.0                         # seconds between requests: it is our own server
allow_private = true                # it is on this machine, which a source is not allowed to be otherwise
enabled = {enabled}

[source.forum]
spider = "discourse"
url = "{forum}"
every = "30m"
delay = 0.0
allow_private = true
enabled = {enabled}
"""


def make_folder(folder: Path) -> None:
    """Make the demo's folder, or empty one that an earlier demo made; files of anybody else are left alone.

    Raises:
        WorkspaceError: the folder holds something that no demo made, or can't be written.
    """
    try:
        if folder.exists() and not (folder / _MARK).is_file() and (not folder.is_dir() or any(folder.iterdir())):
            raise WorkspaceError(f"{folder} exists and is no demo's workspace; name another folder with --keep")
        for name in _OURS:
            _remove(folder / name)
        for part in (folder, folder / "watchlists", folder / "evidence"):
            part.mkdir(parents=True, exist_ok=True)
            part.chmod(0o700)
        (folder / _MARK).write_text("made by leakscan demo, which may replace it\n", encoding="utf-8")
        source = example_watchlist()
        write_private(folder / "watchlists" / source.name, source.read_bytes())
    except OSError as error:
        raise WorkspaceError(f"{folder} can't be made a workspace: {error.strerror or error}") from error


def configure(folder: Path, pastes: str, forum: str, *, running: bool) -> Workspace:
    """Write the workspace's ``leakscan.toml``; once the sites are gone, their sources are switched off."""
    state = "its two sites are up." if running else "its two sites are gone, so their sources are switched off."
    text = _CONFIG.format(
        state=state,
        watchlist=WATCHLIST_NAME,
        file=example_watchlist().name,
        pastes=pastes,
        forum=forum,
        enabled=str(running).lower(),
    )
    write_private(folder / "leakscan.toml", text.encode())
    return find_workspace(folder)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
