"""How names are garbled in leaks, one function a kind; each gives None where it does not apply.

Written from what is published, not from the tables of the product:
typing errors: four kinds in the shares of Damerau (CACM 7, 1964) and Peterson (CACM 29, 1986), a wrong key being
mostly a neighbour on the keyboard (Grudin 1983), the first letter seldom (Yannakoudakis and Fawthrop 1983); OCR: the
confusions that Kukich (ACM Surveys 24, 1992) and the ICDAR post-OCR competitions list; look-alikes: confusables of
Unicode Technical Standard 39; leetspeak: the table of Wikipedia's article; abbreviations: style guides (USPS
Publication 28, Bluebook T6, police usage). Half of each table is used in a dev run, the other half in a held-back run.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from tests.benchmarks.screening.names import HELD
from tests.benchmarks.screening.noise_tables import GERMAN, GREEK, KEYS, LEET, LEGAL, LOOKS, OCR, SHORT, SILENT

T = TypeVar("T")


def _half(table: Sequence[T]) -> list[T]:
    return list(table)[HELD::2] if len(table) > 1 else list(table)


def exact(name: str, chance: random.Random) -> str:
    """As the watchlist writes it."""
    return name


def case(name: str, chance: random.Random) -> str:
    """All capitals, none, or one a word."""
    return chance.choice((name.upper(), name.lower(), name.title()))


def short(name: str, chance: random.Random) -> str | None:
    """A usual abbreviation of whole words."""
    fitting = [(found, brief) for long, briefs in SHORT if (found := _whole(long, name)) for brief in _half(briefs)]
    if not fitting:
        return None
    found, brief = chance.choice(fitting)
    return f"{name[: found.start()]}{brief}{name[found.end() :]}".strip()


def _whole(part: str, name: str) -> re.Match[str] | None:
    return re.search(rf"\b{re.escape(part.strip())}\b", name)


def legal(name: str, chance: random.Random) -> str | None:
    """Without the legal form, or with its points and comma left out."""
    bare = LEGAL.sub("", name)
    if bare == name or len(bare) < 5:
        return None
    return bare if chance.random() < 0.7 else name.replace(".", "").replace(",", "")


def _typo(name: str, chance: random.Random) -> str:
    """One typing error in a letter of a word of three and more."""
    words = list(re.finditer(r"[^\W\d_]{3,}", name))
    word = chance.choices(words, [len(word[0]) for word in words])[0]
    first = chance.random() < 0.05
    at = word.start() if first else chance.randrange(word.start() + 1, word.end())
    key = name[at].lower()
    near = chance.choice(KEYS.get(key) or "aeinrst") if chance.random() < 0.7 else chance.choice("abcdefghilmnoprstu")
    near = near.upper() if name[at].isupper() else near
    kind = chance.choices(("wrong", "lost", "added", "swapped"), (34, 28, 26, 12))[0]
    if kind == "lost":
        return name[:at] + name[at + 1 :]
    if kind == "added":
        return name[:at] + (name[at] if chance.random() < 0.5 else near) + name[at:]
    if kind == "swapped" and at + 1 < word.end():
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + near + name[at + 1 :]


def _has_word(name: str) -> bool:
    return re.search(r"[^\W\d_]{3,}", name) is not None


def edit(name: str, chance: random.Random) -> str | None:
    """One typing error anywhere."""
    return _typo(name, chance) if _has_word(name) else None


def edits(name: str, chance: random.Random) -> str | None:
    """Two typing errors anywhere."""
    once = edit(name, chance)
    return _typo(once, chance) if once and len(name) >= 10 and _has_word(once) else None


def accents(name: str, chance: random.Random) -> str | None:
    """Accents lost, written out (ue for ü), or put where there are none."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    if bare != name:
        spelt = "".join(GERMAN.get(char, char) for char in name)
        return spelt if spelt != name and chance.random() < 0.4 else bare
    places = [place for place, char in enumerate(name) if char in "aeiounc"]
    if not places:
        return None
    at = chance.choice(places)
    marked = unicodedata.normalize(
        "NFC", name[at] + ("\u0327" if name[at] == "c" else "\u0303" if name[at] == "n" else "\u0301")
    )
    return name[:at] + marked + name[at + 1 :]


def homoglyph(name: str, chance: random.Random) -> str | None:
    """Up to three letters of another alphabet that look the same."""
    tables = _half([LOOKS, GREEK]) if chance.random() < 0.5 else [LOOKS]
    return _swap(name, {plain: [look] for plain, look in tables[0].items()}, chance)


