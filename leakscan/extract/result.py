"""What extraction gives back: text, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document's text and what of it could not be read.

    ``skipped`` is the reason why a document that holds no text of its own kind (a picture, a program) was left
    alone; its ``text`` is empty then. ``problems`` are sentences about parts that should have been read.
    """

    text: str
    problems: tuple[str, ...] = ()
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or a member of an archive that yields no document, and why.

    ``harmless`` tells what was left out by rule (an empty file, a device) from what should have been read and
    could not be: the latter makes a scan incomplete.
    """

    path: str
    reason: str
    harmless: bool = False
