"""Is every document that was kept still there, and what it was? And what lies there that nobody knows of?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from leakscan.errors import EvidenceError
from leakscan.evidence.keeping import SUFFIX, recall


def damaged(folder: Path, documents: Iterable[str]) -> Iterator[str]:
    """What is wrong with the evidence of these documents (their SHA-256), in sentences; reads all of it."""
    for sha256 in documents:
        try:
            recall(folder, sha256)
        except EvidenceError as error:
            yield str(error)


def unknown(folder: Path, documents: Iterable[str]) -> list[Path]:
    """Files of the evidence folder that belong to none of these documents."""
    known = {f"{sha256[:2]}/{sha256}{SUFFIX}" for sha256 in documents}
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in files if path.relative_to(folder).as_posix() not in known)
