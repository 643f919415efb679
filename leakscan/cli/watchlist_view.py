"""How a watchlist and the findings about it look: plain columns for people, JSON lines for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from leakscan.output.escape import one_line

if TYPE_CHECKING:
    from leakscan.model import Entry, Watchlist
    from leakscan.watchlist import Finding


def findings_table(findings: Sequence[Finding]) -> Iterator[str]:
    """One line a finding, what to do on the line below it; nothing where there are none."""
    if not findings:
        return
    rows = [(str(f.row or "-"), f.column or "-", str(f.level), f.what) for f in findings]
    header, *lines = table(("ROW", "COLUMN", "LEVEL", "WHAT"), rows)
    yield header
    for line, finding in zip(lines, findings, strict=True):
        yield line
        yield f"      -> {one_line(finding.advice)}"


def finding_json(finding: Finding) -> str:
    """The finding as one JSON object: row, column, level, what, advice."""
    return json.dumps(
        {
            "row": finding.row,
            "column": finding.column,
            "level": str(finding.level),
            "what": finding.what,
            "advice": finding.advice,
        }
    )


def summary(watchlist: Watchlist) -> list[str]:
    """Counts of what can be looked for: names, identifiers, figures, dates, flags."""
    entries = watchlist.entries

    def having(field: str) -> int:
        return sum(bool(getattr(entry, field)) for entry in entries)

    fields = ("aliases", "domains", "emails", "identifiers", "since", "until", "public", "canary")
    counts = [f"{field} {having(field)}" for field in fields if having(field)]
    figures = [f"{name} {sum(name in entry.figures for entry in entries)}" for name in watchlist.figures]
    return [
        f"watchlist  {one_line(watchlist.name)}",
        f"clients    {len(watchlist)}",
        f"filled in  {', '.join(counts) or 'names only'}",
        f"figures    {one_line(', '.join(figures)) or 'none'}",
    ]


def entries_table(entries: Sequence[Entry]) -> list[str]:
    """The clients, one a line, with every column that at least one of them fills."""
    plain = [_cells(entry) for entry in entries]
    columns = list(dict.fromkeys(column for cells in plain for column in cells if cells[column]))
    return table(
        [column.upper() for column in columns], [[cells.get(column, "") for column in columns] for cells in plain]
    )


def entry_json(entry: Entry) -> str:
    """The client as one JSON object, in the words of the watchlist file."""
    return json.dumps(
        {
            "id": entry.key,
            "name": entry.name,
            "aliases": entry.aliases,
            "domains": entry.domains,
            "emails": entry.emails,
            "identifiers": entry.identifiers,
            "since": entry.since and entry.since.isoformat(),
            "until": entry.until and entry.until.isoformat(),
            "public": entry.public,
            "canary": entry.canary,
            "figures": dict(entry.figures),
            "row": entry.row,
        }
    )


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Plain columns as wide as their widest cell; every cell is made printable."""
    from rich.cells import cell_len

    lines = [[one_line(cell) for cell in row] for row in (header, *rows)]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]


def _cells(entry: Entry) -> dict[str, str]:
    return {
        "row": str(entry.row),
        "name": entry.name,
        "id": "" if entry.key == entry.name else entry.key,
        "domains": ";".join(entry.domains),
        "emails": ";".join(entry.emails),
        "identifiers": ";".join(entry.identifiers),
        "aliases": ";".join(entry.aliases),
        **{name: f"{value:,.10g}" for name, value in entry.figures.items()},
        "since": entry.since.isoformat() if entry.since else "",
        "until": entry.until.isoformat() if entry.until else "",
        "public": "yes" if entry.public else "",
        "canary": entry.canary or "",
    }
