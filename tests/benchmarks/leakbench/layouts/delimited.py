"""Cells parted by a sign."""

from __future__ import annotations

import csv
import io
import random

from tests.benchmarks.leakbench.layouts._table import Table, layout


def _csv(
    table: Table, sign: str = ",", *, heading: bool = True, quoting: int = csv.QUOTE_MINIMAL, end: str = "\n"
) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, lineterminator=end, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([table.columns, *table.rows] if heading else table.rows)
    return out.getvalue()


def _joined(table: Table, sign: str, *, heading: bool = True) -> str:
    rows = [table.columns, *table.rows] if heading else list(table.rows)
    return "\n".join(sign.join(cell.replace(sign, " ") for cell in row) for row in rows)


@layout("comma")
def comma(table: Table, rng: random.Random) -> str:
    return _csv(table)


@layout("comma, all quoted")
def comma_quoted(table: Table, rng: random.Random) -> str:
    return _csv(table, quoting=csv.QUOTE_ALL)


@layout("comma, no heading")
def comma_bare(table: Table, rng: random.Random) -> str:
    return _csv(table, heading=False)


@layout("comma, CRLF and BOM", ending=".csv")
def comma_windows(table: Table, rng: random.Random) -> str:
    return "\ufeff" + _csv(table, end="\r\n")


@layout("comma and blank")
def comma_blank(table: Table, rng: random.Random) -> str:
    return "\n".join(", ".join(f'"{c}"' if "," in c else c for c in row) for row in [table.columns, *table.rows])


@layout("semicolon")
def semicolon(table: Table, rng: random.Random) -> str:
    return _csv(table, ";")


@layout("semicolon, no heading")
def semicolon_bare(table: Table, rng: random.Random) -> str:
    return _csv(table, ";", heading=False)


@layout("tab")
def tab(table: Table, rng: random.Random) -> str:
    return _joined(table, "\t")


@layout("tab, no heading")
def tab_bare(table: Table, rng: random.Random) -> str:
    return _joined(table, "\t", heading=False)


@layout("bar, tight")
def bar(table: Table, rng: random.Random) -> str:
    return _joined(table, "|")


@layout("bar, no heading")
def bar_bare(table: Table, rng: random.Random) -> str:
    return _joined(table, rng.choice(["|", " | "]), heading=False)


@layout("caret")
def caret(table: Table, rng: random.Random) -> str:
    return _joined(table, "^")


@layout("tilde")
def tilde(table: Table, rng: random.Random) -> str:
    return _joined(table, "~", heading=rng.random() < 0.5)


@layout("two colons")
def colons(table: Table, rng: random.Random) -> str:
    return _joined(table, "::", heading=rng.random() < 0.5)


@layout("colon")
def colon(table: Table, rng: random.Random) -> str:
    return _joined(table, ":", heading=False)


@layout("two bars")
def bars(table: Table, rng: random.Random) -> str:
    return _joined(table, "||", heading=rng.random() < 0.5)


@layout("hash")
def hashed(table: Table, rng: random.Random) -> str:
    return _joined(table, "#", heading=False)


@layout("ampersand, LaTeX")
def latex(table: Table, rng: random.Random) -> str:
    rows = [" & ".join(c.replace("&", r"\&").replace("_", r"\_") for c in row) + r" \\" for row in table.rows]
    spec = "l" * len(table.columns)
    head = " & ".join(table.columns) + r" \\ \hline"
    return "\n".join([rf"\begin{{tabular}}{{{spec}}}", r"\hline", head, *rows, r"\end{tabular}"])
