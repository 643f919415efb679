"""Documents for the tests of this folder, made on the spot."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping

from leakscan.model import Document, Sighting


def document(content: bytes | str, path: str | None = None, **declared: str) -> Document:
    """A document of these bytes, seen at ``path``."""
    raw = content.encode() if isinstance(content, str) else content
    return Document(raw, Sighting(path=path), **declared)


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these members."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def tarred(members: Mapping[str, bytes], mode: str = "w") -> bytes:
    """A tar archive of these members; ``mode`` names the compression."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode=mode) as archive:  # type: ignore[call-overload]  # mode is any of its own
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return written.getvalue()
