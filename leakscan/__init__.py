"""leakscan: tells an organisation that its client list has surfaced.

The public names load on first use, so that ``import leakscan`` stays light and brings neither Scrapy nor SQLite.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leakscan.assessment import assess
    from leakscan.examine import examine
    from leakscan.screening import compile_index, screen
    from leakscan.watchlist import load_watchlist

__version__ = "0.1.0"
__all__ = ["__version__", "assess", "compile_index", "examine", "load_watchlist", "screen"]

_HOMES = {
    "assess": "leakscan.assessment",
    "compile_index": "leakscan.screening",
    "examine": "leakscan.examine",
    "load_watchlist": "leakscan.watchlist",
    "screen": "leakscan.screening",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
