"""What a scan reads at one go, and which of several machines reads it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from leakscan.errors import UsageError
from leakscan.extract import Unread

_SHARD = re.compile(r"(\d{1,6})/(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Portion:
    """A file, a stretch of a large one, or in its place the reason why there is nothing to read.

    Attributes:
        place: what opens it: a local path, an fsspec URL, or ``-``.
        path: what sightings say, fit to be printed and stored.
        size: bytes to read, packed ones where it is an archive; None if unknown.
        version: changes when the content does, as far as the file system tells.
        start: first byte of a stretch; None where all of the file is read.
        charset: of a stretch of UTF-16 or UTF-32, which does not say so itself.
        unread: why it can't be read.
    """

    place: str
    path: str
    size: int | None = None
    version: str = ""
    start: int | None = None
    charset: str | None = None
    unread: Unread | None = None

    @property
    def key(self) -> str:
        """Names the portion with its content: what was done under this key need not be done again."""
        told = f"{self.path}\0{self.start}\0{self.size}\0{self.version}"
        return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Shard:
    """One of ``count`` equal shares of the portions, counted from 1."""

    number: int
    count: int

    def holds(self, portion: Portion) -> bool:
        """Whether the portion is of this share: it follows from its path alone, on every machine alike."""
        told = f"{portion.path}\0{portion.start}".encode("utf-8", "surrogatepass")
        lot = int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big")
        return lot % self.count == self.number - 1

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"


def parse_shard(text: str) -> Shard:
    """``3/8`` as a shard.

    Raises:
        UsageError: it is none.
    """
    found = _SHARD.fullmatch(text)
    if found and 1 <= int(found[1]) <= int(found[2]):
        return Shard(int(found[1]), int(found[2]))
    raise UsageError(f"--shard {text}: write the third of eight shares as 3/8")
