"""The corpus: watchlists, and documents labelled with what they are for which of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from leakscan.extract import extract
from leakscan.model import Document, Entry, Sighting, Watchlist
from tests.benchmarks.leakbench import articles, decoys, pages
from tests.benchmarks.leakbench.layouts import Layout, Table, layouts
from tests.benchmarks.leakbench.leaks import FEWEST_BARE, NAMES_ONLY, figures_of, leak
from tests.benchmarks.leakbench.pools import Pool, pools
from tests.benchmarks.leakbench.renderings import RENDERINGS, Rendering, Rows

SIZES = (3, 4, 5, 5, 6, 7, 8, 8, 10, 12, 16, 20, 25, 25, 40, 60, 120, 320)
LARGE = (1000, 3000)
_LENGTHS = (200, 500, 900, 1500, 3000)
"""Clients of the lists that are drawn from each market."""
FEWEST_IN_A_SENTENCE = 8
"""Fewer bare names in a sentence are a mention, whoever wrote it; that is told, and alarms nobody."""


@dataclass(frozen=True)
class Sample:
    """One document: its text, kind (``leak`` or a decoy's), rendering, rows, whether our figures stand in it,
    and the share of its rows that are no clients.

    ``watchlist`` is the list it was made for; None is a document that every list is tried on. ``contested`` ones are
    of the corpus of that name.
    """

    text: str
    kind: str
    shape: str
    rows: int
    figures: bool
    watchlist: str | None
    held_back: bool
    foreign: float = 0.0
    contested: bool = False


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
    known = drawn(seed)
    samples: list[Sample] = []
    for name, clients in known.watchlists.items():
        pool, held = pools()[known.markets[name]], name in known.held_back
        samples += _made_for(clients, pool, random.Random(f"{seed} {name}"), held, scale)
    for market, pool in pools().items():
        if market.startswith("vendor"):
            continue  # its list is no directory
        samples += _open(pool, random.Random(f"{seed} {market}"), scale)
    for index, decoy in enumerate(decoys.news()):
        if index % 10 < 10 * scale:
            samples.append(Sample(decoy.text, decoy.kind, "", 0, False, None, index % 3 == 2))
    return replace(known, samples=tuple(samples))


def drawn(seed: int) -> Corpus:
    """The watchlists alone; every third is held back."""
    lists = dict(_watchlists(random.Random(seed)))
    watchlists = {name: clients for name, (clients, _) in lists.items()}
    held_back = frozenset(name for index, name in enumerate(lists) if index % 3 == 2)
    return Corpus(watchlists, {name: market for name, (_, market) in lists.items()}, held_back, ())


def _watchlists(rng: random.Random) -> Iterator[tuple[str, tuple[Watchlist, str]]]:
    for index, (market, pool) in enumerate(pools().items()):
        sizes = [len(pool)] if market.startswith("vendor") else _LENGTHS
        source = pool
        if market.startswith("vendor"):
            market = "agencies"  # noqa: PLW2901  # what the vendor's customers are drawn from
        for size in sizes:
            chosen = rng.sample(source, min(size, len(source) // (1 if size == len(source) else 6)))
            yield f"{index} {market} {size}", (_watchlist(f"{index} {market} {size}", chosen, rng), market)


def _watchlist(name: str, chosen: list[tuple[str, str]], rng: random.Random) -> Watchlist:
    """Every second list knows figures; one client in thirty is publicly known."""
    numbered, public = rng.random() < 0.5, set(rng.sample(range(len(chosen)), max(6, len(chosen) // 30)))
    entries = tuple(
        Entry(key=f"{i}", name=n, figures=figures_of(rng) if numbered else {}, public=i in public, row=i + 2)
        for i, (n, _) in enumerate(chosen)
    )
    return Watchlist(name, entries, ("accounts", "searches", "seats") if numbered else ())


def _made_for(clients: Watchlist, pool: Pool, rng: random.Random, held: bool, scale: float) -> Iterator[Sample]:
    for size in (*SIZES, *LARGE):
        for shape, write in _shapes(size, held, rng, scale) if clients.figures or size >= FEWEST_BARE else ():
            made = leak(clients, size, pool, rng, shape, write)
            yield Sample(made.text, "leak", shape, made.rows, made.figures, clients.name, held, made.foreign)
    made_of: tuple[tuple[int, Callable[[], decoys.Decoy]], ...] = (
        (60, lambda: decoys.other_list(clients, pool, rng)),
        (30, lambda: decoys.league_table(clients, pool, rng)),
        (40, lambda: decoys.enumeration(clients, rng)),
        (40, lambda: decoys.article(clients, rng)),
        (30, lambda: articles.listing(clients, rng)),
        (25, lambda: articles.annotated(clients, rng)),
        (15, lambda: decoys.rival_list(clients, pool, rng)),
        (20, lambda: pages.press_release(clients, rng)),
        (20, lambda: pages.customers_page(clients, rng)),
        (15, lambda: pages.job_advert(clients, rng)),
        (20, lambda: pages.mail_thread(clients, rng)),
        (20, lambda: pages.attendees(clients, pool, rng)),
        (3, lambda: pages.register(clients, pool, rng)),
    )
    for number, make in made_of:
        for _ in range(max(1, round(number * scale))):
            decoy = make()
            yield Sample(decoy.text, decoy.kind, "", decoy.rows, False, clients.name, held)


def _shapes(size: int, held: bool, rng: random.Random, scale: float) -> Iterator[tuple[str, Rendering]]:
    """Renderings, and in the held-back half as many layouts of another author, which nothing was fitted on."""
    number = max(1, round((1 if size in LARGE else 3) * scale))
    few = size < FEWEST_BARE
    plain = [shape for shape in RENDERINGS if not (few and shape in NAMES_ONLY)]
    plain = [shape for shape in plain if shape != "sentence" or size >= FEWEST_IN_A_SENTENCE]
    yield from ((shape, RENDERINGS[shape]) for shape in rng.sample(plain, number))
    if held:
        named = [n for n, kind in layouts().items() if kind.whole or size >= FEWEST_IN_A_SENTENCE]
        yield from ((name, _laid_out(layouts()[name])) for name in rng.sample(named, number))


def _laid_out(kind: Layout) -> Rendering:
    def write(rows: Rows, columns: Sequence[str], name: int, rng: random.Random) -> str:
        table = Table(tuple(columns), tuple(tuple(map(str, row)) for row in rows), name)
        text = kind.write(table, rng)
        return (
            extract(Document(text.encode(), Sighting(path=f"x{kind.ending}"))).text if kind.ending == ".html" else text
        )

    return write


def _open(pool: Pool, rng: random.Random, scale: float) -> Iterator[Sample]:
    for make, number in (
        (decoys.directory, 120),
        (decoys.forum_post, 60),
        (decoys.web_page, 60),
        (decoys.code, 20),
        (decoys.log, 20),
        (decoys.combo_list, 40),
        (pages.tickers, 30),
    ):
        for index in range(max(1, round(number * scale))):
            decoy = make(pool, rng)
            yield Sample(decoy.text, decoy.kind, "", decoy.rows, False, None, index % 3 == 2)
