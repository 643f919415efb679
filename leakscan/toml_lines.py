"""The line on which a key stands in a TOML text: the parser of the standard library does not keep it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

_HEADER = re.compile(r"\s*\[{1,2}([^\[\]]+)\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def line_of(text: str, keys: tuple[str, ...]) -> int | None:
    """The line (from 1) of the dotted key, or of the nearest table around it; None if even that is not written."""
    best, depth = None, 0
    for number, path in _written(text):
        shared = _shared(path, keys)
        if shared > depth and shared >= min(len(path), len(keys)):
            best, depth = number, shared
    return best


def _written(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _dotted(header[1])
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *_dotted(key[1]))


def _dotted(written: str) -> tuple[str, ...]:
    try:
        value: object = tomllib.loads(f"{written} = 0")
    except tomllib.TOMLDecodeError:
        return ()
    path: list[str] = []
    while isinstance(value, dict):
        key, value = next(iter(value.items()))
        path.append(key)
    return tuple(path)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
