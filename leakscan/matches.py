"""Many matches made at once: in long lists that costs more than finding them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import repeat
from typing import Any

from leakscan.model import Match

_PUTS = tuple(getattr(Match, field.name).__set__ for field in fields(Match))


def matches_of(count: int, columns: Iterable[Sequence[Any]]) -> list[Match]:
    """As ``Match(...)`` of each row, in a third of the time.

    Args:
        count: how many matches.
        columns: a column for every field of a match, in their order, each with ``count`` values.
    """
    made = list(map(object.__new__, repeat(Match, count)))
    for put, column in zip(_PUTS, columns, strict=True):
        deque(map(put, made, column), maxlen=0)
    return made
