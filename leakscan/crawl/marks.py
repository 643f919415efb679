"""A mark of an engine: something its pages show, and what that is worth."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that gives an engine away.

    ``worth`` is the chance that a page which shows it is the engine's. A mark is a ``css`` selector, a pattern in
    the page's ``text`` (not case-sensitive), or a ``header`` whose value the pattern fits.
    """

    worth: float
    css: str = ""
    text: str = ""
    header: str = ""
