"""Files that hold secrets or findings: written whole or not at all, readable by their owner alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_private(path: Path, content: bytes) -> None:
    """Write the file with mode 0600, durably and in one step: readers see the old content or the new.

    Raises OSError; then the file is as it was.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def is_file(path: Path | str) -> bool:
    """Whether a file is there; what no file could be called, or may not be looked at, is none."""
    return os.path.isfile(path)  # noqa: PTH113  # Path's own raises where a name is too long


def is_there(path: Path | str) -> bool:
    """Whether anything of this name is there."""
    return os.path.exists(path)  # noqa: PTH110  # as above
