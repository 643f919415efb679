"""The colours of severities and matches on a terminal, as Rich spells them."""

from __future__ import annotations

from leakscan.model import Severity

COLOURS = {
    Severity.CRITICAL: "bold white on red",
    Severity.HIGH: "bold red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
    Severity.INFO: "dim",
}
MATCH = "bold black on yellow"
