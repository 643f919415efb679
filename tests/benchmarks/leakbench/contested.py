"""Documents that are hard to tell: leaks with many foreign rows, and lists of others in markets where clients are many.

They are a corpus of their own, beside the other one and drawn from the same watchlists and halves: there hardly any
document is in doubt, so that it tells little about scores between .1 and .9.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

from leakscan.model import Watchlist
from tests.benchmarks.leakbench import decoys
from tests.benchmarks.leakbench.corpus import Corpus, Sample, drawn
from tests.benchmarks.leakbench.leaks import NAMES_ONLY, figures_of, leak
from tests.benchmarks.leakbench.pools import Pool, pools
from tests.benchmarks.leakbench.renderings import RENDERINGS

_SIZES = (5, 6, 7, 8, 8, 10, 12, 16, 20, 25, 25, 40, 60, 120)
_LEAKS, _RIVALS, _SLICES = 30, 15, 15
"""Documents for each watchlist."""
_FOREIGN = (0.2, 0.5)
"""Shares of a leak's rows that are no clients: all alike."""
_CLIENTS = (0.25, 0.6, 0.3)
"""Shares of another list's rows that are: the least, the most, and the most frequent. One in ten has more than half."""


def contested(seed: int = 20, scale: float = 1.0) -> Corpus:
    """The corpus; the same seed, scale and names give the same documents, for the watchlists that ``build`` makes.

    Args:
        seed: chance.
        scale: share of the documents to make for each watchlist.
    """
    known = drawn(seed)
    samples: list[Sample] = []
    for name, clients in known.watchlists.items():
        rng = random.Random(f"contested {seed} {name}")
        samples += _made_for(clients, pools()[known.markets[name]], rng, name in known.held_back, scale)
    return replace(known, samples=tuple(replace(sample, contested=True) for sample in samples))


def _made_for(clients: Watchlist, pool: Pool, rng: random.Random, held: bool, scale: float) -> Iterator[Sample]:
    for _ in range(max(1, round(_LEAKS * scale))):
        shape = rng.choice([shape for shape in RENDERINGS if shape not in NAMES_ONLY or rng.random() < 0.5])
        one = leak(clients, rng.choice(_SIZES), pool, rng, shape, RENDERINGS[shape], rng.uniform(*_FOREIGN))
        yield Sample(one.text, "leak", shape, one.rows, one.figures, clients.name, held, one.foreign)
    made: tuple[tuple[int, Callable[[], decoys.Decoy]], ...] = (
        (_RIVALS, lambda: _rival(clients, pool, rng)),
        (_SLICES, lambda: _slice(clients, pool, rng)),
    )
    for number, make in made:
        for _ in range(max(1, round(number * scale))):
            decoy = make()
            yield Sample(decoy.text, decoy.kind, "", decoy.rows, False, clients.name, held)


def _rival(clients: Watchlist, pool: Pool, rng: random.Random) -> decoys.Decoy:
    """A rival's list in a market of few firms: a quarter to three fifths of its clients are ours as well."""
    columns = ["name", *rng.sample(["accounts", "searches", "seats"], rng.randrange(3))]
    names = decoys.shared(clients, pool, rng.choice(_SIZES), rng.triangular(*_CLIENTS), rng)
    rows = [[name, *(int(figures_of(rng)[c]) for c in columns[1:])] for name in names]
    text = RENDERINGS[rng.choice(list(RENDERINGS))](rows, columns, 0, rng)
    return decoys.Decoy(text, "rival in a small market", len(rows))


def _slice(clients: Watchlist, pool: Pool, rng: random.Random) -> decoys.Decoy:
    """The part of a directory for a region in which a quarter to three fifths of all are clients."""
    region = rng.choice(pool)[1]
    names = decoys.shared(clients, pool, rng.choice(_SIZES), rng.triangular(*_CLIENTS), rng)
    decoy = decoys.listing([(name, region) for name in names], rng)
    return decoys.Decoy(decoy.text, "directory of a strong region", decoy.rows)
