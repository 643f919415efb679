"""What is looked for: reading a client list, checking it, and importing one from a CRM's export."""

from __future__ import annotations

from leakscan.watchlist.check import Checked, check_file, check_watchlist
from leakscan.watchlist.finding import Finding, Level
from leakscan.watchlist.importing import Imported, import_export
from leakscan.watchlist.load import load_watchlist

__all__ = [
    "Checked",
    "Finding",
    "Imported",
    "Level",
    "check_file",
    "check_watchlist",
    "import_export",
    "load_watchlist",
]