def wide(name: str, chance: random.Random) -> str:
    """Full-width letters, or mathematical ones."""
    start = chance.choice((0xFF21, 0x1D400, 0x1D5A0))
    small = {0xFF21: 0xFF41, 0x1D400: 0x1D41A, 0x1D5A0: 0x1D5BA}[start]
    return "".join(
        chr(start + ord(char) - 65)
        if "A" <= char <= "Z"
        else chr(small + ord(char) - 97)
        if "a" <= char <= "z"
        else char
        for char in name
    )


def leet(name: str, chance: random.Random) -> str | None:
    """Up to three letters as digits or signs."""
    return _swap(name, {letter: list(signs) for letter, signs in LEET.items()}, chance)


def silent(name: str, chance: random.Random) -> str:
    """Zero-width and bidi characters inside."""
    for _ in range(chance.choice((1, 2, 3))):
        at = chance.randrange(1, len(name))
        name = name[:at] + chance.choice(_half(SILENT)) + name[at:]
    return name


def mojibake(name: str, chance: random.Random) -> str | None:
    """UTF-8 read as a Western code page."""
    if name.isascii():
        return None
    try:
        return name.encode().decode(chance.choice(("cp1252", "latin-1")))
    except UnicodeDecodeError:
        return None


def split(name: str, chance: random.Random) -> str | None:
    """A hyphen or an underscore for every space, or a word broken by a space or hyphen."""
    words = list(re.finditer(r"[^\W\d_]{6,}", name))
    if words and chance.random() < 0.5:
        word = chance.choice(words)
        at = chance.randrange(word.start() + 2, word.end() - 1)
        return name[:at] + chance.choice(" -") + name[at:]
    return name.replace(" ", chance.choice("-_")) if " " in name else None


def joined(name: str, chance: random.Random) -> str | None:
    """One space lost, or all."""
    places = [place for place, char in enumerate(name) if char == " "]
    if not places:
        return None
    at = chance.choice(places)
    return name.replace(" ", "") if chance.random() < 0.3 else name[:at] + name[at + 1 :]


def ocr(name: str, chance: random.Random) -> str | None:
    """One or two confusions of character recognition."""
    pairs = [pair.split(":") for pair in _half(OCR)]
    fitting = [pair for pair in pairs if pair[0] in name]
    for wrong, read in chance.sample(fitting, min(len(fitting), chance.choice((1, 2)))):
        places = [found.start() for found in re.finditer(re.escape(wrong), name)]
        if places:
            at = chance.choice(places)
            name = name[:at] + read + name[at + len(wrong) :]
    return name if fitting else None


def turned(name: str, chance: random.Random) -> str | None:
    """The kind of body in front of a comma, as in an index."""
    for kind in ("Police Department", "County Sheriff's Office", "Fire Department", "Township Police Department"):
        if name.endswith(f" {kind}"):
            return f"{kind}, {name.removesuffix(f' {kind}')}"
    for kind in ("University of ", "City of ", "The "):
        if name.startswith(kind):
            return f"{name.removeprefix(kind)}, {kind.strip()}"
    return None


def broken(name: str, chance: random.Random) -> str | None:
    """A word cut by a hyphen at the end of a line."""
    words = list(re.finditer(r"[^\W\d_]{7,}", name))
    if not words:
        return None
    word = chance.choice(words)
    at = chance.randrange(word.start() + 3, word.end() - 2)
    return f"{name[:at]}-\n{name[at:]}"


def combination(name: str, chance: random.Random) -> str | None:
    """An abbreviation or no legal form, a typing error, and another case."""
    brief = short(name, chance) or legal(name, chance) or name
    return case(_typo(brief, chance), chance) if _has_word(brief) else None


def _swap(name: str, table: dict[str, list[str]], chance: random.Random) -> str | None:
    places = [place for place, char in enumerate(name) if char in table]
    for place in chance.sample(places, min(len(places), chance.choice((1, 2, 3)))):
        name = name[:place] + chance.choice(table[name[place]]) + name[place + 1 :]
    return name if places else None


Kind = Callable[[str, random.Random], str | None]
WEIGHTS: dict[Kind, int] = {
    exact: 10, case: 12, legal: 7, short: 15, edit: 15, edits: 7, accents: 5, homoglyph: 5, wide: 1, leet: 4, silent: 2,
    mojibake: 1, split: 6, joined: 5, ocr: 6, turned: 2, broken: 2, combination: 8,
}  # fmt: skip
KINDS = tuple(WEIGHTS)


def garbled(name: str, chance: random.Random) -> tuple[str, str]:
    """A name as a leak may write it, and the kind of noise."""
    for kind in chance.choices(KINDS, list(WEIGHTS.values()), k=20):
        surface = kind(name, chance)
        if surface is not None and len(surface) > 3 and (kind is exact or surface != name):
            return surface, kind.__name__
    return name, "exact"
