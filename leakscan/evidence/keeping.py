"""Keeping documents under their SHA-256, written whole or not at all, readable by their owner alone.

A document is kept before the transaction that refers to it: a crash between the two leaves a file that nothing
refers to, never a reference to a file that is not there.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from leakscan.errors import EvidenceError
from leakscan.evidence.record import from_warc, to_warc
from leakscan.files import write_private
from leakscan.model import Document

SUFFIX = ".warc.gz"
_lasting = set[Path]()  # folders that a power failure leaves, as far as this process knows
_SHA256 = re.compile(r"[0-9a-f]{64}")


def keeping_place(folder: Path, sha256: str) -> Path:
    """Where a document of this hash is kept: ``ab/abcd….warc.gz``, never a name that came from outside."""
    if not _SHA256.fullmatch(sha256):
        raise EvidenceError(f"{sha256!r} is not a SHA-256 in hexadecimal")
    return folder / sha256[:2] / f"{sha256}{SUFFIX}"


def keep(folder: Path, document: Document) -> Path:
    """Keep the document's bytes; returns the file (mode 0600, in folders of mode 0700).

    What is kept already and whole stays as it is; what is damaged is written anew.

    Raises:
        EvidenceError: It can't be written: disk full, or no right to.
    """
    place = keeping_place(folder, document.sha256)
    if not _is_whole(place, document.sha256):
        _write(folder, place, to_warc(document))
    return place


def keep_record(folder: Path, sha256: str, record: bytes) -> Path:
    """Keep a document that was made a record (``to_warc``) elsewhere; as ``keep``.

    Raises:
        EvidenceError: It can't be written, or the record is not whole.
    """
    from_warc(record, sha256)
    place = keeping_place(folder, sha256)
    if not _is_whole(place, sha256):
        _write(folder, place, record)
    return place


def _write(folder: Path, place: Path, record: bytes) -> None:
    try:
        for parent in (folder, place.parent):
            parent.mkdir(mode=0o700, exist_ok=True)
        write_private(place, record)
        _sync(place.parent)
        if place.parent not in _lasting:
            _sync(folder)
            _lasting.add(place.parent)
    except OSError as error:
        raise EvidenceError(
            f"{place}: evidence can't be kept ({error.strerror}); check the disk and the folder"
        ) from error


def recall(folder: Path, sha256: str) -> bytes:
    """The bytes kept under this hash, checked against it.

    Raises:
        EvidenceError: They are missing, unreadable, or no longer what was kept.
    """
    place = keeping_place(folder, sha256)
    try:
        packed = place.read_bytes()
    except FileNotFoundError as error:
        raise EvidenceError(f"{place}: this evidence is missing; restore it from a backup of the workspace") from error
    except OSError as error:
        raise EvidenceError(f"{place}: this evidence can't be read ({error.strerror})") from error
    return from_warc(packed, sha256)


def _is_whole(place: Path, sha256: str) -> bool:
    try:
        from_warc(place.read_bytes(), sha256)
    except (OSError, EvidenceError):
        return False  # the caller has the right bytes at hand and writes them
    return True


def _sync(folder: Path) -> None:
    """Make a folder's new names outlast a power failure."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
