"""Clients in many separate blocks: a page about a market rather than one list."""

from __future__ import annotations

import math

from leakscan.assessment.case import Case
from leakscan.assessment.weights import SCATTERED
from leakscan.model import Evidence

ORDER = 50


def weigh(case: Case) -> Evidence | None:
    """Against several blocks that hold two clients or more each."""
    blocks = len(case.readings)
    if blocks < 2:
        return None
    return Evidence("scattered", SCATTERED * math.log2(blocks), f"Clients stand in {blocks} separate lists or tables")
