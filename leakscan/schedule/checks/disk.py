"""Is there room for what the next run finds, and may it be written?"""

from __future__ import annotations

import os
from collections.abc import Iterator

from leakscan.schedule.doctor import Finding, Level, Patient

NONE_LEFT, LITTLE = 200 << 20, 2 << 30  # bytes
FEW_FILES = 1000


def check(patient: Patient) -> Iterator[Finding]:
    """A failure where a run would soon fail to keep what it finds."""
    root = patient.workspace.root
    state = os.statvfs(root)
    free = state.f_bavail * state.f_frsize
    if not os.access(root, os.W_OK | os.X_OK):
        yield Finding(Level.FAIL, f"{root} can't be written by this user")
    if free < NONE_LEFT or (state.f_files and state.f_favail < FEW_FILES):
        yield Finding(Level.FAIL, f"{free >> 20} MiB and {state.f_favail} files are left on the disk of {root}")
    elif free < LITTLE:
        yield Finding(Level.WARN, f"{free >> 20} MiB are left on the disk of {root}")
    else:
        yield Finding(Level.OK, f"{free >> 30} GiB are free")
