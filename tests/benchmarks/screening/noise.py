"""How names are garbled in leaks, one function a kind; each gives None where it does not apply."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_LOOKS = dict(zip("aeopcxyi", "аеорсхуі", strict=True))
_LEET = dict(zip("aeiost", "431057", strict=True))
_SHORT = (
    ("Police Department", "PD"),
    ("Police Department", "Police Dept."),
    ("Sheriff's Office", "SO"),
    ("Fire Department", "FD"),
    ("University", "Univ"),
    ("County", "Cnty"),
    ("International", "Intl"),
    (" and ", " & "),
)
_LEGAL = re.compile(r",? (?:inc|llc|ltd|gmbh|s\.a\.|plc|ag|corp|co)\.?$", re.IGNORECASE)


def case(name: str, chance: random.Random) -> str:
    """All capitals or none."""
    return chance.choice((name.upper(), name.lower()))


def short(name: str, chance: random.Random) -> str | None:
    """A usual abbreviation."""
    fitting = [(long, brief) for long, brief in _SHORT if long in name]
    return name.replace(*chance.choice(fitting)) if fitting else None


def legal(name: str, chance: random.Random) -> str | None:
    """Without the legal form."""
    bare = _LEGAL.sub("", name)
    return bare if bare != name and len(bare) > 4 else None


def edit(name: str, chance: random.Random) -> str | None:
    """One letter in a word of six or more changed, dropped, doubled or swapped, never the first."""
    words = list(re.finditer(r"[A-Za-z]{6,}", name))
    if not words:
        return None
    word = chance.choice(words)
    at = chance.randrange(word.start() + 1, word.end() - 1)
    done: Callable[[], str] = chance.choice(
        (
            lambda: name[:at] + chance.choice("bcdfghklmnprstvw") + name[at + 1 :],
            lambda: name[:at] + name[at + 1 :],
            lambda: name[:at] + name[at] + name[at:],
            lambda: name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        )
    )
    return done()


def anywhere(name: str, chance: random.Random) -> str | None:
    """One letter of a word of five and more, the first included, or two of a word of ten and more."""
    words = list(re.finditer(r"[A-Za-z]{5,}", name))
    if not words:
        return None
    word = chance.choice(words)
    for _ in range(1 + (len(word[0]) >= 10 and chance.random() < 0.5)):
        at = chance.randrange(word.start(), word.end() - 1)
        name = name[:at] + chance.choice("bcdfghklmnprstvw") + name[at + 1 :]
    return name


def broken(name: str, chance: random.Random) -> str | None:
    """A word cut by a hyphen at the end of a line."""
    words = list(re.finditer(r"[A-Za-z]{7,}", name))
    if not words:
        return None
    word = chance.choice(words)
    at = chance.randrange(word.start() + 3, word.end() - 2)
    return f"{name[:at]}-\n{name[at:]}"


def homoglyph(name: str, chance: random.Random) -> str | None:
    """Up to three letters of another alphabet that look the same."""
    return _swap(name, _LOOKS, chance)


def leet(name: str, chance: random.Random) -> str | None:
    """Up to three letters as digits."""
    return _swap(name, _LEET, chance)


def split(name: str, chance: random.Random) -> str | None:
    """A hyphen or an underscore for every space."""
    return name.replace(" ", chance.choice("-_")) if " " in name else None


def joined(name: str, chance: random.Random) -> str | None:
    """One space lost."""
    places = [place for place, char in enumerate(name) if char == " "]
    if not places:
        return None
    at = chance.choice(places)
    return name[:at] + name[at + 1 :]


def _swap(name: str, table: dict[str, str], chance: random.Random) -> str | None:
    places = [place for place, char in enumerate(name) if char in table]
    for place in chance.sample(places, min(len(places), 3)):
        name = name[:place] + table[name[place]] + name[place + 1 :]
    return name if places else None


KINDS = (case, short, legal, edit, anywhere, broken, homoglyph, leet, split, joined)
