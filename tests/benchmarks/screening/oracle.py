"""Brute force: every window of words of a text against every name, rapidfuzz deciding by a budget of edits.

Independent of the product: it has a few legal forms and abbreviations of its own, and knows no context. Edits are
those that screening is to bridge: one in a word of five letters, two in one of ten, none in shorter ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LEGAL = frozenset(
    [
        "inc",
        "ltd",
        "limited",
        "llc",
        "corp",
        "corporation",
        "plc",
        "gmbh",
        "ag",
        "sa",
        "nv",
        "spa",
        "ab",
        "oy",
        "co",
        "company",
        "kg",
        "sarl",
        "srl",
        "bv",
        "llp",
        "incorporated",
        "pty",
    ]
)
_STOP = frozenset("the of and for in at de la du des".split())  # noqa: SIM905
_SHORT = {
    "department": "dept", "international": "intl", "national": "natl", "university": "univ", "county": "cnty",
    "township": "twp", "institute": "inst", "technology": "tech", "technologies": "tech", "management": "mgmt",
    "association": "assn", "saint": "st", "mount": "mt", "manufacturing": "mfg", "services": "service",
    "sheriffs": "sheriff",
}  # fmt: skip
_PHRASES = ((("police", "dept"), "pd"), (("fire", "dept"), "fd"), (("sheriff", "office"), "so"))
_WIDEST, _LONGEST = 12, 75


def plain(text: str) -> str:
    """Without case and accents, at least roughly."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def words(text: str) -> list[tuple[str, int, int]]:
    """Words that count, in one spelling, with where they stand."""
    found = []
    for match in _WORD.finditer(text):
        word = plain(match[0]).replace("'", "").replace("’", "")
        word = _SHORT.get(word, word)
        if word not in _STOP and word not in _LEGAL:
            found.append((word, match.start(), match.end()))
    return found


def cores(name: str) -> list[tuple[str, ...]]:
    """A name's words as they count, and with the usual short forms."""
    own = tuple(word for word, _, _ in words(name)) or (plain(name),)
    found = [own]
    for long, short in _PHRASES:
        places = [at for at in range(len(own) - 1) if own[at : at + 2] == long and len(own) > 2]
        found.extend((*own[:at], short, *own[at + 2 :]) for at in places)
    return found


@dataclass(frozen=True, slots=True)
class Near:
    """A window of a text and a name that is near to it."""

    text: int
    start: int
    end: int
    name: int


def _budget(letters: int) -> int:
    return 0 if letters <= 4 else 1 if letters <= 9 else 2 if letters <= 17 else 3


def _in_word(letters: int) -> int:
    return 0 if letters < 5 else 1 if letters < 10 else 2


def legal(window: str, core: Sequence[str]) -> bool:
    """Whether a window is the words of a name one after the other, each with the edits that its length allows."""
    from rapidfuzz.distance import OSA

    ends = {0}
    for word in core:
        most = _in_word(len(word))
        ends = {
            end
            for start in ends
            for end in range(start + len(word) - most, min(start + len(word) + most, len(window)) + 1)
            if OSA.distance(window[start:end], word) <= most
        }
    return len(window) in ends


def oracle(texts: Sequence[str], names: Sequence[str]) -> list[Near]:
    """All windows near to a name: up to three edits in its own words, one more in shared ones, few in each word."""
    forms = [(core, number) for number, name in enumerate(names) for core in cores(name)]
    often = Counter(word for core, _ in forms for word in set(core))
    shared = {word for word, count in often.items() if count > max(25, 0.003 * len(names))}
    by_shape: dict[tuple[int, int, int], list[tuple[str, tuple[str, ...], int]]] = defaultdict(list)
    for core, number in forms:
        own = sum(len(word) for word in core if word not in shared) or sum(map(len, core))
        written = "".join(core)
        budget = _budget(own)
        by_shape[len(written), budget, 2 * any(word in shared for word in core)].append((written, core, number))
    places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, text in enumerate(texts):
        found = words(text)
        for first in range(len(found)):
            window = ""
            for last in range(first, min(first + _WIDEST, len(found))):
                window += found[last][0]
                if len(window) > _LONGEST or "\n" in text[found[first][2] : found[last][1]]:
                    break
                places[window].append((number, found[first][1], found[last][2]))
    return [Near(*place, name) for window, name in _near(list(places), by_shape) for place in places[window]]


def _near(
    windows: list[str], by_shape: dict[tuple[int, int, int], list[tuple[str, tuple[str, ...], int]]]
) -> list[tuple[str, int]]:
    import numpy as np
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cdist

    by_length: dict[int, list[str]] = defaultdict(list)
    for window in windows:
        by_length[len(window)].append(window)
    found: list[tuple[str, int]] = []
    for (letters, own, more), forms in by_shape.items():
        allowed = own + (1 if more and own else 0)
        written = [joined for joined, _, _ in forms]
        for length in range(letters - allowed, letters + allowed + 1):
            some = by_length.get(length, [])
            for at in range(0, len(some), 2_000):
                part = some[at : at + 2_000]
                near = cdist(part, written, scorer=OSA.distance, score_cutoff=allowed, dtype=np.uint8) <= allowed
                for window, form in zip(*np.nonzero(near), strict=True):
                    _, core, number = forms[form]
                    if legal(part[window], core):
                        found.append((part[window], number))
    return found
