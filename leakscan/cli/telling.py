"""How commands end that deliver alerts beside their work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakscan.cli.console import fail

if TYPE_CHECKING:
    from leakscan.alerts.courier import Courier


def told(messenger: Courier) -> int:
    """Say which alerts could not be delivered; the exit status: 3 where there are any, 0 where all went out."""
    for problem in messenger.problems:
        fail(f"an alert was not delivered: {problem}; see: leakscan alert list")
    return 3 if messenger.problems else 0
