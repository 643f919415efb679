"""Metrics as a file that node_exporter reads, written in one step."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from leakscan.errors import IncompleteError
from leakscan.schedule import doctor
from leakscan.schedule.due import plan
from leakscan.schedule.metrics import metrics

if TYPE_CHECKING:
    from leakscan.store import Store
    from leakscan.workspace import Workspace

_READABLE = 0o644  # by node_exporter, which is another user; no client is named in it


def told(workspace: Workspace, store: Store, now: datetime) -> str:
    """All metrics of a workspace."""
    findings = doctor.examine(workspace, store, now)
    return metrics(store, plan(workspace.config, store, now), findings)


def write_textfile(path: Path, text: str) -> None:
    """Replace the file.

    Raises:
        IncompleteError: it can't be written.
    """
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(temporary).chmod(_READABLE)
        Path(temporary).replace(path)
    except OSError as error:
        raise IncompleteError(f"{path}: metrics can't be written ({error.strerror or error})") from error
