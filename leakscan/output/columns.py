"""What a row of a sheet tells of a hit: column names, and where each is found in the hit's JSON."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leakscan.output.formats import Style

_Told = dict[str, Any]


def _of(*keys: str) -> Callable[[_Told], Any]:
    def column(told: _Told) -> Any:
        return functools.reduce(lambda found, key: found[key], keys, told)

    return column


def _figures(told: _Told) -> str:
    return "; ".join(f"{name}: {f['agree']} of {f['compared']}" for name, f in told["figures"].items())


def _names(told: _Told) -> str:
    return "; ".join(dict.fromkeys(match["entry"] for match in told["matches"]))


COLUMNS: dict[str, Callable[[_Told], Any]] = {
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


def columns_of(style: Style) -> dict[str, Callable[[_Told], Any]]:
    """The columns, with the clients' names as the last one where they are wanted."""
    return {**COLUMNS, "clients": _names} if style.names else COLUMNS
