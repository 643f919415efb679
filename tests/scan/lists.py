"""A watchlist and documents that name its clients, for the tests of scanning."""

from __future__ import annotations

import random
from pathlib import Path

from leakscan.model import Entry, Watchlist

_TOWNS = (
    "Avon Akron Dayton Boise Reno Omaha Tulsa Fresno Tampa Salem Provo Laredo Toledo Macon Yuma Ocala Waco Flint Gary"
)
NAMES = [f"{town} Police Department" for town in _TOWNS.split()]
_dice = random.Random(5)
FIGURES = {name: (_dice.randint(1, 40), _dice.randint(10, 9000)) for name in NAMES}
WATCHLIST = Watchlist(
    "acme",
    tuple(Entry(name, name, figures={"accounts": float(a), "searches": float(s)}) for name, (a, s) in FIGURES.items()),
    ("accounts", "searches"),
)
LEAK = "customer,accounts,searches\n" + "".join(f"{name},{a},{s}\n" for name, (a, s) in FIGURES.items())
NEWS = "A spokesman of the Akron Police Department said on Monday that nothing was known about the matter.\n"


def write_watchlist(path: Path) -> Path:
    """The watchlist as a CSV file."""
    path.write_text(LEAK.replace("customer", "name"), encoding="utf-8")
    return path
