"""A flood of pages that are no leaks tells next to nothing; a leak among them is told."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import islice

import pytest

from leakscan.examine import examine_each
from leakscan.model import Document, Entry, Sighting, Watchlist
from leakscan.screening import compile_index
from leakscan.store import Kept, Step, Store
from tests.alerts.making import RULE
from tests.benchmarks.leakbench import articles, decoys, leaks, stories
from tests.benchmarks.leakbench.pools import pools
from tests.benchmarks.leakbench.renderings import RENDERINGS

STEP = 200  # pages of a step
OTHERS = {"agencies", "firms"}  # markets whose directories, posts and lists are among the pages


def stream(clients: Watchlist, rng: random.Random) -> Iterator[str]:
    """Pages as paste sites and forums have them: mostly chatter, some that name clients, a few lists of others."""
    markets = [pool for name, pool in sorted(pools().items()) if name in OTHERS]
    ours = pools()["agencies"]
    made: tuple[tuple[float, Callable[[], str]], ...] = (
        (300, lambda: decoys.forum_post(rng.choice(markets), rng).text),
        (200, lambda: decoys.web_page(rng.choice(markets), rng).text),
        (120, lambda: decoys.code(rng.choice(markets), rng).text),
        (100, lambda: decoys.log(rng.choice(markets), rng).text),
        (80, lambda: decoys.combo_list(rng.choice(markets), rng).text),
        (150, lambda: stories.story(rng)),
        (30, lambda: decoys.article(clients, rng).text),
        (10, lambda: decoys.enumeration(clients, rng).text),
        (4, lambda: articles.listing(clients, rng).text),
        (3, lambda: decoys.league_table(clients, ours, rng).text),
        (1.5, lambda: decoys.other_list(clients, ours, rng).text),
        (1.5, lambda: decoys.directory(rng.choice(markets), rng).text),
    )
    weights = [weight for weight, _ in made]
    while True:
        yield rng.choices(made, weights)[0][1]()


@pytest.mark.parametrize(
    "pages", [1_500, pytest.param(100_000, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])], ids=lambda n: f"{n}"
)
def test_benign_pages_raise_at_most_ten_alerts_and_a_leak_raises_one(store: Store, pages: int) -> None:
    rng = random.Random(pages)
    chosen = rng.sample(pools()["agencies"], 300)
    clients = Watchlist("acme", tuple(Entry(name, name) for name, _ in chosen))
    index = compile_index([clients])
    texts = enumerate(stream(clients, rng))
    named = 0
    while batch := list(islice(texts, min(STEP, pages))):
        documents = [
            Document(f"{n}\n{text}".encode(), Sighting("paste", url=f"https://p.example/{n}")) for n, text in batch
        ]
        kept = tuple(Kept(found.document, found.hits, text=found.text) for found in examine_each(documents, index))
        named += sum(bool(one.hits) for one in kept)
        store.commit_step(Step("paste", kept), rule=RULE)
        pages -= len(batch)
    alerts = [alert for alert, _ in store.alerts(10_000)]
    assert named > 10, "the pages name no client, so nothing was shown"
    assert len(alerts) <= 10, [(alert.kind, store.hit(alert.hit).hit.assessment.evidence) for alert in alerts[:3]]
    leak = leaks.leak(clients, 120, pools()["agencies"], rng, "csv", RENDERINGS["csv"]).text
    (found,) = examine_each([Document(leak.encode(), Sighting("paste", url="https://p.example/leak"))], index)
    store.commit_step(Step("paste", (Kept(found.document, found.hits, text=found.text),)), rule=RULE)
    assert len(store.alerts(10_000)) == len(alerts) + 1
