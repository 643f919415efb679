"""Which of several dated versions of our list the document equals best, told to the reader."""

from __future__ import annotations

from datetime import date

from leakscan.assessment.case import Case
from leakscan.model import Evidence

ORDER = 25


def weigh(case: Case) -> Evidence | None:
    """Weighs nothing of its own: what agrees with a version's figures is weighed as figures."""
    best = case.best
    if best is None or not case.watchlist.versions or len(best.entries) < _FEWEST:
        return None
    day = case.version
    if day is None:
        return None
    stood = sum(key in case.watchlist.versions[day] for key in best.entries)
    numbers = [f"{t.agree:,} of {t.compared:,} numbers equal its {t.figure}" for t in case.figures if t.bits]
    said = [*(numbers if _of(case, day) else ()), f"{stood:,} of the {len(best.entries):,} clients here stood on it"]
    number = len(case.watchlist.versions)
    says = f"Of {number} dated versions of our list the one of {day} equals the document best: {', '.join(said)}"
    return Evidence("version", 0.0, says)


_FEWEST = 3


def _of(case: Case, day: date) -> bool:
    return any(test.version == day for test in case.figures)
