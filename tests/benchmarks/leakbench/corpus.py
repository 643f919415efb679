"""The corpus: watchlists, and documents labelled with what they are for which of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from leakscan.model import Entry, Watchlist
from tests.benchmarks.leakbench import articles, decoys
from tests.benchmarks.leakbench.leaks import figures_of, leak
from tests.benchmarks.leakbench.pools import Pool, pools
from tests.benchmarks.leakbench.renderings import RENDERINGS

SIZES = (5, 6, 8, 8, 12, 16, 25, 25, 60, 120, 320)


@dataclass(frozen=True)
class Sample:
    """One document: its text, kind (``leak`` or a decoy's), rendering, rows, whether our figures stand in it,
    and the share of its rows that are no clients.

    ``watchlist`` is the list it was made for; None is a document that every list is tried on.
    """

    text: str
    kind: str
    shape: str
    rows: int
    figures: bool
    watchlist: str | None
    held_back: bool
    foreign: float = 0.0


@dataclass(frozen=True)
class Corpus:
    """Watchlists, the market that each was drawn from, the names of those held back, and the documents."""

    watchlists: dict[str, Watchlist]
    markets: dict[str, str]
    held_back: frozenset[str]
    samples: tuple[Sample, ...]


def build(seed: int = 20, scale: float = 1.0) -> Corpus:
    """Make the corpus; the same seed, scale and names give the same documents.

    Args:
        seed: chance.
        scale: share of the documents to make for each watchlist, 1.0 for the whole corpus.
    """
    rng = random.Random(seed)
    lists = dict(_watchlists(rng))
    held_back = frozenset(name for index, name in enumerate(lists) if index % 3 == 2)
    samples: list[Sample] = []
    for name, (clients, market) in lists.items():
        samples += _made_for(clients, pools()[market], random.Random(f"{seed} {name}"), name in held_back, scale)
    for market, pool in pools().items():
        if market.startswith("vendor"):
            continue  # its list is no directory
        samples += _open(pool, random.Random(f"{seed} {market}"), scale)
    for index, decoy in enumerate(decoys.news()):
        if index % 10 < 10 * scale:
            samples.append(Sample(decoy.text, decoy.kind, "", 0, False, None, index % 3 == 2))
    watchlists = {name: clients for name, (clients, _) in lists.items()}
    return Corpus(watchlists, {name: market for name, (_, market) in lists.items()}, held_back, tuple(samples))


def _watchlists(rng: random.Random) -> Iterator[tuple[str, tuple[Watchlist, str]]]:
    for index, (market, pool) in enumerate(pools().items()):
        sizes = [len(pool)] if market.startswith("vendor") else [300, 2500, 900] if index % 2 else [500, 1500]
        source = pool
        if market.startswith("vendor"):
            market = "agencies"  # noqa: PLW2901  # what the vendor's customers are drawn from
        for size in sizes:
            chosen = rng.sample(source, min(size, len(source) // (1 if size == len(source) else 6)))
            yield f"{index} {market} {size}", (_watchlist(f"{index} {market} {size}", chosen, rng), market)


def _watchlist(name: str, chosen: list[tuple[str, str]], rng: random.Random) -> Watchlist:
    numbered = rng.random() < 0.5
    entries = tuple(
        Entry(key=f"{i}", name=n, figures=figures_of(rng) if numbered else {}, row=i + 2)
        for i, (n, _) in enumerate(chosen)
    )
    return Watchlist(name, entries, ("accounts", "searches", "seats") if numbered else ())


def _made_for(clients: Watchlist, pool: Pool, rng: random.Random, held: bool, scale: float) -> Iterator[Sample]:
    for size in SIZES:
        for shape in rng.sample(list(RENDERINGS), max(1, round(7 * scale))):
            made = leak(clients, size, pool, rng, shape)
            yield Sample(made.text, "leak", shape, made.rows, made.figures, clients.name, held, made.foreign)
    made_of: tuple[tuple[int, Callable[[], decoys.Decoy]], ...] = (
        (30, lambda: decoys.other_list(clients, pool, rng)),
        (12, lambda: decoys.league_table(clients, pool, rng)),
        (25, lambda: decoys.enumeration(clients, rng)),
        (15, lambda: decoys.article(clients, rng)),
        (15, lambda: articles.listing(clients, rng)),
        (10, lambda: articles.annotated(clients, rng)),
        (8, lambda: decoys.rival_list(clients, pool, rng)),
    )
    for number, make in made_of:
        for _ in range(max(1, round(number * scale))):
            decoy = make()
            yield Sample(decoy.text, decoy.kind, "", decoy.rows, False, clients.name, held)


def _open(pool: Pool, rng: random.Random, scale: float) -> Iterator[Sample]:
    for make, number in (
        (decoys.directory, 36),
        (decoys.forum_post, 12),
        (decoys.web_page, 12),
        (decoys.code, 4),
        (decoys.log, 4),
        (decoys.combo_list, 6),
    ):
        for index in range(max(1, round(number * scale))):
            decoy = make(pool, rng)
            yield Sample(decoy.text, decoy.kind, "", decoy.rows, False, None, index % 3 == 2)
