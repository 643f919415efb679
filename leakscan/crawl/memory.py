"""The bound on memory, by what a visit's process holds itself."""

from __future__ import annotations

import os
from pathlib import Path

from scrapy.extensions.memusage import MemoryUsage

_HELD = Path("/proc/self/statm")


class HeldMemory(MemoryUsage):
    """Scrapy's, with what is resident now instead of the peak that ``getrusage`` tells.

    Linux hands that peak down to child processes, through exec too: a visit started by a process that had once held
    more than the bound would end before its first request.
    """

    def get_virtual_size(self) -> int:
        """Bytes; the peak where the system does not tell what is held (outside Linux)."""
        if not _HELD.exists():
            return super().get_virtual_size()
        return int(_HELD.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
