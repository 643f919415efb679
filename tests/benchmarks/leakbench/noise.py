"""How leaks write names: case, abbreviations, dropped legal forms, slips of the keyboard."""

from __future__ import annotations

import random
import re

_SHORTER = (
    ("Police Department", "PD"),
    ("Police Department", "Police Dept."),
    ("Department", "Dept"),
    ("Sheriff's Office", "SO"),
    ("Sheriff's Office", "Sheriffs Office"),
    ("University", "Univ."),
    ("Corporation", "Corp"),
    ("Company", "Co"),
    ("Limited", "Ltd"),
    ("International", "Intl"),
    (" and ", " & "),
)
_LEGAL = re.compile(
    r",?\s+(?:inc\.?|ltd\.?|llc|corp\.?|corporation|gmbh|limited|plc|co\.?,? ?(?:ltd\.?)?|s\.?a\.?|l\.?p\.?|ag)$",
    re.IGNORECASE,
)


def garbled(name: str, rng: random.Random, level: float) -> str:
    """The name as it is, or with one change at a probability of ``level``."""
    if rng.random() >= level:
        return name
    kind = rng.random()
    if kind < 0.25:
        return name.upper() if rng.random() < 0.6 else name.lower()
    if kind < 0.5:
        usual = [pair for pair in _SHORTER if pair[0] in name]
        return name.replace(*rng.choice(usual), 1) if usual else name.title()
    if kind < 0.7:
        return _LEGAL.sub("", name)
    if kind < 0.9 and len(name) > 9:
        return _slip(name, rng)
    return re.sub(r"[,.']", "", name)


def _slip(name: str, rng: random.Random) -> str:
    at, kind = rng.randrange(4, len(name) - 1), rng.random()
    if kind < 0.4:
        return name[:at] + name[at + 1 :]
    if kind < 0.7:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + rng.choice("aeiourstn") + name[at:]
