"""News that is about anything but a leak: real where there is some, else made of stock sentences."""

from __future__ import annotations

import json
import os
import random
from functools import cache
from pathlib import Path

STOCK = (
    "The company said on Monday that profits rose in the third quarter as demand for its services grew abroad.",
    "A spokesman declined to comment on how many of its 2,900 customers and 600,000 records were affected.",
    "Analysts had expected a smaller rise, and shares closed up two per cent in heavy trading.",
    "The council will meet again next week to discuss the budget, the mayor told reporters.",
    "Security researchers found that the attackers had entered through an account that was no longer in use.",
    "The new rules come into force in January and apply to every agency that keeps such records.",
    "She joined the firm in 2011 after ten years in public service and has led the department since.",
    "Residents complained about the noise, while the builders pointed to the permit they had been given.",
)


def story(rng: random.Random) -> str:
    """A few paragraphs of news: real where there is some, else made of stock sentences."""
    real = articles_of_papers()
    return rng.choice(real)[: rng.randrange(300, 2000)] if real else " ".join(rng.sample(STOCK, rng.randrange(3, 7)))


@cache
def articles_of_papers() -> tuple[str, ...]:
    """Real articles, none where there is no data."""
    folder = os.environ.get("LEAKSCAN_BENCH_DATA")
    if not folder:
        return ()
    with (Path(folder) / "d_news_bbc/bbc_dev.jsonl").open(encoding="utf-8") as file:
        return tuple(json.loads(line)["text"] for line in file)
