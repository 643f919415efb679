"""Somebody else's client list, really leaked, that shares a few clients with ours: not our leak."""

from __future__ import annotations

from collections.abc import Iterator

from leakscan.demo.cast import Cast, state
from leakscan.demo.page import Dice, Page, Place

_LISTS = (
    ("bodycam vendor customers dump", "customer,licences,renewal,state", 180, 14, Place.PASTES),
    ("parking app accounts", "account;seats;plan;state", 75, 9, Place.PASTES),
    ("Records software firm breached, sample inside", "client,seats,since,state", 24, 4, Place.FORUM),
)


def make(cast: Cast, draw: Dice) -> Iterator[Page]:
    """Three lists of 24 to 180 rows, five to fifteen in a hundred of them our clients."""
    for title, header, rows, shared, place in _LISTS:
        cut = ";" if ";" in header else ","
        names = [*cast.some_clients(draw, shared), *cast.some_strangers(draw, rows - shared)]
        draw.shuffle(names)
        lines = [header, *(_row(name, cut, draw) for name in names)]
        text = "\n".join(lines) + "\n"
        if place is Place.FORUM:
            text = f"Not mine, found on another board. First rows:\n\n```\n{text}```\n"
        yield Page("somebody else's client list", title, text, place, shared)


def _row(name: str, cut: str, draw: Dice) -> str:
    seats = int(draw.paretovariate(0.8) * 3)
    return cut.join((name, str(seats), draw.choice(("basic", "pro", "2021-03-01", "2020-11-30")), state(draw)))
