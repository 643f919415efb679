"""One file a format, found by discovery: each has a ``FORMAT`` that says what it recognises and how to read it."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from leakscan.extract.result import Extracted
from leakscan.model import Document

HEAD = 4096
"""How many of the first bytes a format may look at to recognise itself."""


def _never(_head: bytes) -> bool:
    return False


@dataclass(frozen=True)
class Format:
    """A format: its name, its reader, and what it is recognised by.

    ``sniff`` is given the first ``HEAD`` bytes and says yes only when they leave no doubt; it beats the name and
    the declared media type. ``order`` decides between formats that both say yes, lower first. ``by_lines``: any run of
    its lines can be read without the others, so that a large one may be cut.
    """

    name: str
    read: Callable[[Document], Extracted]
    suffixes: frozenset[str] = frozenset()
    media_types: frozenset[str] = frozenset()
    sniff: Callable[[bytes], bool] = field(default=_never)
    order: int = 50
    by_lines: bool = False


@cache
def formats() -> tuple[Format, ...]:
    """Every format of this folder, in order."""
    found = [import_module(f"{__name__}.{module.name}").FORMAT for module in pkgutil.iter_modules(__path__)]
    return tuple(sorted(found, key=lambda f: (f.order, f.name)))


def recognise(document: Document) -> Format:
    """The format of a document: by its first bytes, else by its name, else by its declared type, else text."""
    head, suffix, media_type = document.content[:HEAD], suffix_of(document), media_type_of(document)
    named = {f.name: f for f in formats()}
    for tell in (
        lambda f: f.sniff(head),
        lambda f: suffix in f.suffixes,
        lambda f: media_type in f.media_types,
    ):
        for candidate in formats():
            if tell(candidate):
                return candidate
    return named["text"]


def suffix_of(document: Document) -> str:
    """The lower-case suffix of the document's path or URL, with its dot, or ``""``."""
    sighting = document.sighting
    name = sighting.path or (urlsplit(sighting.url).path if sighting.url else "")
    return PurePosixPath(name.split("#bytes=")[0].replace("\\", "/")).suffix.lower()


def media_type_of(document: Document) -> str:
    """The declared media type, lower-case and without parameters, or ``""``."""
    return (document.media_type or "").split(";")[0].strip().lower()
