"""Clients in many separate blocks: a page about a market rather than one list."""

from __future__ import annotations

import math

from leakscan.assessment.case import Case
from leakscan.assessment.weights import SCATTERED
from leakscan.model import Evidence

ORDER = 50


def weigh(case: Case) -> Evidence | None:
    """Against a block beside others that hold two clients or more each among other names: one may be pure by luck."""
    if not case.apart:
        return None
    blocks = case.apart + 1
    return Evidence("scattered", SCATTERED * math.log2(blocks), f"Clients stand in {blocks} separate lists or tables")
