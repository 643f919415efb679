"""What stands before each line of a text: the signs of a diff, line numbers, the name of a container.

With them records have no keys, a list no bullets and a table no columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leakscan.block import POST

_HUNK = re.compile(r"@@ -\d{1,9}(?:,(\d{1,9}))? \+\d{1,9}(?:,(\d{1,9}))? @@")
_NUMBER = re.compile(r"[ \t]{0,9}(\d{1,9})(?:\t|[:|] ?| |$)", re.MULTILINE)
_NAME = re.compile(r"[\w.-]{1,60} {0,20}\| ?")
_FEWEST = 5
"""Lines; of fewer it may be chance."""


def without_prefixes(text: str) -> str:
    """The text without what a tool wrote before each of its lines."""
    if "\n@@ -" in text or text.startswith("@@ -"):
        return "\n".join(_without_signs(text.split("\n")))
    if not (_NUMBER.match(text) or _NAME.match(text)):
        return text
    lines = text.split("\n", _FEWEST)
    if len(lines) <= _FEWEST or not (_numbered(lines[:-1]) or _named(lines[:-1])):
        return text
    lines = text.split("\n")
    last = len(lines) - (not lines[-1])
    widths = _numbered(lines[:last]) or _named(lines[:last])
    if not widths:
        return text
    return "\n".join([*(line[width:] for line, width in zip(lines, widths, strict=False)), *lines[last:]])


def _without_signs(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a diff without the sign that tells which were there before, and which are there since.

    Each hunk is a text of its own, what tells where it stands is no line of it.
    """
    left = 0
    for line in lines:
        if left > 0 and line[:1] in {"+", "-", " "}:
            left -= 2 if line[0] == " " else 1
            yield line[1:]
        else:
            found = _HUNK.match(line)
            left = int(found[1] or 1) + int(found[2] or 1) if found else left
            yield from (line, POST) if found else (line,)


def _numbered(lines: Sequence[str]) -> Sequence[int]:
    """How many characters of each line are its number, where each has one more than the last; else nothing.

    Numbers that begin elsewhere than at 1, and are not moved to the right to stand below each other, may be those of
    customers, which are looked for: they stay in the text.
    """
    found = [_NUMBER.match(line) for line in lines]
    numbers = [int(number[1]) for number in found if number]
    if len(numbers) < len(lines) or numbers != list(range(numbers[0], numbers[0] + len(lines))):
        return ()
    if numbers[0] > 1 and not lines[0].startswith(("  ", "\t")):
        return ()
    return [number.end() for number in found if number]


def _named(lines: Sequence[str]) -> Sequence[int]:
    """The same of the name that stands before each line, where all have the same; else nothing."""
    name = _NAME.match(lines[0])
    return [name.end()] * len(lines) if name and all(line.startswith(name[0].rstrip(" ")) for line in lines) else ()
