"""Who appears in the demo's pages: the clients that are looked for, and many organisations that are nobody's leak."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import leakscan
from leakscan.demo.page import Dice, dice
from leakscan.demo.vocabulary import AGENCIES, FIRMS, FIRST, LAST, PLACE_HEADS, PLACE_TAILS, STATES
from leakscan.errors import ReadError
from leakscan.model import Entry, Watchlist
from leakscan.watchlist import load_watchlist

WATCHLIST_NAME = "facesearch"


@dataclass(frozen=True)
class Cast:
    """``clients`` are the watchlist's real entries (no canaries), ``strangers`` organisations that are not on it."""

    watchlist: Watchlist
    clients: tuple[Entry, ...]
    strangers: tuple[str, ...]

    def some_clients(self, draw: Dice, count: int) -> list[str]:
        """The names of so many different clients."""
        return [entry.name for entry in draw.sample(self.clients, count)]

    def some_strangers(self, draw: Dice, count: int) -> list[str]:
        """The names of so many different organisations that are not clients."""
        return draw.sample(self.strangers, count)


def example_watchlist() -> Path:
    """The list that ships with leakscan: beside the package in a checkout, inside it once installed."""
    package = Path(leakscan.__file__).parent
    for folder in (package / "_watchlists", package.parent / "watchlists"):
        if (path := folder / "facesearch-customers.csv").is_file():
            return path
    raise ReadError("the example watchlist is missing from this installation; install leakscan-toolkit again")


def load_cast() -> Cast:
    """The same cast every time."""
    watchlist = load_watchlist(example_watchlist(), WATCHLIST_NAME)
    clients = tuple(entry for entry in watchlist.entries if not entry.canary)
    return Cast(watchlist, clients, tuple(_strangers({entry.name for entry in watchlist.entries})))


def person(draw: Dice) -> str:
    """An invented person's name."""
    return f"{draw.choice(FIRST)} {draw.choice(LAST)}"


def place(draw: Dice) -> str:
    """An invented town."""
    return draw.choice(PLACE_HEADS) + draw.choice(PLACE_TAILS)


def state(draw: Dice) -> str:
    """A state's two letters."""
    return draw.choice(STATES)


def _strangers(taken: Iterable[str]) -> list[str]:
    """Some 2,500 organisations in the watchlist's own style, so that they can't be told apart by their looks."""
    draw = dice("strangers")
    towns = [head + tail for head in PLACE_HEADS for tail in PLACE_TAILS]
    draw.shuffle(towns)
    names = [pattern.format(town) for town in towns for pattern in draw.sample(AGENCIES + FIRMS, 2)]
    return list(dict.fromkeys(name for name in names if name not in set(taken)))
