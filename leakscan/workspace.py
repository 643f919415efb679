"""The folder a team works in: leakscan.toml, watchlists/, leakscan.db, evidence/."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from leakscan.errors import UnknownNameError, WorkspaceError
from leakscan.files import is_file
from leakscan.model import Watchlist
from leakscan.reference import Reference

if TYPE_CHECKING:
    from leakscan.config import Config

CONFIG_NAME = "leakscan.toml"


@dataclass(frozen=True)
class Place:
    """The folder alone: enough to open its store, without the time that reading a configuration takes."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file of the store."""
        return self.root / "leakscan.db"

    @property
    def evidence(self) -> Path:
        """The folder that kept documents lie in."""
        return self.root / "evidence"


@dataclass(frozen=True)
class Workspace(Place):
    """A folder with a checked configuration."""

    config: Config

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

    def watchlist_paths(self, name: str) -> list[Path]:
        """Where the named watchlist and its older exports lie."""
        return [
            self.watchlist_path(name),
            *(self.root / path for path in self.config.watchlist[name].versions.values()),
        ]

    def watchlists(self, names: Sequence[str] = ()) -> list[Watchlist]:
        """Load the named watchlists, or all, with their older exports and what the reference lists explain of them.

        Raises WorkspaceError if there is none to load.
        """
        from leakscan.reference import explained

        chosen = list(names) or sorted(self.config.watchlist)
        if not chosen:
            raise WorkspaceError(
                f'{self.root / CONFIG_NAME} has no watchlist; add [watchlist.NAME] with path = "watchlists/….csv"'
            )
        references = self.references()
        return [explained(self.watchlist(name), references) for name in chosen]

    def watchlist(self, name: str) -> Watchlist:
        """Load the named watchlist with its older exports and its own abbreviations."""
        from leakscan.watchlist import load_watchlist
        from leakscan.watchlist.versions import with_versions

        now = load_watchlist(self.watchlist_path(name), name)
        table = self.config.watchlist[name]
        older = {day: load_watchlist(self.root / path, name) for day, path in table.versions.items()}
        return replace(with_versions(now, older), abbreviations=table.abbreviations)

    def references(self) -> tuple[Reference, ...]:
        """Load all reference lists."""
        from leakscan.watchlist.directory import load_reference

        return tuple(
            load_reference(self.root / table.path, name, table.column, table.region)
            for name, table in sorted(self.config.reference.items())
        )


def find_workspace(named: Path | None = None, start: Path | None = None) -> Workspace:
    """The workspace that was named, else the nearest one upwards from ``start`` (the current folder)."""
    from leakscan.config import load_config

    root = find_place(named, start).root
    return Workspace(root, load_config(root / CONFIG_NAME))


def find_place(named: Path | None = None, start: Path | None = None) -> Place:
    """Like ``find_workspace``, without reading the configuration."""
    if named is not None:
        if not is_file(named / CONFIG_NAME):
            raise WorkspaceError(f"{named} is no workspace: it holds no {CONFIG_NAME}. Make one: leakscan init {named}")
        return Place(named)
    here = (start or Path.cwd()).absolute()
    for folder in (here, *here.parents):
        if is_file(folder / CONFIG_NAME):
            return Place(folder)
    raise WorkspaceError(
        f"no {CONFIG_NAME} in {here} or above it. Make a workspace with: leakscan init, or name one with --workspace"
    )
