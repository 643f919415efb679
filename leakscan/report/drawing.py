"""The report's chart in numbers: rectangles in an SVG's own units, none of them text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from leakscan.model import Severity

WIDTH, HEIGHT = 900, 90
_MOST_BARS = 120  # days that are drawn one by one; a longer time is drawn in stretches
_LEAST = 2.0  # height of the smallest bar that is not nothing


@dataclass(frozen=True, slots=True)
class Bar:
    """One rectangle: its place, the severity it counts, and what it says."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    says: str


def bars(daily: Mapping[date, Mapping[Severity, int]], first: date, last: date) -> list[Bar]:
    """Stacked bars from the first day to the last, the gravest at the bottom."""
    days = (last - first).days + 1
    each = -(-days // _MOST_BARS)
    stretches = [first + timedelta(days=n) for n in range(0, days, each)]
    counted = [_sum(daily, day, each) for day in stretches]
    most = max((sum(counts.values()) for counts in counted), default=0)
    step, drawn = WIDTH / len(stretches), list[Bar]()
    for n, (day, counts) in enumerate(zip(stretches, counted, strict=True)):
        y = float(HEIGHT)
        for severity, count in counts.items():
            if count:
                height = max(_LEAST, count / most * (HEIGHT - _LEAST * len(counts)))
                y -= height
                says = f"{day:%Y-%m-%d}{' on' if each > 1 else ''}: {count} {severity}"
                drawn.append(Bar(_told(n * step), _told(y), _told(step * 0.8), _told(height), severity, says))
    return drawn


def _told(number: float) -> float:
    return round(number, 1)


def _sum(daily: Mapping[date, Mapping[Severity, int]], first: date, days: int) -> dict[Severity, int]:
    found = [daily.get(first + timedelta(days=n), {}) for n in range(days)]
    return {severity: sum(counts.get(severity, 0) for counts in found) for severity in reversed(Severity)}
