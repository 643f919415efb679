"""Marketing and rankings: a few well-known customers in a sentence, and a league table of agencies."""

from __future__ import annotations

from collections.abc import Iterator

from leakscan.demo.cast import Cast
from leakscan.demo.page import Dice, Page, Place


def make(cast: Cast, draw: Dice) -> Iterator[Page]:
    """Six "our customers include" texts and four rankings."""
    for number in range(6):
        ours, others = cast.some_clients(draw, draw.randint(1, 3)), cast.some_strangers(draw, 6)
        names = draw.sample([*ours, *others], len(ours) + len(others))
        product = draw.choice(("dispatch console", "evidence locker", "shift planner", "records portal"))
        text = (
            f"Press kit {number + 1}\n\nTrusted by professionals, our {product} saves hours a week. Our customers "
            f"include {', '.join(names[:-1])} and {names[-1]}. Ask for a demonstration today.\n"
        )
        yield Page("marketing text", f"{product} press kit {number + 1}", text, Place.PASTES, len(ours))
    for number in range(4):
        ours, others = cast.some_clients(draw, draw.randint(3, 6)), cast.some_strangers(draw, 20)
        names = draw.sample([*ours, *others], len(ours) + len(others))
        scores = sorted((draw.randint(200, 990) for _ in names), reverse=True)
        lines = [
            f"{at}. {name} {score / 10:.1f}" for at, (name, score) in enumerate(zip(names, scores, strict=True), 1)
        ]
        yield Page(
            "ranking",
            f"Best employers of the region, part {number + 1}",
            "\n".join(lines) + "\n",
            Place.PASTES,
            len(ours),
        )
