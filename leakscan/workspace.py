"""The folder a team works in: leakscan.toml, watchlists/, leakscan.db, evidence/."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from leakscan.config import Config, load_config
from leakscan.errors import UnknownNameError, WorkspaceError
from leakscan.model import Watchlist
from leakscan.reference import Reference

CONFIG_NAME = "leakscan.toml"


@dataclass(frozen=True)
class Workspace:
    """A folder with a checked configuration."""

    root: Path
    config: Config

    @property
    def database(self) -> Path:
        """The SQLite file of the store."""
        return self.root / "leakscan.db"

    @property
    def evidence(self) -> Path:
        """The folder that kept documents lie in."""
        return self.root / "evidence"

    @property
    def cache(self) -> Path | None:
        """The folder for compiled watchlists, which are in clear; None where a watchlist is kept encrypted."""
        if any(Path(watchlist.path).suffix == ".age" for watchlist in self.config.watchlist.values()):
            return None
        return self.root / ".leakscan-cache"

    def watchlist_path(self, name: str) -> Path:
        """Where the named watchlist lies; UnknownNameError lists the names there are."""
        if name not in self.config.watchlist:
            known = ", ".join(sorted(self.config.watchlist)) or "none yet"
            raise UnknownNameError(f"no watchlist {name!r} in {self.root / CONFIG_NAME}; there are: {known}")
        return self.root / self.config.watchlist[name].path

    def watchlists(self, names: Sequence[str] = ()) -> list[Watchlist]:
        """Load the named watchlists, or all, with what the reference lists explain of them.

        Raises WorkspaceError if there is none to load.
        """
        from leakscan.reference import explained
        from leakscan.watchlist import load_watchlist

        chosen = list(names) or sorted(self.config.watchlist)
        if not chosen:
            raise WorkspaceError(
                f'{self.root / CONFIG_NAME} has no watchlist; add [watchlist.NAME] with path = "watchlists/….csv"'
            )
        references = self.references()
        return [explained(load_watchlist(self.watchlist_path(name), name), references) for name in chosen]

    def references(self) -> tuple[Reference, ...]:
        """Load all reference lists."""
        from leakscan.watchlist.directory import load_reference

        return tuple(
            load_reference(self.root / table.path, name, table.column, table.region)
            for name, table in sorted(self.config.reference.items())
        )


def find_workspace(named: Path | None = None, start: Path | None = None) -> Workspace:
    """The workspace that was named, else the nearest one upwards from ``start`` (the current folder)."""
    if named is not None:
        if not (named / CONFIG_NAME).is_file():
            raise WorkspaceError(f"{named} is no workspace: it holds no {CONFIG_NAME}. Make one: leakscan init {named}")
        return Workspace(named, load_config(named / CONFIG_NAME))
    here = (start or Path.cwd()).absolute()
    for folder in (here, *here.parents):
        if (folder / CONFIG_NAME).is_file():
            return Workspace(folder, load_config(folder / CONFIG_NAME))
    raise WorkspaceError(
        f"no {CONFIG_NAME} in {here} or above it. Make a workspace with: leakscan init, or name one with --workspace"
    )
