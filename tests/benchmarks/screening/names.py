"""Names to screen for: invented ones, or real tables where ``LEAKSCAN_BENCH_DATA`` names a folder of them."""

from __future__ import annotations

import csv
import os
import random
from pathlib import Path

_KINDS = ("Police Department", "County Sheriff's Office", "Fire Department", "University", "Community College")
_TRADES = (
    "Widgets",
    "Logistics",
    "Energy",
    "Software",
    "Foods",
    "Textiles",
    "Optics",
    "Instruments",
    "Freight",
    "Dairy",
)
_FORMS = ("Inc", "LLC", "Ltd", "GmbH", "S.A.", "PLC", "AG")
_STARTS = "b br c ch d dr f fl g gr h j k kl l m n p pl r s sh st t tr v w".split()  # noqa: SIM905 - a table reads better so
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ou", "ee")
_ENDS = ("n", "r", "l", "s", "t", "m", "rd", "nd", "ck", "")
_TABLES = (
    ("b_us_law_enforcement/fbi_agencies_2018.csv", "agency_name"),
    ("b_universities/universities.csv", "name"),
    ("b_sec_companies/sec_company_tickers.csv", "name"),
    ("b_ieee_oui_orgs/oui_orgs.csv", "organisation"),
)


def names(count: int, seed: int = 1) -> list[str]:
    """Up to ``count`` different names in random order, the same for one seed."""
    chance = random.Random(seed)
    folder = os.environ.get("LEAKSCAN_BENCH_DATA")
    pool = _real(Path(folder)) if folder else _invented(chance, 2 * count)
    return chance.sample(pool, min(count, len(pool)))


def invented(count: int, seed: int) -> list[str]:
    """``count`` different invented names, whatever tables there are."""
    return _invented(random.Random(seed), count)


def _real(folder: Path) -> list[str]:
    found: dict[str, None] = {}
    for table, column in _TABLES:
        with (folder / table).open(encoding="utf-8", newline="") as rows:
            found.update((row[column], None) for row in csv.DictReader(rows))
    return [name for name in found if 6 <= len(name) <= 60]


def _invented(chance: random.Random, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found[_one(chance)] = None
    return list(found)


def _one(chance: random.Random) -> str:
    word = "".join(
        chance.choice(_STARTS) + chance.choice(_VOWELS) + chance.choice(_ENDS) for _ in range(chance.choice((2, 2, 3)))
    ).capitalize()
    if chance.random() < 0.5:
        return f"{word} {chance.choice(_KINDS)}"
    return f"{word} {chance.choice(_TRADES)} {chance.choice(_FORMS)}"
