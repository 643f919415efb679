r"""Line ends and tabs that a dump writes as ``\n``, ``\r`` and ``\t``, made what they were where the text was read.

A forum's dump (SQL of MySQL, COPY of PostgreSQL, JSON), an application's log and a program's ``repr`` have a post of
many lines on one: a list that is pasted in it has no rows any more, and the sign sticks to the name behind it. A string
of many lines gets them back; one of few, an address, stays on its line, with blanks where the sign would stick to a
word.
"""

from __future__ import annotations

import re

from leakscan.block import LINE_ENDS

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_STICKING = re.compile(r"(?<!\\)((?:\\\\)*+)\\[nrt](?=\w|\\[nrt])")
_GAP = "  "
"""A tab of a cell that tabs part from others."""
# What is no dump's: a path (C:\new, \Users) or a formula (\alpha \nu) keeps all it has.
_FOREIGN = re.compile(
    r"(?<!\\)(?:\\\\)*+\\(?![nrt'\"\\0Z/%_$-]|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})"
    r"|(?:(?<![\w\s])|(?<=[=:,]\s))[A-Za-z]:\\[nrt][a-z]"
)
# A string, what stands between strings, an apostrophe, or the rest of a line on which a string does not end.
_STRING = re.compile(
    r"""(?:(?<!\w)|(?<=\W[EeNnUuBb]))(?:'(?:[^'\\]++|\\.|''|'(?=\w))*+'|"(?:[^"\\]++|\\.|""|"(?=\w))*+")"""
    r"""|[^'"]++|(?<=\w)(?<!\W[EeNnUuBb])['"]|.++""",
    re.DOTALL,
)
_STATEMENT = re.compile(r"\s*+(?:\(|INSERT\b|REPLACE\b|VALUES\b)", re.IGNORECASE)


def lined(string: str, tab: str = "\t") -> str:
    r"""What stands between quotes, or in a cell, with its line ends: all of them if it has many, else blanks.

    ``Mr Jones\nAcme\n5 Main St`` becomes ``Mr Jones Acme 5 Main St``; from ``LINE_ENDS`` on each becomes a line end,
    and tabs become ``tab``.
    """
    ends = string.count("\\n")
    if not ends or _FOREIGN.search(string):
        return string
    if ends >= LINE_ENDS and _ESCAPE.findall(string).count("n") >= LINE_ENDS:
        blanks = {"n": "\n", "r": "\r", "t": tab}
        return _ESCAPE.sub(lambda escape: blanks.get(escape[1], escape[0]), string)
    return _STICKING.sub(r"\1 ", string)


def with_line_ends(text: str) -> str:
    """A text whose lines may be a dump's: each string or, where tabs part a line, each cell by itself ``lined``."""
    if "\\n" not in text:
        return text
    return "\n".join([_line(line) if "\\n" in line else line for line in text.split("\n")])


def _line(line: str) -> str:
    if "\t" in line and not _STATEMENT.match(line):
        return "\t".join([lined(cell, _GAP) for cell in line.split("\t")])
    return _STRING.sub(lambda string: lined(string[0]), line)
