"""Forum threads about nothing in particular; now and then somebody works at, or is annoyed by, one of the clients."""

from __future__ import annotations

from collections.abc import Iterator

from leakscan.demo.cast import Cast, person, place
from leakscan.demo.page import Dice, Page, Place

_TOPICS = (
    "Which VPN still works in {town}?", "Looking for a partner for a web shop", "Old thinkpad, worth repairing?",
    "Weird SMS from a delivery company", "Moving to {town}, any advice", "Scraper gets 403 since the weekend",
    "Best budget router in 2020", "Is this invoice a scam?", "Selling camera gear, {town} area",
    "Learning SQL, where to start", "Anyone else got the survey by mail?", "Night shift thread", "Crypto tax question",
    "Self-hosted photo gallery",
)  # fmt: skip
_POSTS = (
    "Same here since {n} days. Turning it off and on again did nothing, I'll call them tomorrow.",
    "I paid {n}0 for mine, second hand, and it has run ever since. Just check the battery first.",
    "Don't. My cousin {who} did that and it took {n} weeks to get the money back.",
    "Try it with a different user agent, and slow down: {n} requests a minute is plenty.",
    "lol no",
    "Has anybody tried the new version? The changelog lists {n} fixes, none of them mine.",
    "Bump. Still looking, can pick up around {town}.",
    "My advice: write it down, wait {n} days, then decide.",
    "I wrote a small script for this, about {n} lines, ask me in private.",
    "Thanks, that was it. Closing the thread.",
)
_NAMING = (
    "I used to work at {org} and we had exactly the same problem with the printers.",
    "Got stopped by {org} last week, for a broken tail light. Friendly enough.",
    "Ordered from {org} twice, both parcels came late. Never again.",
    "Applied at {org} in March, have not heard back. Is {org2} any better?",
)


def make(cast: Cast, draw: Dice) -> Iterator[Page]:
    """Forty-two threads of one to seven posts."""
    for number in range(42):
        title = f"{draw.choice(_TOPICS).format(town=place(draw))} [{number + 1}]"
        for _ in range(draw.randint(1, 7)):
            yield _post(cast, draw, title)


def _post(cast: Cast, draw: Dice, title: str) -> Page:
    named = cast.some_clients(draw, 2) if draw.random() < 0.15 else []
    said = [remark(draw) for _ in range(draw.randint(1, 3))]
    if named:
        said.insert(draw.randint(0, len(said)), draw.choice(_NAMING).format(org=named[0], org2=named[1]))
    text = " ".join(said)
    return Page("forum post", title, text + "\n", Place.FORUM, sum(name in text for name in named))


def remark(draw: Dice) -> str:
    """Something that people say in a thread."""
    return draw.choice(_POSTS).format(n=draw.randint(2, 60), who=person(draw), town=place(draw))
