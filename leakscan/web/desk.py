"""What every page works at: the workspace, its store, and who sits there."""

from __future__ import annotations

from dataclasses import dataclass

from leakscan.store import Store
from leakscan.workspace import Place


@dataclass(frozen=True)
class Desk:
    """The workspace's folder, its open store, and the name that history shows for what is done here."""

    place: Place
    store: Store
    who: str
