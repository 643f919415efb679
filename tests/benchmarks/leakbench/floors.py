"""The pinned floors, of which none is lowered without a word: ``floors.toml``."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("floors.toml")
Steps = dict[str, list[dict[str, Any]]]


def floors(text: str) -> tuple[str, Steps, Steps]:
    """The corpus' checksum, what must be reached, and what must not be exceeded, as the text of such a file says."""
    told = tomllib.loads(text)
    return told["corpus"], told["at_least"], told["at_most"]


def wrong_with(before: Steps, now: Steps, sign: int) -> list[str]:
    """What is silent in a change of floors: steps that are gone or were changed, and easier ones without a reason.

    Args:
        before: the steps of an older version.
        now: those of the present one.
        sign: 1 where more is asked by higher floors, -1 where by lower ones.
    """
    found = [f"{name}: a step is gone" for name, steps in before.items() if now.get(name, [])[: len(steps)] != steps]
    for name, steps in now.items():
        for one, other in pairwise(steps):
            if sign * (other["at"] - one["at"]) < 0 and not other.get("why"):
                found.append(f"{name}: {other['at']} asks less than {one['at']}, and nothing says why")
    return found


_TOLD = FILE.read_text("utf-8")
CHECKSUM, _AT_LEAST, _AT_MOST = floors(_TOLD)
CONTESTED = str(tomllib.loads(_TOLD)["contested"])
"""Checksum of the documents that are hard to tell."""


def at_least(name: str) -> float:
    """The floor in force."""
    return float(_AT_LEAST[name][-1]["at"])


def at_most(name: str) -> float:
    """The ceiling in force."""
    return float(_AT_MOST[name][-1]["at"])
