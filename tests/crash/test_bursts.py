"""A list that shows less than was written since the last visit: what fell out of it is always told as a gap."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from leakscan.model import Health
from leakscan.store import open_store
from tests.crash.crawling import crawl
from tests.crawl.feeds import feed, pastes
from tests.crawl.site import Site, serving
from tests.crawl.workspace import workspace

WINDOW = 10
slow = pytest.mark.slow


def listed(spider: str, newest: int) -> dict[str, Any]:
    """What the site shows: the last ten of all that was written."""
    shown = range(max(0, newest - WINDOW), newest)
    return dict(pastes(*shown)) if spider == "pastebin" else {"/": feed(*[f"{n}" for n in reversed(shown)])}


@pytest.mark.parametrize("spider", ["pastebin", "rss"])
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=slow) for seed in range(1, 10))])
def test_every_burst_that_overflows_the_window_is_told(spider: str, seed: int, tmp_path: Path) -> None:
    dice, newest = random.Random(seed), 5
    with serving(Site(listed(spider, newest))) as site:
        folder = workspace(tmp_path / "w", ("it", spider, site.url))
        assert crawl(folder)[0] == 0
        for _ in range(5):
            burst = dice.choice([1, 3, WINDOW - 1, WINDOW + 1, WINDOW + 7, 40])
            newest += burst
            site.pages = listed(spider, newest)
            status, _ = crawl(folder)
            with open_store(folder / "leakscan.db") as store:
                visit = store.last_visits()["it"]
            assert (visit.gap is not None) == (burst > WINDOW), (burst, visit)
            whole = visit.gap is None and visit.health is Health.OK  # one entry after bursts may be called too little
            assert status == (0 if whole else 3), (burst, visit)
