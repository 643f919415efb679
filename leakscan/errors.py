"""What can go wrong, as a tree; each leaf says what to do next and carries the exit status it ends in.

::

    LeakscanError                     (3)
    ├── UsageError                    (2)  the command line or a file of the user's is wrong
    │   ├── ConfigError                    leakscan.toml: file, line and key
    │   ├── WatchlistError                 a watchlist: file, row and column
    │   ├── WorkspaceError                 no workspace here, or one that can't be used
    │   ├── UnknownNameError               no such hit, run, source, spider or watchlist
    │   └── ConflictError                  somebody else decided while one was looking
    └── IncompleteError               (3)  the work could not be finished
        ├── ReadError                      a file or stream could not be read
        ├── ExtractError                   a document could not be turned into text
        ├── SourceError                    a source could not be visited
        ├── StoreError                     the database refused: locked, full, damaged, too new
        └── EvidenceError                  kept evidence is missing or does not match its hash
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class LeakscanError(Exception):
    """Root of the tree: a message for the user, and the exit status that a command ends with."""

    exit_status: ClassVar[int] = 3


class UsageError(LeakscanError):
    """The command line, the configuration or a watchlist is wrong; nothing was done."""

    exit_status: ClassVar[int] = 2


class ConfigError(UsageError):
    """A mistake in ``leakscan.toml``, with the line (from 1) and the dotted key where known."""

    def __init__(self, message: str, *, path: Path | str, line: int | None = None, key: str | None = None) -> None:
        self.path, self.line, self.key = str(path), line, key
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {key}: {message}" if key else f"{place}: {message}")


class WatchlistError(UsageError):
    """A watchlist that can't be read, with the row (from 1, the header included) and column where known."""

    def __init__(self, message: str, *, path: Path | str, row: int | None = None, column: str | None = None) -> None:
        self.path, self.row, self.column = str(path), row, column
        place = str(path) + (f", row {row}" if row else "") + (f", column {column}" if column else "")
        super().__init__(f"{place}: {message}")


class WorkspaceError(UsageError):
    """There is no workspace here, or the one named can't be used."""


class UnknownNameError(UsageError):
    """Nothing has this name or id; the message offers the nearest ones."""


class ConflictError(UsageError):
    """Somebody else changed a hit since it was looked at; nothing was done, so that it can be looked at again."""


class IncompleteError(LeakscanError):
    """The work could not be finished; what was done before stands."""


class ReadError(IncompleteError):
    """A file, folder member or stream could not be read."""


class ExtractError(IncompleteError):
    """A document could not be turned into text: unreadable, or past a bound."""


class SourceError(IncompleteError):
    """A source could not be visited."""


class StoreError(IncompleteError):
    """The database refused: locked for too long, disk full, damaged, or written by a newer release."""


class EvidenceError(IncompleteError):
    """Kept evidence is missing, or is no longer what its hash says."""
