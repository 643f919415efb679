"""Documents behind any URL that fsspec knows: object stores, web servers, other machines' files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from leakscan.errors import UsageError
from leakscan.extract import Unread, members_of
from leakscan.model import Document, Sighting

_URL = re.compile(r"[a-z][a-z0-9+.-]*(?:::|://)", re.IGNORECASE)


def is_url(path: str) -> bool:
    """Whether a path is an fsspec URL (``s3://bucket/dumps/``, ``zip://x.csv::s3://…``)."""
    return _URL.match(path) is not None


def remote_documents(url: str) -> Iterator[Document | Unread]:
    """Every document under a URL, in sorted order; a folder's files are named by the URL and what follows it.

    Raises:
        UsageError: If no installed library speaks the URL's protocol.
    """
    from fsspec.core import url_to_fs

    try:
        system, root = url_to_fs(url)
        files = sorted(system.find(root)) if system.isdir(root) else [root]
    except (ImportError, ValueError) as error:
        raise UsageError(f"{url}: {error}") from error
    except OSError as error:
        yield Unread(url, f"can't be read: {error}")
        return
    if not files:
        yield Unread(url, "an empty folder", harmless=True)
    for file in files:
        name = url if file == root else url.rstrip("/") + "/" + file.removeprefix(root).lstrip("/")
        yield from _remote_file(system, file, name)


def _remote_file(system: Any, file: str, name: str) -> Iterator[Document | Unread]:
    try:
        with system.open(file, "rb") as stream:
            yield from members_of(stream, system.size(file), Sighting(path=name))
    except OSError as error:
        reason = "no such file or folder" if isinstance(error, FileNotFoundError) else f"can't be read: {error}"
        yield Unread(name, reason)
