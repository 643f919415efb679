"""What happens to lines on their way: quoting, paging, wrapping, copying."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.benchmarks.leakbench.layouts._table import damage


@damage("quoted")
def quoted(lines: Sequence[str], rng: random.Random) -> list[str]:
    sign = rng.choice(["> ", ">", ">> ", "| > "[2:]])
    return [sign + line for line in lines]


@damage("pages")
def pages(lines: Sequence[str], rng: random.Random) -> list[str]:
    """A heading again on every page, and the number of the page below it."""
    size, out = rng.choice([12, 20, 40]), list[str]()
    for at in range(0, len(lines), size):
        page = at // size + 1
        out += [*([lines[0]] if at else []), *lines[at : at + size], "", f"Page {page} of {len(lines) // size + 1}", ""]
    return out


@damage("form feeds")
def feeds(lines: Sequence[str], rng: random.Random) -> list[str]:
    return [("\f" if i and i % 30 == 0 else "") + line for i, line in enumerate(lines)]


@damage("blank lines")
def blank(lines: Sequence[str], rng: random.Random) -> list[str]:
    out: list[str] = []
    for line in lines:
        out.append(line)
        if rng.random() < 0.15:
            out.append("")
    return out


@damage("double spaced")
def spaced(lines: Sequence[str], rng: random.Random) -> list[str]:
    return [said for line in lines for said in (line, "")]


@damage("mixed line ends")
def mixed(lines: Sequence[str], rng: random.Random) -> list[str]:
    return [line + rng.choice(["", "\r", ""]) for line in lines]


@damage("trailing blanks")
def trailing(lines: Sequence[str], rng: random.Random) -> list[str]:
    return [line + " " * rng.randrange(4) for line in lines]


@damage("numbered lines")
def numbered(lines: Sequence[str], rng: random.Random) -> list[str]:
    """As ``cat -n`` or an editor shows them."""
    return [f"{i:>6}\t{line}" for i, line in enumerate(lines, 1)]


@damage("patch")
def patch(lines: Sequence[str], rng: random.Random) -> list[str]:
    return ["--- /dev/null", "+++ b/export", f"@@ -0,0 +1,{len(lines)} @@", *("+" + line for line in lines)]


@damage("search output")
def searched(lines: Sequence[str], rng: random.Random) -> list[str]:
    return [f"dump/export.txt:{i}:{line}" for i, line in enumerate(lines, 1)]


@damage("log")
def logged(lines: Sequence[str], rng: random.Random) -> list[str]:
    return [f"2020-02-1{i % 9} 10:{i % 60:02}:{i * 7 % 60:02} INFO row: {line}" for i, line in enumerate(lines)]


@damage("sections")
def sections(lines: Sequence[str], rng: random.Random) -> list[str]:
    """Headings between the rows, as of states or plans."""
    names = ("== Enterprise ==", "North region", "-- trial --", "### lapsed", "Q3:", "West")
    out: list[str] = []
    for index, line in enumerate(lines):
        if index and index % 9 == 0:
            out.append(rng.choice(names))
        out.append(line)
    return out


@damage("remarks")
def remarks(lines: Sequence[str], rng: random.Random) -> list[str]:
    """Somebody's remark behind a row now and then, and a closing line."""
    said = ("  <-- lol", " (!)", "  # big one", " <<<", "  //check")
    return [line + (rng.choice(said) if rng.random() < 0.08 else "") for line in lines] + [
        "and so on...",
        "total: see above",
    ]


@damage("indented")
def indented(lines: Sequence[str], rng: random.Random) -> list[str]:
    by = rng.choice(["    ", "\t", "  "])
    return [by + line for line in lines]


@damage("cut short")
def cut(lines: Sequence[str], rng: random.Random) -> list[str]:
    """The last line ends amid a cell, as a paste with a limit of size does."""
    return [*lines[:-1], lines[-1][: max(1, len(lines[-1]) // 2)]]


@damage("signature")
def signature(lines: Sequence[str], rng: random.Random) -> list[str]:
    return [*lines, "-- ", "sent from my phone"]
