"""What lies behind any URL that fsspec knows: object stores, web servers, other machines' files."""

from __future__ import annotations

import io
import os
import re
import sys
import time
from collections.abc import Iterator
from typing import IO, Any, cast

from leakscan.errors import UsageError
from leakscan.extract import Unread
from leakscan.scan.portion import Portion

_URL = re.compile(r"[a-z][a-z0-9+.-]*(?:::|://)", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_VERSIONS = ("ETag", "etag", "mtime", "LastModified", "last_modified", "updated", "created")
# What the libraries beneath fsspec raise beside OSError; only those that are loaded can.
_FAULTS = {
    "aiohttp": ["ClientError"],
    "botocore.exceptions": ["BotoCoreError", "ClientError"],
    "fsspec.exceptions": ["FSTimeoutError", "BlocksizeMismatchError"],
    "gcsfs.retry": ["HttpError"],
    "google.auth.exceptions": ["GoogleAuthError"],
}
BLOCK = 8 << 20
_WAITS = (0.5, 2.0, 8.0)  # seconds before what broke off is read on


def is_url(path: str) -> bool:
    """Whether a path is an fsspec URL (``s3://bucket/dumps/``, ``zip://x.csv::s3://…``)."""
    return _URL.match(path) is not None


def is_web(url: str) -> bool:
    """Whether a URL is a web server's."""
    return _WEB.match(url) is not None


def faults() -> tuple[type[Exception], ...]:
    """What reading behind a URL can raise."""
    loaded = (getattr(sys.modules.get(module), name, None) for module, names in _FAULTS.items() for name in names)
    return (OSError, *(kind for kind in loaded if kind is not None))


def remote_files(url: str) -> Iterator[Portion]:
    """Every file under a URL, in sorted order; a folder's files are named by the URL and what follows it.

    A web server's URL is a folder, as far as its page has links, only where it ends with ``/``.

    Raises:
        UsageError: If no installed library speaks the URL's protocol.
    """
    system, root = _system(url)
    try:
        alone = is_web(url) and not url.endswith("/")
        info = system.info(root) if alone or not is_web(url) else {"type": "directory"}
        if info["type"] != "directory":
            yield _portion(url, url, info)
            return
        empty = True
        for info in _walk(system, root):
            empty = False
            path = url.rstrip("/") + "/" + info["name"].removeprefix(root.rstrip("/")).lstrip("/")
            yield _portion(_place(url, path, info["name"]), path, info)
        if empty:
            yield Portion(url, url, unread=Unread(url, "an empty folder", harmless=True))
    except faults() as error:
        yield Portion(url, url, unread=Unread(url, why(error)))


def opened(place: str, block: int = BLOCK) -> IO[bytes]:
    """A stream of a local file or of what lies behind a URL; one that breaks off is taken up again where it was.

    Args:
        place: path or URL.
        block: bytes that are asked of a server at once.

    Raises:
        UsageError: as ``remote_files``.
        OSError: it can't be opened.
    """
    if not is_url(place):
        return open(place, "rb")  # noqa: PTH123 - the path stays as the user wrote it
    return cast("IO[bytes]", io.BufferedReader(_Patient(place, block), min(block, 1 << 20)))


def size_of(stream: IO[bytes]) -> int | None:
    """Bytes in an opened stream; None if nobody says."""
    raw = getattr(stream, "raw", None)
    if isinstance(raw, _Patient):
        return raw.size
    return os.fstat(stream.fileno()).st_size


def why(error: Exception) -> str:
    """The reason of a fault in a sentence."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return f"can't be read: {' '.join(str(error).split()) or type(error).__name__}"


class _Patient(io.RawIOBase):
    """Opens a URL again when the connection breaks, a few times in a row, and goes on behind what was read."""

    def __init__(self, url: str, block: int) -> None:
        self._block = block
        self._system, self._path = _system(url)
        self._at = 0
        self._stream: Any = self._tried(self._open)

    @property
    def size(self) -> int | None:
        """Bytes in all, None if the server does not say."""
        return getattr(self._stream, "size", None)

    def _open(self) -> Any:
        stream = self._system.open(self._path, "rb", block_size=self._block)
        if _can_seek(stream):
            stream.seek(self._at)
            return stream
        for at in range(0, self._at, BLOCK):  # what was read before is read past
            stream.read(min(BLOCK, self._at - at))
        return stream

    def _tried(self, attempt: Any) -> Any:
        for wait in (*_WAITS, None):
            try:
                return attempt()
            except (FileNotFoundError, PermissionError):
                raise
            except faults() as error:
                if wait is None:
                    raise OSError(str(error) or type(error).__name__) from error
                time.sleep(wait)
                self._stream = None
        raise AssertionError("the last attempt returns or raises")

    def _read(self, size: int) -> bytes:
        if self._stream is None:
            self._stream = self._open()
        return bytes(self._stream.read(size))

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream is not None and _can_seek(self._stream)

    def readinto(self, buffer: Any) -> int:
        content = self._tried(lambda: self._read(len(buffer)))
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = int(self._stream.seek(offset, whence))
        return self._at

    def tell(self) -> int:
        return self._at

    def close(self) -> None:
        if not self.closed and getattr(self, "_stream", None) is not None:
            self._stream.close()
        super().close()


def _can_seek(stream: Any) -> bool:
    """Whether it can: what a web server sends without telling its length says that it can and can't."""
    return getattr(stream, "size", None) is not None and bool(stream.seekable())


def _system(url: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    try:
        system, root = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{url}: {error}") from error
    return system, str(root)


def _walk(system: Any, folder: str) -> Iterator[dict[str, Any]]:
    for info in sorted(system.ls(folder, detail=True), key=lambda info: info["name"]):
        if info["name"].rstrip("/") == folder.rstrip("/"):
            continue  # the empty object that stands for the folder itself
        if info["type"] == "directory":
            yield from _walk(system, info["name"])
        else:
            yield info


def _portion(place: str, path: str, info: dict[str, Any]) -> Portion:
    version = next((str(info[name]) for name in _VERSIONS if info.get(name)), "")
    return Portion(place, path, info.get("size"), version)


def _place(url: str, path: str, name: str) -> str:
    """What opens a file that was found under a URL; in a chain the first link alone changes."""
    first, chained, rest = url.partition("::")
    return f"{first.partition('://')[0]}://{name}{chained}{rest}" if chained else path
