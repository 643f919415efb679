"""Names one after the other, with or without something beside them."""

from __future__ import annotations

import random
from itertools import zip_longest

from tests.benchmarks.leakbench.layouts._table import Table, layout


def _marked(table: Table, marks: list[str]) -> str:
    return "\n".join(f"{mark}{name}" for mark, name in zip(marks, table.names, strict=True))


@layout("a name a line", whole=False)
def plain(table: Table, rng: random.Random) -> str:
    return "\n".join(table.names)


@layout("a name a line, spaced", one=False, whole=False)
def spaced(table: Table, rng: random.Random) -> str:
    return "\n\n".join(table.names)


@layout("a name a line, indented", whole=False)
def indented(table: Table, rng: random.Random) -> str:
    return "\n".join("\t" + name for name in table.names)


@layout("a name a line with a comma", whole=False)
def comma(table: Table, rng: random.Random) -> str:
    return "\n".join(name + "," for name in table.names)


@layout("a quoted name a line", whole=False)
def quoted(table: Table, rng: random.Random) -> str:
    return "\n".join(f'"{name}"' for name in table.names)


@layout("bulleted", whole=False)
def bullets(table: Table, rng: random.Random) -> str:
    return _marked(table, [rng.choice(["- ", "* ", "• ", "– ", "+ ", "» ", "→ ", "o "])] * len(table.rows))


@layout("bulleted, spaced", one=False, whole=False)
def bullets_spaced(table: Table, rng: random.Random) -> str:
    return "\n\n".join(f"* {name}" for name in table.names)


@layout("bulleted twice", whole=False)
def nested(table: Table, rng: random.Random) -> str:
    return "\n".join(f"{'  ' * (i % 2)}- {name}" for i, name in enumerate(table.names))


@layout("bulleted with figures")
def bullets_figures(table: Table, rng: random.Random) -> str:
    return "\n".join(
        f"- {name}" + (f" ({', '.join(rest)})" if rest else "")
        for name, rest in zip(table.names, table.beside, strict=True)
    )


@layout("bulleted with lines below", one=False)
def bullets_below(table: Table, rng: random.Random) -> str:
    return "\n".join(
        "\n".join([f"* {name}", *(f"    {c}: {said}" for c, said in zip(_others(table), rest, strict=True))])
        for name, rest in zip(table.names, table.beside, strict=True)
    )


def _others(table: Table) -> list[str]:
    return [c for place, c in enumerate(table.columns) if place != table.name]


@layout("numbered with a stop", whole=False)
def numbered(table: Table, rng: random.Random) -> str:
    return _marked(table, [f"{i}. " for i in range(1, len(table.rows) + 1)])


@layout("numbered with a bracket", whole=False)
def bracketed(table: Table, rng: random.Random) -> str:
    form = rng.choice(["{}) ", "({}) ", "[{}] ", "#{} ", "{}: ", "{} - "])
    return _marked(table, [form.format(i) for i in range(1, len(table.rows) + 1)])


@layout("numbered, aligned", whole=False)
def aligned(table: Table, rng: random.Random) -> str:
    return _marked(table, [f"{i:>5}  " for i in range(1, len(table.rows) + 1)])


@layout("checkboxes", whole=False)
def checkboxes(table: Table, rng: random.Random) -> str:
    return _marked(table, [rng.choice(["- [ ] ", "- [x] "]) for _ in table.rows])


@layout("name and dash")
def dash(table: Table, rng: random.Random) -> str:
    sign = rng.choice([" - ", " – ", " — ", " -- ", " => ", " : "])
    return "\n".join(
        sign.join([name, *([" / ".join(rest)] if rest else [])])
        for name, rest in zip(table.names, table.beside, strict=True)
    )


@layout("name and brackets")
def brackets(table: Table, rng: random.Random) -> str:
    return "\n".join(
        name + (f" ({'; '.join(rest)})" if rest else "") for name, rest in zip(table.names, table.beside, strict=True)
    )


@layout("name and words")
def worded(table: Table, rng: random.Random) -> str:
    others = _others(table)
    return "\n".join(
        name + "".join(f", {said} {c}" for c, said in zip(others, rest, strict=True))
        for name, rest in zip(table.names, table.beside, strict=True)
    )


@layout("number first")
def counted(table: Table, rng: random.Random) -> str:
    """As ``uniq -c`` writes."""
    return "\n".join(
        f"{next((c for c in rest if c.isdigit()), '1'):>7} {name}"
        for name, rest in zip(table.names, table.beside, strict=True)
    )


@layout("two columns of names", one=False, whole=False)
def two_columns(table: Table, rng: random.Random) -> str:
    half = (len(table.names) + 1) // 2
    width = max(map(len, table.names)) + 4
    pairs = zip_longest(table.names[:half], table.names[half:], fillvalue="")
    return "\n".join(f"{a.ljust(width)}{b}".rstrip() for a, b in pairs)


@layout("sentence of commas", one=False, whole=False)
def sentence(table: Table, rng: random.Random) -> str:
    names = [name.replace(",", "") for name in table.names]
    return ", ".join(names[:-1]) + f" and {names[-1]}."


@layout("names and commas alone", one=False, whole=False)
def commas(table: Table, rng: random.Random) -> str:
    return ", ".join(name.replace(",", "") for name in table.names)


@layout("names and semicolons", one=False, whole=False)
def semicolons(table: Table, rng: random.Random) -> str:
    return "; ".join(table.names)


@layout("names and bars", one=False, whole=False)
def barred(table: Table, rng: random.Random) -> str:
    return rng.choice([" | ", " / ", " • ", " · "]).join(table.names)


@layout("sentence with figures", one=False)
def figured(table: Table, rng: random.Random) -> str:
    said = (
        f"{name} ({', '.join(rest)})" if rest else name for name, rest in zip(table.names, table.beside, strict=True)
    )
    return ", ".join(said)


@layout("cards", one=False)
def cards(table: Table, rng: random.Random) -> str:
    return "\n\n".join(
        "\n".join([name, *rest] if rest else [name, "customer"])
        for name, rest in zip(table.names, table.beside, strict=True)
    )


@layout("cards, unparted", one=False)
def unparted(table: Table, rng: random.Random) -> str:
    return "\n".join(
        "\n".join([name, *rest] if rest else [name, "active"])
        for name, rest in zip(table.names, table.beside, strict=True)
    )
