"""One table, written the ways people write tables."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Sequence

Rows = Sequence[Sequence[object]]
Rendering = Callable[[Rows, Sequence[str], int, random.Random], str]
"""Rows, columns, index of the name column, chance -> text."""
RENDERINGS: dict[str, Rendering] = {}


def _shape(name: str) -> Callable[[Rendering], Rendering]:
    def keep(function: Rendering) -> Rendering:
        RENDERINGS[name] = function
        return function

    return keep


def _separated(rows: Rows, columns: Sequence[str] | None, sign: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, lineterminator="\n")
    if columns:
        writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


@_shape("csv")
def _csv(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    return _separated(rows, columns, ",")


@_shape("csv without heading")
def _bare_csv(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    return _separated(rows, None, ",")


@_shape("tsv")
def _tsv(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    return _separated(rows, columns, "\t")


@_shape("semicolons")
def _semicolons(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    return _separated(rows, columns, ";")


@_shape("pipes")
def _pipes(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    return _separated(rows, columns, "|")


@_shape("markdown")
def _markdown(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    lines = ["| " + " | ".join(map(str, row)) + " |" for row in [columns, *rows]]
    return "\n".join([lines[0], "|" + "---|" * len(columns), *lines[1:]])


def _widths(rows: Rows, columns: Sequence[str]) -> list[int]:
    return [max(len(str(row[i])) for row in [columns, *rows]) for i in range(len(columns))]


@_shape("psql")
def _psql(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    widths = _widths(rows, columns)
    lines = [" " + " | ".join(f"{c!s:<{w}}" for c, w in zip(row, widths, strict=True)) for row in [columns, *rows]]
    return "\n".join([lines[0], "+".join("-" * (w + 2) for w in widths), *lines[1:], f"({len(rows)} rows)"])


@_shape("mysql")
def _mysql(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    widths = _widths(rows, columns)
    rule = "+" + "+".join("-" * (w + 2) for w in widths) + "+"
    lines = [
        "| " + " | ".join(f"{c!s:<{w}}" for c, w in zip(row, widths, strict=True)) + " |" for row in [columns, *rows]
    ]
    return "\n".join([rule, lines[0], rule, *lines[1:], rule])


@_shape("fixed width")
def _fixed(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    widths = _widths(rows, columns)
    return "\n".join(
        "  ".join(f"{c!s:<{w}}" for c, w in zip(row, widths, strict=True)).rstrip() for row in [columns, *rows]
    )


def _literal(value: object) -> str:
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


@_shape("insert")
def _insert(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    values = ",\n".join("(" + ", ".join(map(_literal, row)) + ")" for row in rows)
    return f"INSERT INTO `organizations` ({', '.join(columns)}) VALUES\n{values};"  # a document, not a query


@_shape("insert, a row a statement")
def _inserts(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    values = (", ".join(map(_literal, row)) for row in rows)
    return "\n".join(f"INSERT INTO orgs VALUES ({said});" for said in values)  # noqa: S608  # a document, not a query


@_shape("copy")
def _copy(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    return (
        f"COPY orgs ({', '.join(columns)}) FROM stdin;\n" + "\n".join("\t".join(map(str, r)) for r in rows) + "\n\\.\n"
    )


@_shape("json")
def _json(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    return json.dumps([dict(zip(columns, row, strict=True)) for row in rows], indent=rng.choice([None, 2]))


@_shape("json lines")
def _json_lines(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    return "\n".join(json.dumps(dict(zip(columns, row, strict=True))) for row in rows)


@_shape("json nested")
def _json_nested(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    made = [{"id": i, "org": dict(zip(columns, row, strict=True)), "roles": ["a", "b"]} for i, row in enumerate(rows)]
    return json.dumps({"ok": True, "data": {"page": 1, "items": made}})


@_shape("json strings")
def _json_strings(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    return json.dumps([row[name] for row in rows])


@_shape("table of a page")
def _page_table(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    return "Customers\n\n" + "\n".join("\t".join(map(str, row)) for row in [columns, *rows]) + "\n\nHome\nContact\n"


@_shape("list of a page")
def _page_list(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    return "\n".join(f"• {row[name]}" for row in rows)


@_shape("bullets")
def _bullets(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    return "\n".join("- " + " - ".join(map(str, _name_first(row, name))) for row in rows)


@_shape("numbered")
def _numbered(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    return "\n".join(f"{i}. {row[name]}" for i, row in enumerate(rows, 1))


@_shape("lines")
def _lines(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    return "\n".join(str(row[name]) for row in rows)


@_shape("sentence")
def _sentence(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    names = [str(row[name]) for row in rows]
    start = rng.choice(["Their customers: ", "got this from the panel: ", "affected: "])
    return f"{start}{', '.join(names[:-1])} and {names[-1]}."


@_shape("records")
def _records(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    between = rng.choice(["\n\n", "\n----\n", "\n"])
    keys = columns if len(columns) > 1 else [*columns, "status"]
    return between.join("\n".join(f"{k}: {v}" for k, v in zip(keys, [*row, "active"], strict=False)) for row in rows)


@_shape("groups")
def _groups(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    return "\n\n".join("\n".join(map(str, [*_name_first(row, name), *["active"] * (len(row) == 1)])) for row in rows)


@_shape("dashes")
def _dashes(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
    return "\n".join(f"{row[name]} - {' / '.join(map(str, _name_first(row, name)[1:]))}".rstrip(" -") for row in rows)


def _name_first(row: Sequence[object], name: int) -> list[object]:
    return [row[name], *row[:name], *row[name + 1 :]]
