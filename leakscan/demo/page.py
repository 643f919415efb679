"""A page of the demo's little web, and the dice that make it the same every time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum

Dice = random.Random


class Place(StrEnum):
    """Which of the two sites a page stands on."""

    PASTES = "pastes"
    FORUM = "forum"


@dataclass(frozen=True, slots=True)
class Page:
    """One paste, or one post of the forum thread called ``title``.

    ``kind`` says what it is in words ("news article"), for the account at the end. ``clients`` counts the entries of
    the watchlist that were put in; ``planted`` marks what has to be found.
    """

    kind: str
    title: str
    text: str
    place: Place
    clients: int = 0
    planted: bool = False


def dice(seed: str) -> Dice:
    """Dice that fall the same way for the same seed, on every machine."""
    return random.Random(f"leakscan demo: {seed}")  # noqa: S311 - decides what a page says, guards nothing
