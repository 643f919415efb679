r"""Line ends and tabs that a dump writes as ``\n``, ``\r`` and ``\t``, made what they were where the text was read.

A forum's dump (SQL of MySQL, COPY of PostgreSQL, JSON), an application's log and a program's ``repr`` have a post of
many lines on one: a list that is pasted in it has no rows any more, and the sign sticks to the name behind it. A string
of many lines gets them back; one of few, an address, stays on its line, with blanks where the sign would stick to a
word.
"""

from __future__ import annotations

import re
from collections.abc import Set

from leakscan.block import LINE_ENDS

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_STICKING = re.compile(r"(?<!\\)((?:\\\\)*+)\\[nrt](?=\w|\\[nrt])")
GAP = "  "
"""A tab of a cell that tabs part from others."""
_WRITTEN = frozenset("nrt'\"\\0Z/%_$-ux")
"""What stands behind a backslash in a dump; ``u`` and ``x`` with digits."""
_NO_CHARACTER = re.compile(r"(?<!\\)(?:\\\\)*+\\(?:u(?![0-9a-fA-F]{4})|x(?![0-9a-fA-F]{2}))")
_DRIVE = re.compile(r"(?:(?<![\w\s])|(?<=[=:,]\s))[A-Za-z]:\\[nrt][a-z]")
# A string, what stands between strings, an apostrophe, or the rest of a line on which a string does not end.
_STRING = re.compile(
    r"""(?:(?<!\w)|(?<=\W[EeNnUuBb]))(?:'(?:[^'\\]++|\\.|''|'(?=\w))*+'|"(?:[^"\\]++|\\.|""|"(?=\w))*+")"""
    r"""|[^'"]++|(?<=\w)(?<!\W[EeNnUuBb])['"]|.++""",
    re.DOTALL,
)
_OCTAL = re.compile(r"#(01[125])(?!\d)")
_REPLACED = re.compile(r"(?<=\()'((?:[^']++|'')*+)'(?=,'\\([nr])',char\(1[03]\)\))")
"""SQLite's own dump: a string in which every sign of a line end is one, and no backslash has another."""
_STATEMENT = re.compile(r"\s*+(?:\(|INSERT\b|REPLACE\b|VALUES\b)", re.IGNORECASE)


def lined(string: str, tab: str = "\t") -> str:
    r"""What stands between quotes, or in a cell, with its line ends: all of them if it has many, else blanks.

    ``Mr Jones\nAcme\n5 Main St`` becomes ``Mr Jones Acme 5 Main St``; from ``LINE_ENDS`` on each becomes a line end,
    and tabs become ``tab``.
    """
    escapes = _ESCAPE.findall(string)
    ends = escapes.count("n")
    if not ends or _is_no_dumps(string, {*escapes}):
        return string
    if ends < LINE_ENDS:
        return _STICKING.sub(r"\1 ", string)
    blanks = {"n": "\n", "r": "\r", "t": tab}
    if "\\" in escapes:
        return _ESCAPE.sub(lambda escape: blanks.get(escape[1], escape[0]), string)
    for letter, blank in blanks.items():
        string = string.replace("\\" + letter, blank)
    return string


def _is_no_dumps(string: str, escapes: Set[str]) -> bool:
    r"""Whether it is a path (``C:\new``, ``\Users``) or a formula (``\alpha \nu``), which keep all they have."""
    return (
        not escapes <= _WRITTEN
        or (not escapes.isdisjoint("ux") and _NO_CHARACTER.search(string) is not None)
        or (":\\" in string and _DRIVE.search(string) is not None)
    )


def with_line_ends(text: str) -> str:
    """A text whose lines may be a dump's: each string or, where tabs part a line, each cell by itself ``lined``.

    A log of rsyslog, which writes control characters as ``#012``, has its line ends, too.
    """
    if "#" in text and text.count("#012") >= LINE_ENDS:
        text = "\n".join(map(_logged, text.split("\n")))
    if "\\" not in text or "\\n" not in text:  # of one sign it is told at once
        return text
    if ",char(10))" in text:
        text = _REPLACED.sub(_replaced, text)
    return "\n".join([_line(line) if "\\n" in line else line for line in text.split("\n")])


def _replaced(string: re.Match[str]) -> str:
    said = string[1].replace("\\r", "") if string[2] == "r" else string[1]
    end = "\n" if said.count("\\n") >= LINE_ENDS else " "
    return "'" + said.replace("\\n", end) + "'"


def _logged(line: str) -> str:
    if line.count("#012") < LINE_ENDS or _OCTAL.findall(line).count("012") < LINE_ENDS:
        return line
    return _OCTAL.sub(lambda code: chr(int(code[1], 8)), line)


def _line(line: str) -> str:
    if "\t" in line and not _STATEMENT.match(line):
        return "\t".join([lined(cell, GAP) for cell in line.split("\t")])
    return _STRING.sub(lambda string: lined(string[0]), line)
