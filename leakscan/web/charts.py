"""Charts as the numbers that a template draws: rectangles and dots in an SVG's own units, nothing of it text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from leakscan.model import Health, Severity
from leakscan.report.drawing import Bar
from leakscan.store.overview import Day, Seen

WIDTH, HEIGHT = 720, 120  # of a chart, in its own units
_GAP = 2.0
_DOT = 4.0  # width of one of a line's dots
_LEAST = 2.0  # height of the smallest bar that is not nothing
_GRAVITY = (
    Health.GONE,
    Health.MARKUP_CHANGED,
    Health.LOGIN_WALL,
    Health.CHALLENGE,
    Health.REFUSED,
    Health.RATE_LIMITED,
    Health.EMPTY,
    Health.OK,
)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars over days: the highest count, and the first and the last day."""

    bars: tuple[Bar, ...]
    most: int
    first: date
    last: date
    total: int


def by_day(found: Mapping[date, Mapping[Severity, int]], last: date, days: int) -> Chart:
    """Stacked bars, a day each, the gravest at the bottom."""
    first = last - timedelta(days=days - 1)
    most = max((sum(counts.values()) for day, counts in found.items() if first <= day <= last), default=0)
    step = WIDTH / days
    bars: list[Bar] = []
    for n in range(days):
        day, top = first + timedelta(days=n), float(HEIGHT)
        for severity in reversed(Severity):
            if count := found.get(day, {}).get(severity, 0):
                height = max(_LEAST, count / most * (HEIGHT - _GAP))
                top -= height
                says = f"{day:%Y-%m-%d}: {count} {severity}"
                bars.append(Bar(n * step, top, max(1.0, step - _GAP), height, str(severity), says))
    total = sum(sum(counts.values()) for day, counts in found.items() if first <= day <= last)
    return Chart(tuple(bars), most, first, last, total)


@dataclass(frozen=True, slots=True)
class Strip:
    """One source's days: the worst health of each (None: not visited), what they read, the share of good visits."""

    source: str
    days: tuple[tuple[date, Health | None, str], ...]
    documents: int
    hits: int
    share: float | None


def strips(found: Sequence[Day], sources: Sequence[str], last: date, days: int) -> list[Strip]:
    """The health of every source, day by day; ``sources`` are there even if nothing visited them."""
    by_source: dict[str, dict[date, Day]] = {name: {} for name in sorted({*sources, *(day.source for day in found)})}
    for day in found:
        by_source[day.source][day.day] = day
    return [_strip(name, of, last, days) for name, of in by_source.items()]


def _strip(source: str, of: Mapping[date, Day], last: date, days: int) -> Strip:
    shown = [last - timedelta(days=n) for n in reversed(range(days))]
    cells = tuple((day, *_worst(of.get(day))) for day in shown)
    visits = sum(sum(day.healths.values()) for day in of.values())
    good = sum(day.healths.get(Health.OK, 0) for day in of.values())
    documents, hits = sum(day.documents for day in of.values()), sum(day.hits for day in of.values())
    return Strip(source, cells, documents, hits, good / visits if visits else None)


def _worst(day: Day | None) -> tuple[Health | None, str]:
    if day is None:
        return None, "not visited"
    worst = next(health for health in _GRAVITY if health in day.healths)
    told = ", ".join(f"{times} {health}" for health, times in sorted(day.healths.items()))
    return worst, f"{told}; {day.documents} documents, {day.hits} hits"


@dataclass(frozen=True, slots=True)
class Dot:
    """A place at which a document was seen, on the line of time from 0 to WIDTH: its left edge."""

    x: float
    kind: str
    says: str


def over_time(seen: Sequence[Seen]) -> tuple[Dot, ...]:
    """The sightings of an incident between its first and its last."""
    if not seen:
        return ()
    start, length = seen[0].at, (seen[-1].at - seen[0].at).total_seconds()
    return tuple(Dot(_along(one.at, start, length), str(one.severity), f"{one.at:%Y-%m-%d %H:%M}") for one in seen)


def _along(at: datetime, start: datetime, length: float) -> float:
    return (at - start).total_seconds() / length * (WIDTH - _DOT) if length else 0.0
