"""Longer passages of the demo's pages: one file a part, one passage a line, names in braces."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def texts(part: str) -> tuple[str, ...]:
    """The passages of a part (``breach_opening``)."""
    return tuple(files(__name__).joinpath(f"{part}.txt").read_text(encoding="utf-8").splitlines())
