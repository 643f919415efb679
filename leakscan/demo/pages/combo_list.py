"""Combo lists: logins of strangers by the hundred, as paste sites see daily."""

from __future__ import annotations

from collections.abc import Iterator

from leakscan.demo.cast import Cast, place
from leakscan.demo.page import Dice, Page, Place
from leakscan.demo.vocabulary import FIRST, LAST

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789!_"


def make(_cast: Cast, draw: Dice) -> Iterator[Page]:
    """Twenty-eight lists in the usual shapes; none holds a client's address."""
    for number in range(28):
        shape = ("{mail}:{word}", "{mail};{word}", "{mail}\t{word}", "https://login.{site}/:{mail}:{word}")[number % 4]
        site = f"{place(draw).lower()}.example.net"
        lines = [
            shape.format(mail=_address(draw), word=_password(draw), site=site) for _ in range(draw.randint(60, 240))
        ]
        title = f"{draw.randint(1, 90)}k {draw.choice(('fresh', 'hq', 'private', 'mixed'))} combo #{number + 1}"
        yield Page("combo list", title, "\n".join(lines) + "\n", Place.PASTES)


def _address(draw: Dice) -> str:
    name = draw.choice(FIRST).lower() + draw.choice(("", ".", "_")) + draw.choice(LAST).lower()
    return (
        f"{name}{draw.randint(1, 99)}@{draw.choice(('example.com', 'example.net', 'example.org', 'mail.example.net'))}"
    )


def _password(draw: Dice) -> str:
    return "".join(draw.choice(_LETTERS) for _ in range(draw.randint(6, 14)))
