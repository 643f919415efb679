"""Real lists: who bought what from which vendor, and the directories of their markets."""

from __future__ import annotations

import csv
import os
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from leakscan.model import Entry, Watchlist
from tests.benchmarks.leakbench.pools import Pool, pools

_FEWEST = 25
_DRAWN = (
    ("filers", 700),
    ("universities", 400),
    ("listed", 1500),
    ("entities", 2500),
    ("governments", 900),
    ("makers", 300),
)
"""Markets whose directories customers are drawn from where nobody published a list, and how many."""


@cache
def vendors() -> dict[str, tuple[str, ...]]:
    """Published lists of customers, by vendor."""
    folder = Path(os.environ["LEAKSCAN_BENCH_DATA"]) / "a_atlas_of_surveillance_2020/by_vendor"
    found = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            names = dict.fromkeys(row["agency"].strip() for row in csv.DictReader(file))
        found[path.stem] = tuple(names)
    return found


def watchlists(rng: random.Random) -> Iterator[tuple[Watchlist, str]]:
    """Watchlists and the markets they are of: all vendors with customers enough, and some drawn lists; half of
    them know figures.
    """
    chosen = [(name, names, "agencies") for name, names in vendors().items() if len(names) >= _FEWEST]
    for market, size in _DRAWN:
        usable = [name for name, _ in pools()[market] if 6 <= len(name) <= 60 and sum(map(str.isalpha, name)) >= 5]
        chosen.append((f"{market} {size}", tuple(rng.sample(usable, size)), market))
    for index, (name, names, market) in enumerate(chosen):
        entries = tuple(
            Entry(str(at), said, figures=_figures(rng) if index % 4 < 2 else {}) for at, said in enumerate(names)
        )
        yield Watchlist(name, entries, ("users", "reports", "devices") if index % 4 < 2 else ()), market


def _figures(rng: random.Random) -> dict[str, float]:
    return {
        "users": float(1 + int(rng.paretovariate(1.1))),
        "reports": float(int(rng.lognormvariate(3, 2))),
        "devices": float(rng.choice([1, 2, 4, 5, 10, 15, 20, 40])),
    }


def market(name: str) -> Pool:
    """The directory of a market."""
    return pools()[name]
