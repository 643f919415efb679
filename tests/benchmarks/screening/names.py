"""Names to screen for: invented ones, or real tables where ``LEAKSCAN_BENCH_DATA`` names a folder of them."""

from __future__ import annotations

import csv
import gzip
import io
import os
import random
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_AGENCIES = (
    "Police Department",
    "County Sheriff's Office",
    "Fire Department",
    "University",
    "Community College",
    "Township Police Department",
    "Independent School District",
    "County",
)
_TRADES = """
Widgets Logistics Energy Software Foods Textiles Optics Instruments Freight Dairy Holdings Systems Bank Capital Motors
Pharmaceuticals Insurance Airlines Mining Steel Telecom Media Partners Technologies Brothers Manufacturing Packaging
""".split()  # noqa: SIM905 - a table reads better so
_FORMS = ("Inc", "LLC", "Ltd", "GmbH", "S.A.", "PLC", "AG", "Co., Ltd.", "Corporation", "B.V.", "Pty Ltd", "S.p.A.")
_STARTS = "b br c ch d dr f fl g gr h j k kl l m n p pl r s sh st t tr v w".split()  # noqa: SIM905
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ou", "ee", "é", "ö", "ü", "á")
_WEIGHTS = (9, 9, 8, 8, 6, 2, 2, 2, 0.3, 0.3, 0.3, 0.2)
_ENDS = ("n", "r", "l", "s", "t", "m", "rd", "nd", "ck", "")
_PLACES = ("field", "ton", "ville", "burg", " Falls", " Springs", " Park", "wood", "ford", "")
_TABLES = (
    ("b_us_law_enforcement/fbi_agencies_2018.csv", "agency_name"),
    ("b_universities/universities.csv", "name"),
    ("b_sec_companies/sec_company_tickers.csv", "name"),
    ("b_ieee_oui_orgs/oui_orgs.csv", "organisation"),
    ("b_listed_companies_web/listed_companies.csv.gz", "name"),
    ("b_us_gov_domains/dotgov_current_full.csv", "Organization name"),
    ("b_gleif_names/gleif_lei_names.csv.gz", "legal_name"),
)
HELD = os.environ.get("LEAKSCAN_BENCH_HALF", "dev") == "held"


def is_held_back(name: str) -> bool:
    """Whether a name belongs to the half that nobody looks at while rules are written."""
    return zlib.crc32(name.encode("utf-8", "surrogatepass")) % 2 == 1


def ours(names: list[str]) -> list[str]:
    """The names of the half this run measures (``LEAKSCAN_BENCH_HALF=held`` for the other)."""
    return [name for name in names if is_held_back(name) == HELD]


def names(count: int, seed: int = 1) -> list[str]:
    """Up to ``count`` different names in random order, the same for one seed."""
    pool = list(_pool(2 * count if not folder() else 0))
    random.Random(seed).shuffle(pool)
    return pool[:count]


def decoys(count: int, watched: list[str], seed: int = 1) -> list[str]:
    """Names of the same kind that are not among the watched."""
    taken = set(watched)
    pool = [name for name in _pool(2 * (count + len(watched)) if not folder() else 0) if name not in taken]
    random.Random(seed + 1000).shuffle(pool)
    return pool[:count]


def invented(count: int, seed: int) -> list[str]:
    """``count`` different invented names, whatever tables there are."""
    return list(_invented(seed, count))


def folder() -> Path | None:
    """The folder of real tables, or None."""
    named = os.environ.get("LEAKSCAN_BENCH_DATA")
    return Path(named) if named else None


@cache
def _pool(size: int) -> tuple[str, ...]:
    real = folder()
    return _real(real) if real else _invented(7, size)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table, packed or not."""
    plain = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from csv.DictReader(io.StringIO(plain.decode("utf-8")))


def _real(tables: Path) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for table, column in _TABLES:
        found.update((" ".join(row[column].split()), None) for row in rows(tables / table) if row[column])
    return tuple(name for name in found if 6 <= len(name) <= 60)


def _invented(seed: int, count: int) -> tuple[str, ...]:
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found[_one(chance)] = None
    return tuple(found)


def word(chance: random.Random) -> str:
    """One invented word of two or three syllables."""
    syllables = (
        chance.choice(_STARTS) + chance.choices(_VOWELS, _WEIGHTS)[0] + chance.choice(_ENDS)
        for _ in range(chance.choice((2, 2, 3)))
    )
    return "".join(syllables).capitalize()


def _one(chance: random.Random) -> str:
    if chance.random() < 0.5:
        place = word(chance) + chance.choice(_PLACES)
        start = chance.choice(("", "", "", "", "City of ", "North ", "St. ", "Mount "))
        return f"{start}{place} {chance.choice(_AGENCIES)}"
    own = word(chance) + (f" & {word(chance)}" if chance.random() < 0.1 else "")
    own += f" {word(chance)}" if chance.random() < 0.3 else ""
    trade = " ".join(chance.sample(_TRADES, chance.choice((1, 1, 1, 2))))
    return f"{own} {trade} {chance.choice(_FORMS)}"
