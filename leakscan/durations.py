"""Stretches of time as people write them: 30s, 2m, 6h, 7d, 2w."""

from __future__ import annotations

import re
from datetime import timedelta

DUTY = timedelta(hours=72)
"""Art. 33(1) GDPR. It runs from becoming aware of a breach; when that was is for a lawyer to say."""
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhdw])")


def parse_duration(value: object) -> timedelta:
    """Turn ``"30s"``, ``"2m"``, ``"6h"``, ``"7d"`` or ``"2w"`` into a timedelta; ValueError for anything else."""
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError("is no duration: write a number and a unit, such as 30s, 2m, 6h or 1d")
    return timedelta(**{_UNITS[found[2]]: float(found[1])})
