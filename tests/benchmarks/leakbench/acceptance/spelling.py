"""How people write the names of organisations: a habit for a whole document, slips for single rows.

Written from what style guides, registers and lists in the open show, apart from ``noise`` and from the screening's own
tables of abbreviations.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Habit = Callable[[str, random.Random], str]

_BODIES: dict[str, Sequence[str]] = {
    r"\bPolice Department\b": ("PD", "P.D.", "Police Dept", "Police Dept.", "Police", "Pol. Dept."),
    r"\bSheriff'?s? (?:Office|Department)\b": (
        "SO",
        "S.O.",
        "Sheriff",
        "Sheriffs Office",
        "Sheriff Office",
        "Sheriffs Dept",
    ),
    r"\bFire Department\b": ("FD", "Fire Dept", "Fire Dept."),
    r"\bDepartment\b": ("Dept", "Dept."),
    r"\bCounty\b": ("Co", "Co.", "Cty"),
    r"\bUniversity\b": ("Univ", "Univ.", "U."),
    r"\bInternational\b": ("Intl", "Int'l", "Intl."),
    r"\bCorporation\b": ("Corp", "Corp."),
    r"\bIncorporated\b": ("Inc", "Inc."),
    r"\bLimited\b": ("Ltd", "Ltd."),
    r"\bCompany\b": ("Co", "Co."),
    r"\bAssociation\b": ("Assn", "Assoc."),
    r"\bManufacturing\b": ("Mfg", "Mfg."),
    r"\bTechnolog(?:y|ies)\b": ("Tech", "Tech."),
    r"\bServices\b": ("Svcs", "Svc"),
    r"\bSystems\b": ("Sys", "Systems"),
    r"\bGroup\b": ("Grp", "Group"),
    r"\bHoldings?\b": ("Hldgs", "Hldg"),
    r"\bDistrict\b": ("Dist", "Dist."),
    r"\bSaint\b": ("St", "St."),
    r"\bFort\b": ("Ft", "Ft."),
    r"\bMount\b": ("Mt", "Mt."),
    r"\bNorth\b": ("N", "N."),
    r"\bSouth\b": ("S", "S."),
    r"\band\b": ("&",),
}
_FORM = re.compile(
    r"[, ]+(?:inc|incorporated|ltd|limited|llc|l\.l\.c|corp|corporation|gmbh|plc|co|company|s\.?a|s\.?p\.?a|ag|n\.?v|"
    r"b\.?v|a/?s|ab|oyj?|kg|l\.?p|pty ltd|co\.?,? ltd|sarl|s\.?r\.?l)\.?$",
    re.IGNORECASE,
)
_STATES = ("CA", "TX", "NY", "FL", "OH", "IL")


def as_it_is(name: str, rng: random.Random) -> str:
    """The name of the list."""
    return name


def shortened(name: str, rng: random.Random) -> str:
    """Every usual abbreviation that there is."""
    for pattern, shorter in _BODIES.items():
        name = re.sub(pattern, rng.choice(shorter), name)
    return name


def shortened_once(name: str, rng: random.Random) -> str:
    """One word abbreviated."""
    usual = [pattern for pattern in _BODIES if re.search(pattern, name)]
    if not usual:
        return name
    pattern = rng.choice(usual)
    return re.sub(pattern, rng.choice(_BODIES[pattern]), name, count=1)


def bare(name: str, rng: random.Random) -> str:
    """Without its legal form."""
    return _FORM.sub("", name).strip(" ,") or name


def capitals(name: str, rng: random.Random) -> str:
    """All in capitals, as old systems print."""
    return name.upper()


def small(name: str, rng: random.Random) -> str:
    """All in small letters."""
    return name.lower()


def turned(name: str, rng: random.Random) -> str:
    """The distinctive part first or last: ``Police, Toronto``, ``Toronto, City of``."""
    body = re.search(r"^(.{3,}?) (Police Department|Sheriff'?s Office|Fire Department|Police|University)$", name)
    if body:
        return rng.choice(["{1}, {0}", "{1} - {0}", "{1} of {0}"]).format(*body.groups())
    named = re.match(r"(University|City|County|Town|Village|Bank|Department) of (.+)$", name)
    return f"{named[2]}, {named[1]} of" if named else name


def with_state(name: str, rng: random.Random) -> str:
    """A state behind or before it."""
    state = rng.choice(_STATES)
    return rng.choice([f"{name}, {state}", f"{name} ({state})", f"{name} {state}", f"{state} - {name}"])


def plain_letters(name: str, rng: random.Random) -> str:
    """Without accents and signs."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[.,'’()]", "", letters) if len(letters) >= 0.8 * len(name) else name


def mojibake(name: str, rng: random.Random) -> str:
    """Read in the wrong encoding."""
    return name.encode("utf-8").decode("latin-1")


def hyphenated(name: str, rng: random.Random) -> str:
    """As in an address of a page."""
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")


def slipped(name: str, rng: random.Random) -> str:
    """One slip of the keyboard in a long word."""
    words = list(re.finditer(r"[A-Za-z]{5,}", name))
    if not words:
        return name
    word = rng.choice(words)
    at = rng.randrange(word.start() + 1, word.end() - 1)
    return rng.choice(
        [
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            name[:at] + rng.choice("etaoinsrhl") + name[at + 1 :],
        ]
    )


HABITS: dict[str, Habit] = {
    "as it is": as_it_is,
    "shortened": shortened,
    "shortened once": shortened_once,
    "bare": bare,
    "capitals": capitals,
    "small": small,
    "turned": turned,
    "with a state": with_state,
    "plain letters": plain_letters,
    "mojibake": mojibake,
    "hyphenated": hyphenated,
}
_OFTEN = (6, 3, 4, 3, 3, 1, 1, 2, 2, 0.3, 0.3)


@dataclass(frozen=True)
class Hand:
    """Who wrote a document: a habit, another one for some rows, and how often a slip happens."""

    habit: str
    other: str
    mixed: float
    slips: float

    def write(self, name: str, rng: random.Random) -> str:
        """The name in this hand."""
        said = HABITS[self.other if rng.random() < self.mixed else self.habit](name, rng)
        return slipped(said, rng) if rng.random() < self.slips else said


def hand(rng: random.Random) -> Hand:
    """One at random: most write names as they are or shorten them, few of them badly."""
    habit, other = rng.choices(list(HABITS), _OFTEN, k=2)
    return Hand(habit, other, rng.choice([0.0, 0.0, 0.15, 0.4]), rng.choice([0.0, 0.0, 0.02, 0.05, 0.15]))
