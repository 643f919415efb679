"""Public directories: one holds every client among five times as many others, one is a slice of it by letter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from leakscan.demo.cast import Cast, place, state
from leakscan.demo.page import Dice, Page, Place


def make(cast: Cast, draw: Dice) -> Iterator[Page]:
    """The whole register as CSV, its letter B as a plain list, and a forum member's excerpt as a table."""
    clients = {entry.name for entry in cast.clients}
    register = sorted([*clients, *cast.some_strangers(draw, 5 * len(clients) + 200)])
    yield Page(
        "public directory",
        "Register of institutions 2020 full export",
        _as_csv(register, draw),
        Place.PASTES,
        len(clients),
    )
    by_letter = [name for name in register if name.startswith("B")]
    yield Page(
        "public directory",
        "Institutions, letter B",
        "\n".join(by_letter) + "\n",
        Place.PASTES,
        _count(by_letter, clients),
    )
    excerpt = draw.sample(register, 60)
    lines = ["| Institution | Budget (k) | Staff |", "|---|---|---|"]
    lines += [f"| {name} | {draw.randint(90, 90_000)} | {draw.randint(3, 2500)} |" for name in excerpt]
    text = (
        "Pulled this from the public register, in case it is of use for the map project:\n\n" + "\n".join(lines) + "\n"
    )
    yield Page("public directory", "Mapping project: data sources", text, Place.FORUM, _count(excerpt, clients))


def _as_csv(names: Sequence[str], draw: Dice) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("institution", "town", "state", "staff", "phone"))
    for name in names:
        phone = f"555-01{draw.randint(0, 99):02d}"
        writer.writerow((name, place(draw), state(draw), draw.randint(2, 4000), phone))
    return text.getvalue()


def _count(names: Sequence[str], clients: set[str]) -> int:
    return sum(name in clients for name in names)
