"""What is no leak: directories, other vendors' customers, articles about a leak, news, logs, code, combo lists."""

from __future__ import annotations

import random
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from leakscan.model import Watchlist
from tests.benchmarks.leakbench.acceptance.tables import vendors
from tests.benchmarks.leakbench.decoys import news
from tests.benchmarks.leakbench.layouts import Table, layouts
from tests.benchmarks.leakbench.pools import Pool

_SAID = (
    "{} told this newspaper that it had only tested the product for a few weeks.",
    "A spokeswoman for {} said the contract had ended in 2019.",
    "The file shows {number:,} searches by {}, more than by any other customer in the state.",
    "Documents obtained under the records law show that {} paid ${number:,} a year.",
    "Officers at {} had {few} accounts, according to the log.",
    "{} did not reply to a request for comment.",
    "Among those who used it most was {}, with {number:,} queries.",
)
_ABOUT = (
    "The company confirmed that an intruder had gained access to its entire list of customers.",
    "In all, {many:,} organisations in 27 countries appear in the data, which reporters were able to read.",
    "Security flaws are part of life in this century, its lawyer said.",
    "The breach did not reach the servers, the company added, and there was no compromise of its network.",
    "Lawmakers asked for the number of accounts of every agency; they were given a total of {more:,} searches.",
    "Critics called for a ban. Others pointed out that the product had helped to solve cases.",
    "It was the second incident within a year at a firm that sells to public bodies.",
)
_LISTED = ("The customers named in the documents include:", "Who used it:", "What they said", "")


@dataclass(frozen=True)
class Decoy:
    """A file: its text, ending and kind."""

    text: str
    ending: str
    kind: str


def article(clients: Watchlist, rng: random.Random) -> Decoy:
    """A report that names three to six customers: in sentences of their own, in one, or as a short list."""
    names = [entry.name for entry in rng.sample(clients.entries, rng.randrange(3, 7))]
    said = [rng.choice(_SAID).format(name, number=rng.randrange(20, 9000), few=rng.randrange(2, 90)) for name in names]
    about = [part.format(many=rng.randrange(900, 4000), more=rng.randrange(10**5, 10**6)) for part in _ABOUT]
    kind = rng.random()
    if kind < 0.3:
        said = [f"The list, which includes {', '.join(names[:-1])} and {names[-1]}, was first reported on Thursday."]
    elif kind < 0.5:
        bullet = rng.choice(["- ", "• ", "* ", ""])
        said = [rng.choice(_LISTED), "\n".join(bullet + name for name in names)]
    parts = [*rng.sample(about, rng.randrange(3, len(about) + 1)), *([_story(rng)] if rng.random() < 0.5 else [])]
    at = rng.randrange(len(parts))
    parts[at:at] = said
    if rng.random() < 0.3:
        body = "\n".join(f"<p>{part}</p>" for part in parts)
        return Decoy(
            f"<html><head><title>News</title></head><body><article>{body}</article></body></html>", ".html", "article"
        )
    return Decoy("\n\n".join(parts), ".txt", "article")


def directory(pool: Pool, rng: random.Random) -> Decoy:
    """A public directory: a large part of it, a region, an alphabetical stretch or a sample, in any layout."""
    kind = rng.random()
    if kind < 0.15:
        chosen = rng.sample(pool, min(len(pool), 4000))
    elif kind < 0.55:
        region = rng.choice(pool)[1]
        chosen = [entry for entry in pool if entry[1] == region][: rng.choice([60, 300, 1500])]
        if len(chosen) < 12:
            chosen = rng.sample(pool, 40)
    elif kind < 0.8:
        chosen = rng.sample(pool, rng.choice([15, 40, 120, 500]))
    else:
        ordered, size = sorted(pool), rng.choice([25, 80, 300])
        start = rng.randrange(len(ordered) - size)
        chosen = ordered[start : start + size]
    if rng.random() < 0.6:
        chosen = sorted(chosen)
    return Decoy(*_written([(name, region) for name, region in chosen], "region", rng), "directory")


def other_vendor(clients: Watchlist, rng: random.Random) -> Decoy | None:
    """The published customers of another vendor, all or some; whoever shares most customers with ours left out.

    A list of which most rows are our clients is what an owner wants to hear about.
    """
    ours = {entry.name for entry in clients.entries}
    name = rng.choice([name for name in vendors() if name != clients.name])
    rows = list(vendors()[name])
    if sum(row in ours for row in rows) > 0.5 * len(rows):
        return None
    chosen = rng.sample(rows, min(len(rows), rng.choice([15, 30, 100, 600])))
    return Decoy(
        *_written([(row, rng.choice(["drones", "cameras", "sensors"])) for row in chosen], "product", rng),
        "other vendor",
    )


def league(clients: Watchlist, pool: Pool, rng: random.Random) -> Decoy:
    """A ranking of organisations of the market, a few of ours among them."""
    size = rng.choice([10, 20, 25, 50, 100])
    ours = rng.sample(clients.entries, min(len(clients), int(size * rng.uniform(0, 0.35))))
    names = [entry.name for entry in ours] + [name for name, _ in rng.sample(pool, size - len(ours))]
    rng.shuffle(names)
    return Decoy(*_written([(name, f"{90 - at * 0.7:.1f}") for at, name in enumerate(names)], "points", rng), "league")


def anywhere(rng: random.Random) -> Iterator[Decoy]:
    """News, logs and the source code of a language's library."""
    for decoy in news():
        yield Decoy(decoy.text, ".txt", decoy.kind)
    library = sorted(Path(sysconfig.get_path("stdlib")).glob("*.py"))
    for path in rng.sample(library, min(150, len(library))):
        yield Decoy(path.read_text(encoding="utf-8", errors="replace")[:60_000], ".py", "code")


def combos(pool: Pool, rng: random.Random) -> Decoy:
    """Addresses and passwords, some at domains like names of the market."""
    names = [name for name, _ in rng.sample(pool, 80)]
    sign = rng.choice([":", ";", "|", "\t"])
    lines = [
        f"{rng.choice(['kim', 'lee', 'ana'])}{rng.randrange(99)}@{_letters(name)[:16]}.example"
        f"{sign}{rng.choice(['Winter', 'hunter', 'letmein'])}{rng.randrange(99)}"
        for name in names
    ]
    return Decoy("\n".join(lines), ".txt", "combo list")


def _written(rows: list[tuple[str, str]], beside: str, rng: random.Random) -> tuple[str, str]:
    layout = rng.choice(list(layouts().values()))
    table = Table(("name", beside), tuple(rows), 0)
    if rng.random() < 0.3:
        table = Table(("name",), tuple((name,) for name, _ in rows), 0)
    return layout.write(table, rng), layout.ending


@cache
def _stories() -> tuple[str, ...]:
    return tuple(decoy.text for decoy in news() if decoy.kind == "news")


def _story(rng: random.Random) -> str:
    return rng.choice(_stories())[: rng.randrange(200, 1500)]


def _letters(said: str) -> str:
    return "".join(filter(str.isalpha, said.lower()))
