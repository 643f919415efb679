"""What several processes learn of words, kept once: what one has looked up none of the others looks up again.

Two things lie in one piece of memory without a name in any file system: the table of the words' numbers
(:mod:`leakscan.screening.remembered`), and behind it what each number means, one line a number in the order of the
numbers. Words are many and their meanings few, so only who has met a new meaning takes turns with the others. A
process that is killed gives its turn up, and a line that it had not finished counts for nothing.
"""

from __future__ import annotations

import mmap
import os
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leakscan.screening.remembered import Hashes

# Two million words: sixteen megabytes.
MEMORY_BITS = 21
_TABLE = 8 << MEMORY_BITS
_LINES = _TABLE + mmap.PAGESIZE  # the page between holds where they end


def make_learnt() -> int:
    """A descriptor of memory in which nothing was learnt yet; gone with the last process that has it."""
    descriptor = os.memfd_create("leakscan-words")
    os.ftruncate(descriptor, _LINES)
    return descriptor


class Learnt:
    """A process's share of what is learnt; takes over the descriptor."""

    def __init__(self, descriptor: int) -> None:
        import numpy as np

        self._descriptor = descriptor
        weakref.finalize(self, os.close, descriptor)
        mapped = mmap.mmap(descriptor, _LINES)
        self.slots: Hashes = np.frombuffer(mapped, np.uint64, 1 << MEMORY_BITS)
        self._end = np.frombuffer(mapped, np.uint64, 1, _TABLE)
        self._read = 0

    @contextmanager
    def turn(self) -> Iterator[list[bytes]]:
        """Keep the others from adding meanings for a while; gives those they have added since the last turn."""
        import fcntl  # not everywhere; where it is missing, so is memory without a name

        fcntl.lockf(self._descriptor, fcntl.LOCK_EX)
        try:
            yield self._news()
        finally:
            fcntl.lockf(self._descriptor, fcntl.LOCK_UN)

    def add(self, meanings: Sequence[bytes]) -> None:
        """Add the meanings of the next numbers; only in one's turn, when all others are known."""
        lines = b"".join(meaning.hex().encode() + b"\n" for meaning in meanings)
        os.pwrite(self._descriptor, lines, _LINES + self._read)
        self._read += len(lines)
        self._end[0] = self._read  # from now on they are there

    def _news(self) -> list[bytes]:
        size = int(self._end[0]) - self._read
        lines = os.pread(self._descriptor, size, _LINES + self._read).splitlines()
        self._read += size
        return [bytes.fromhex(line.decode()) for line in lines]
