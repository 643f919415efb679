"""When the list was taken, told to the reader with the rows that decide it."""

from __future__ import annotations

from leakscan.assessment.case import Case
from leakscan.model import Evidence

ORDER = 80


def weigh(case: Case) -> Evidence | None:
    """Weighs nothing: it is about a list that was taken, not whether it was.

    No day is said to be likeliest where one end is open.
    """
    when = case.dated
    if when is None:
        return None
    likely = f", most likely about {when.likely}" if when.likely and when.after and when.before else ""
    rows = ", ".join(f"{row:,}" for row in when.rows)
    decide = f"; rows {rows} decide it" if len(when.rows) > 1 else f"; row {rows} decides it" if rows else ""
    return Evidence("dated", 0.0, f"The list was taken {when.interval}{likely} ({when.confidence:.0%} sure){decide}")
