"""Tables drawn with signs and blanks: consoles, markup of notes and wikis, printed reports."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.benchmarks.leakbench.layouts._table import Table, layout


def _numeric(table: Table, place: int) -> bool:
    return all(row[place].replace(".", "").replace(",", "").isdigit() for row in table.rows)


def _padded(table: Table, row: Sequence[str], *, right: bool = False) -> list[str]:
    widths = table.widths()
    return [
        c.rjust(w) if right and _numeric(table, i) else c.ljust(w)
        for i, (c, w) in enumerate(zip(row, widths, strict=True))
    ]


@layout("markdown, aligned")
def markdown(table: Table, rng: random.Random) -> str:
    rule = "|" + "|".join(":" + "-" * (w + 1) for w in table.widths()) + "|"
    head, *rows = ("| " + " | ".join(_padded(table, row)) + " |" for row in [table.columns, *table.rows])
    return "\n".join([head, rule, *rows])


@layout("markdown, loose")
def markdown_loose(table: Table, rng: random.Random) -> str:
    lines = [" | ".join(row) for row in [table.columns, *table.rows]]
    return "\n".join([lines[0], " | ".join("---" for _ in table.columns), *lines[1:]])


@layout("org mode")
def org(table: Table, rng: random.Random) -> str:
    rule = "|" + "+".join("-" * (w + 2) for w in table.widths()) + "|"
    head, *rows = ("| " + " | ".join(_padded(table, row)) + " |" for row in [table.columns, *table.rows])
    return "\n".join([head, rule, *rows])


@layout("grid", one=False)
def grid(table: Table, rng: random.Random) -> str:
    rule = "+" + "+".join("-" * (w + 2) for w in table.widths()) + "+"
    head, *rows = ("| " + " | ".join(_padded(table, row)) + " |" for row in [table.columns, *table.rows])
    out = [rule, head, rule.replace("-", "=")]
    for row in rows:
        out += [row, rule]
    return "\n".join(out)


@layout("reStructuredText, simple")
def simple(table: Table, rng: random.Random) -> str:
    rule = "  ".join("=" * w for w in table.widths())
    head, *rows = ("  ".join(_padded(table, row)).rstrip() for row in [table.columns, *table.rows])
    return "\n".join([rule, head, rule, *rows, rule])


@layout("psql, aligned")
def psql(table: Table, rng: random.Random) -> str:
    rule = "+".join("-" * (w + 2) for w in table.widths())
    head, *rows = (" " + " | ".join(_padded(table, row, right=True)) for row in [table.columns, *table.rows])
    return "\n".join([head, rule, *rows, f"({len(table.rows)} rows)", ""])


@layout("psql, expanded", one=False)
def psql_expanded(table: Table, rng: random.Random) -> str:
    width = max(map(len, table.columns))
    out = []
    for number, row in enumerate(table.rows, 1):
        out.append(f"-[ RECORD {number} ]".ljust(width + 20, "-"))
        out += [f"{c.ljust(width)} | {said}" for c, said in zip(table.columns, row, strict=True)]
    return "\n".join(out)


@layout("psql, unaligned")
def psql_unaligned(table: Table, rng: random.Random) -> str:
    return "\n".join(["|".join(row) for row in [table.columns, *table.rows]] + [f"({len(table.rows)} rows)"])


@layout("mysql, boxed")
def mysql(table: Table, rng: random.Random) -> str:
    rule = "+" + "+".join("-" * (w + 2) for w in table.widths()) + "+"
    head, *rows = ("| " + " | ".join(_padded(table, row, right=True)) + " |" for row in [table.columns, *table.rows])
    return "\n".join([rule, head, rule, *rows, rule, f"{len(table.rows)} rows in set (0.00 sec)"])


@layout("mysql, vertical", one=False)
def mysql_vertical(table: Table, rng: random.Random) -> str:
    width = max(map(len, table.columns))
    out = []
    for number, row in enumerate(table.rows, 1):
        out.append(f"{'*' * 27} {number}. row {'*' * 27}")
        out += [f"{c.rjust(width)}: {said}" for c, said in zip(table.columns, row, strict=True)]
    return "\n".join(out)


@layout("sqlite, column mode")
def sqlite_column(table: Table, rng: random.Random) -> str:
    head, *rows = ("  ".join(_padded(table, row)).rstrip() for row in [table.columns, *table.rows])
    return "\n".join([head, "  ".join("-" * w for w in table.widths()), *rows])


@layout("SQL Server, one blank")
def sqlserver(table: Table, rng: random.Random) -> str:
    head, *rows = (" ".join(_padded(table, row, right=True)).rstrip() for row in [table.columns, *table.rows])
    return "\n".join([head, " ".join("-" * w for w in table.widths()), *rows, "", f"({len(rows)} rows affected)"])


@layout("box of lines")
def box(table: Table, rng: random.Random) -> str:
    bars = ["─" * (w + 2) for w in table.widths()]
    head, *rows = ("│ " + " │ ".join(_padded(table, row)) + " │" for row in [table.columns, *table.rows])
    top, middle, foot = "┌" + "┬".join(bars) + "┐", "├" + "┼".join(bars) + "┤", "└" + "┴".join(bars) + "┘"
    return "\n".join([top, head, middle, *rows, foot])


@layout("fixed, two blanks")
def fixed(table: Table, rng: random.Random) -> str:
    return "\n".join("  ".join(_padded(table, row)).rstrip() for row in [table.columns, *table.rows])


@layout("fixed, numbers right")
def fixed_right(table: Table, rng: random.Random) -> str:
    rows = [table.columns, *table.rows] if rng.random() < 0.5 else table.rows
    return "\n".join("   ".join(_padded(table, row, right=True)).rstrip() for row in rows)


@layout("fixed, no heading")
def fixed_bare(table: Table, rng: random.Random) -> str:
    return "\n".join("    ".join(_padded(table, row)).rstrip() for row in table.rows)


@layout("blanks of any number")
def uneven(table: Table, rng: random.Random) -> str:
    """What OCR and copying from a document viewer leave of columns: gaps of changing width."""
    return "\n".join(
        "".join(c + " " * rng.randrange(2, 7) for c in row).rstrip() for row in [table.columns, *table.rows]
    )


@layout("tabs to the column")
def tabbed(table: Table, rng: random.Random) -> str:
    widths = [w // 8 + 1 for w in table.widths()]
    return "\n".join(
        "".join(c + "\t" * (w - len(c) // 8) for c, w in zip(row, widths, strict=True)).rstrip()
        for row in [table.columns, *table.rows]
    )


@layout("MediaWiki", one=False)
def mediawiki(table: Table, rng: random.Random) -> str:
    out = ['{| class="wikitable"', "|-", "! " + " !! ".join(table.columns)]
    for row in table.rows:
        out += ["|-", "| " + " || ".join(row)]
    return "\n".join([*out, "|}"])


@layout("MediaWiki, a cell a line", one=False)
def mediawiki_cells(table: Table, rng: random.Random) -> str:
    out = ['{| class="wikitable sortable"', *(f"! {c}" for c in table.columns)]
    for row in table.rows:
        out += ["|-", *(f"| {c}" for c in row)]
    return "\n".join([*out, "|}"])


@layout("Jira")
def jira(table: Table, rng: random.Random) -> str:
    return "\n".join(["||" + "||".join(table.columns) + "||", *("|" + "|".join(row) + "|" for row in table.rows)])


@layout("AsciiDoc")
def asciidoc(table: Table, rng: random.Random) -> str:
    return "\n".join(["|===", "|" + " |".join(table.columns), "", *("|" + " |".join(r) for r in table.rows), "|==="])


@layout("AsciiDoc, a cell a line", one=False)
def asciidoc_cells(table: Table, rng: random.Random) -> str:
    out = [f'[cols="{",".join("1" * len(table.columns))}"]', "|==="]
    for row in table.rows:
        out += ["", *(f"|{c}" for c in row)]
    return "\n".join([*out, "|==="])
