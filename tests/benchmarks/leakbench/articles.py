"""Reports about a leak that print a few customers as a list, bare or with a remark behind each name."""

from __future__ import annotations

import random

from leakscan.model import Watchlist
from tests.benchmarks.leakbench.decoys import Decoy
from tests.benchmarks.leakbench.stories import story
from tests.benchmarks.leakbench.words import REMARKS, introduced, reported

_BULLETS = ("- {}", "* {}", "• {}", "{}")


def listing(clients: Watchlist, rng: random.Random) -> Decoy:
    """Five to ten customers as bare bullets, numbers or lines amid hundreds of words."""
    number = rng.randrange(5, 11)
    names = [entry.name for entry in rng.sample(clients.entries, number)]
    if rng.random() < 0.2:
        lines = [f"{i}. {name}" for i, name in enumerate(names, 1)]
    else:
        bullet = rng.choice(_BULLETS)
        lines = [bullet.format(name) for name in names]
    return Decoy(_amid(lines, rng), "article with a list", number)


def annotated(clients: Watchlist, rng: random.Random) -> Decoy:
    """Three to ten customers as bullets, most with what they said about it."""
    number = rng.randrange(3, 11)
    names = [entry.name for entry in rng.sample(clients.entries, number)]
    lines = [f"- {name}{rng.choice(REMARKS) if rng.random() < 0.9 else ''}" for name in names]
    return Decoy(_amid(lines, rng), "article with remarks", number)


def _amid(lines: list[str], rng: random.Random) -> str:
    parts = reported(rng, rng.randrange(180, 800), story)
    at = rng.randrange(1, len(parts) + 1)
    between = "\n\n" if rng.random() < 0.2 else "\n"
    said = [*parts[:at], introduced(rng), between.join(lines), *parts[at:]]
    return "\n\n".join(said)
