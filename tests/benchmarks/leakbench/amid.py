"""Leaks amid others' posts in a dump, beside the same posts without them and the leaks alone.

``python -m tests.benchmarks.leakbench.amid [NUMBER] [--from=SEED]`` prints what is found in so many dumps of each way
of writing, on the held-back half.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leakscan.assessment import assess, find_blocks, worth_blocks
from leakscan.extract import extract
from leakscan.model import Assessment, Document, Severity, Sighting, Watchlist
from leakscan.screening import Index, compile_index, screen
from tests.assessment.dumps import DUMPS
from tests.benchmarks.leakbench.corpus import Corpus, Sample, build

_SIZES = (3_000, 9_000, 20_000, 60_000, 200_000)
"""Characters of the other posts."""
_OF_CLIENTS = (0.0, 0.1, 0.5)
"""Share of the other posts that were made for the same watchlist: articles, adverts, lists of others."""
_FEWEST, _MOST = 5, 400
"""Rows of the leaks."""


@dataclass(frozen=True)
class Tried:
    """A leak that is high alone: how many rows, the way the dump is written, what it is there, and what without it."""

    rows: int
    way: str
    amid: Assessment
    without: Assessment


def tried(corpus: Corpus, number: int, seed: int) -> Iterator[Tried]:
    """So many dumps in each way of writing; leaks that are not high alone are passed over."""
    rng = random.Random(seed)
    names = [name for name in corpus.watchlists if name in corpus.held_back]
    indexes = {name: compile_index([corpus.watchlists[name]]) for name in names}
    for _ in range(number):
        name = rng.choice(names)
        clients, index = corpus.watchlists[name], indexes[name]
        leak, posts = _posts(corpus, name, rng)
        if _high(_assessed(leak.text, "a paste", clients, index)):
            at = rng.randrange(len(posts) + 1)
            for way, (path, write) in DUMPS.items():
                amid = _assessed(write([*posts[:at], leak.text, *posts[at:]]), path, clients, index)
                yield Tried(leak.rows, way, amid, _assessed(write(posts), path, clients, index))


def _posts(corpus: Corpus, name: str, rng: random.Random) -> tuple[Sample, Sequence[str]]:
    """A leak of a watchlist, and what others wrote."""
    held = [s for s in corpus.samples if s.held_back]
    leaks = [s for s in held if s.watchlist == name and s.kind == "leak" and _FEWEST <= s.rows <= _MOST]
    own = [s.text for s in held if s.watchlist == name and s.kind != "leak"]
    others = [s.text for s in held if s.watchlist is None and s.kind != "directory"]
    size, share, posts = rng.choice(_SIZES), rng.choice(_OF_CLIENTS), list[str]()
    while sum(map(len, posts)) < size:
        post = rng.choice(own if rng.random() < share else others)
        posts += [post] if len(post) <= size else []
    return rng.choice(leaks), posts


def _assessed(content: str, path: str, clients: Watchlist, index: Index) -> Assessment:
    text = extract(Document(content.encode(), Sighting(path=path))).text
    (matches,) = screen([text], index)
    return assess(matches, find_blocks(text, matches) if worth_blocks(matches, clients, text) else [], clients, text)


def _high(found: Assessment) -> bool:
    return found.severity.rank >= Severity.HIGH.rank


def lost(found: Sequence[Tried]) -> int:
    """How many leaks are not high in the dump."""
    return sum(not _high(one.amid) for one in found)


def alarms(found: Sequence[Tried]) -> int:
    """How many dumps without the leak are reported at medium or above."""
    return sum(one.without.severity.rank >= Severity.MEDIUM.rank for one in found)


def main(arguments: list[str]) -> None:
    """Print, for each way of writing, how many leaks are found and how many of the dumps without them alarm."""
    number = next((int(a) for a in arguments if a.isdigit()), 100)
    seed = next((int(a.removeprefix("--from=")) for a in arguments if a.startswith("--from=")), 20)
    found = list(tried(build(seed=seed, scale=0.2), number, seed))
    for way, dumps in Counter(one.way for one in found).items():
        some = [one for one in found if one.way == way]
        sys.stdout.write(f"{way}: {dumps - lost(some)} of {dumps} found, {alarms(some)} alarms without\n")
    for low, high in ((25, _MOST + 1), (8, 25), (_FEWEST, 8)):
        some = [one for one in found if low <= one.rows < high]
        sys.stdout.write(f"{low} to {high - 1} rows: {len(some) - lost(some)} of {len(some)} found\n")
    sys.stdout.write(f"all: {len(found) - lost(found)} of {len(found)} found, {alarms(found)} alarms without\n")


if __name__ == "__main__":
    main(sys.argv[1:])
