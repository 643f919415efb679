"""A table for people: a line a hit, the most urgent first, and beneath it why, in words."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from leakscan.model import Hit
from leakscan.output.colours import COLOURS
from leakscan.output.escape import one_line
from leakscan.output.formats import Style

if TYPE_CHECKING:
    from rich.table import Table

_NAMES_SHOWN = 10


def render(hits: Iterable[Hit], style: Style) -> Iterator[str]:
    """The table, once all hits are known; nothing where there is none."""
    from rich.console import Console

    found = sorted(hits, key=lambda hit: (-hit.assessment.severity.rank, -hit.assessment.score))
    if not found:
        return
    written = io.StringIO()
    console = Console(
        file=written,
        width=style.width,
        force_terminal=style.colour,
        color_system="standard" if style.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(_table(found, style))
    yield from (line.rstrip() for line in written.getvalue().splitlines())


def _table(hits: list[Hit], style: Style) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", expand=False)
    table.add_column("SEVERITY", no_wrap=True)
    table.add_column("VERDICT", no_wrap=True)
    table.add_column("SCORE", no_wrap=True, justify="right")
    table.add_column("CLIENTS", no_wrap=True, justify="right")
    table.add_column("DOCUMENT", overflow="fold")
    for hit in hits:
        a = hit.assessment
        table.add_row(
            Text(str(a.severity), style=COLOURS[a.severity]),
            Text(str(a.verdict)),
            Text(_score(a.score)),
            Text(_clients(hit)),
            Text(one_line(hit.sighting.url or hit.sighting.path or hit.sha256)),
        )
        for sentence in _sentences(hit, style):
            table.add_row("", "", "", "", Text(one_line(sentence), style="dim"))
    return table


def _score(score: float) -> str:
    """Three digits, and never 1.000 for what is not certain."""
    return f"{min(score, 0.999) if score < 1 else 1:.3f}"


def _clients(hit: Hit) -> str:
    clients = hit.assessment.clients
    return str(clients.matched) if clients.listed is None else f"{clients.matched}/{clients.listed}"


def _sentences(hit: Hit, style: Style) -> Iterator[str]:
    yield f"  {hit.id}  watchlist {hit.assessment.watchlist}"
    for evidence in hit.assessment.evidence:
        yield f"  {evidence.says}"
    if style.names and hit.names:
        names = list(hit.names.values())
        more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
        yield f"  clients: {', '.join(names[:_NAMES_SHOWN])}{more}"
