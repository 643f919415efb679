"""CSV for a spreadsheet: one row a hit, and no cell that a spreadsheet would run.

A cell that begins like a formula gets an apostrophe in front (OWASP, "CSV Injection"), and so does one that begins
with an apostrophe: taking one leading apostrophe away always gives the text back.
"""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from leakscan.contract import hit_json
from leakscan.model import Hit
from leakscan.output.escape import printable
from leakscan.output.formats import Style

_Told = dict[str, Any]
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")


def _of(*keys: str) -> Callable[[_Told], Any]:
    def column(told: _Told) -> Any:
        return functools.reduce(lambda found, key: found[key], keys, told)

    return column


def _figures(told: _Told) -> str:
    return "; ".join(f"{name}: {f['agree']} of {f['compared']}" for name, f in told["figures"].items())


def _names(told: _Told) -> str:
    return "; ".join(dict.fromkeys(match["entry"] for match in told["matches"]))


_COLUMNS: dict[str, Callable[[_Told], Any]] = {
    **{key: _of(key) for key in ("id", "watchlist", "verdict", "severity", "score", "status")},
    **{key: _of("document", key) for key in ("path", "url", "sha256", "bytes", "source", "title", "author")},
    **{key: _of("document", key) for key in ("posted_at", "fetched_at")},
    **{f"clients_{key}": _of("clients", key) for key in ("matched", "listed", "watchlist")},
    **{key: _of("clients", key) for key in ("coverage", "purity")},
    "figures": _figures,
    "taken_after": lambda told: (told["dated"] or {}).get("after"),
    "taken_before": lambda told: (told["dated"] or {}).get("before"),
    "canaries": lambda told: "; ".join(canary["copy"] for canary in told["canaries"]),
    "evidence": lambda told: "; ".join(evidence["says"] for evidence in told["evidence"]),
}


def render(hits: Iterable[Hit], style: Style) -> Iterator[str]:
    """A header and a row a hit; with ``style.names`` the clients' names in a last column."""
    columns = {**_COLUMNS, "clients": _names} if style.names else _COLUMNS
    yield _line(columns)
    for hit in hits:
        told = hit_json(hit)
        yield _line(_text(column(told)) for column in columns.values())


def neutral(text: str) -> str:
    """A cell's text that no spreadsheet takes for a formula, with control characters shown as codes."""
    shown = printable(text)
    return f"'{shown}" if shown.startswith(_RISKY) else shown


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="").writerow([neutral(cell) for cell in cells])
    return written.getvalue()
