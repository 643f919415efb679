"""Counting what an archive unpacks to, while it unpacks."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO, cast

from leakscan.extract.limits import ARCHIVE_RATIO, MIB
from leakscan.extract.stream import Spent


class Budget:
    """How many bytes an archive, with all archives inside it, may still unpack to."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.left = total

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return self.left <= 0

    def count(self, stream: IO[bytes], packed: int | None) -> IO[bytes]:
        """A stream that takes from this budget what is read from it.

        ``packed`` is the member's size in the archive, where known: it bounds the member alone, so that a bomb
        leaves something for the members behind it.
        """
        own = self.left if packed is None else min(self.left, MIB + ARCHIVE_RATIO * packed)
        return cast("IO[bytes]", _Counted(stream, self, own))


class _Counted(io.RawIOBase):
    """Reads what is there and no further, so that what came before a broken end is not lost with it."""

    def __init__(self, stream: IO[bytes], budget: Budget, own: int) -> None:
        self._stream, self._budget, self._own = stream, budget, own
        self._allowed = own

    def read(self, size: int = -1) -> bytes:
        read: Callable[[int], bytes] = getattr(self._stream, "read1", self._stream.read)
        chunk = read(size if size >= 0 else MIB)
        self._own -= len(chunk)
        self._budget.left -= len(chunk)
        if self._own < 0 or self._budget.left < 0:
            raise Spent(
                f"unpacks to more than {max(1, self._allowed // MIB)} MiB, beyond {ARCHIVE_RATIO} times its size"
            )
        return chunk
