"""From ``[alerts]`` to what the store asks of a hit."""

from __future__ import annotations

from leakscan.config import AlertsConfig
from leakscan.store import AlertRule


def rule_of(settings: AlertsConfig) -> AlertRule | None:
    """Which hits are told of, and to whom; None where alerts go nowhere."""
    targets = tuple(dict.fromkeys(settings.urls))
    return AlertRule(targets, settings.min_severity, settings.min_clients) if targets else None
