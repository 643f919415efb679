"""Organisations to draw from, by market, each with its region: invented, or from public tables."""

from __future__ import annotations

import csv
import gzip
import io
import os
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

Pool = tuple[tuple[str, str], ...]
"""Name and region."""

# market -> file below the folder, name column, region column
_TABLES = {
    "agencies": ("b_us_law_enforcement/fbi_agencies_2018.csv", "agency_name", "state_abbr"),
    "offices": ("b_us_law_enforcement/muckrock_agencies_2017.csv", "name", "jurisdiction_path"),
    "governments": ("b_us_gov_domains/dotgov_current_full.csv", "Organization name", "State"),
    "filers": ("b_sec_companies/sec_company_tickers.csv", "name", "exchange"),
    "universities": ("b_universities/universities.csv", "name", "country"),
    "makers": ("b_ieee_oui_orgs/oui_orgs.csv", "organisation", ""),
    "entities": ("b_gleif_names/gleif_lei_names.csv.gz", "legal_name", "country"),
    "listed": ("b_listed_companies_web/listed_companies.csv.gz", "name", "country"),
}
_MOST = 40_000
_FIRST = "Al Bar Cor Dun El Fair Glen Har In Ker Lor Mar Nor Oak Pem Quil Rav Sal Thorn Ul Ver Wil Yar Zan Ash Bram Crest Dor Est Fal".split()  # noqa: E501, SIM905  # syllables read best in a row
_LAST = "ville ton field burg ford mont dale wick haven port brook shire stead view mere ridge minster bury gate worth ham ley moor combe hurst bridge".split()  # noqa: E501, SIM905  # as above
_WORDS = "Amber Beacon Cobalt Delta Ember Falcon Granite Horizon Indigo Jade Keystone Lantern Meridian Nimbus Opal Pioneer Quartz Raven Summit Tidal Umbra Vertex Willow Xenon Yonder Zenith Atlas Borealis Cascade Drift".split()  # noqa: E501, SIM905  # as above
_TRADES = "Foods Logistics Energy Insurance Motors Pharma Textiles Robotics Analytics Steel Media Shipping Dental Systems Capital Software Packaging Mining Airlines Chemicals".split()  # noqa: E501, SIM905  # as above
_FORMS = ("Inc.", "LLC", "Ltd", "GmbH", "Corp", "S.A.", "plc", "Limited", "Co., Ltd.", "AG")
_STATES = ("AL", "AZ", "CA", "CO", "FL", "GA", "IL", "IN", "KS", "MA", "MI", "MN", "NC", "NY", "OH", "OR", "PA", "TX")


def pools() -> dict[str, Pool]:
    """Market to organisations, without repeated names."""
    return _pools(os.environ.get("LEAKSCAN_BENCH_DATA"))


@cache
def _pools(folder: str | None) -> dict[str, Pool]:
    return _real(Path(folder)) if folder else _invented()


def _invented() -> dict[str, Pool]:
    rng = random.Random(2020)
    towns = [
        f(a + b)
        for a in _FIRST
        for b in _LAST
        for f in ("{}".format, "North {}".format, "Lake {}".format, "{} Springs".format)
    ]
    rng.shuffle(towns)
    agencies = [
        f"{t} {k}"
        for t in towns
        for k in ("Police Department", "County Sheriff's Office", "Fire Department", "Marshal")
    ]
    colleges = [
        f(t)
        for t in towns
        for f in ("University of {}".format, "{} State University".format, "{} Community College".format)
    ]
    firms = [
        f"{a} {b} {c}" for a in (*_WORDS, *towns[:600]) for b in rng.sample(_TRADES, 12) for c in rng.sample(_FORMS, 2)
    ]
    cities = [
        f(t)
        for t in towns
        for f in ("City of {}".format, "{} County".format, "Town of {}".format, "{} Water District".format)
    ]
    made = {"agencies": agencies, "universities": colleges, "firms": firms, "governments": cities}
    return {market: tuple((name, rng.choice(_STATES)) for name in names) for market, names in made.items()}


def _real(folder: Path) -> dict[str, Pool]:
    out = {}
    for market, (path, name, region) in _TABLES.items():
        seen: dict[str, str] = {}
        for row in _rows(folder / path):
            said = re.sub(r"\s+", " ", row[name] or "").strip()
            if 5 <= len(said) <= 90 and len(seen) < _MOST:
                seen.setdefault(said, (row[region] or "") if region else "")
        out[market] = tuple(seen.items())
    vendors = sorted((folder / "a_atlas_of_surveillance_2020/by_vendor").glob("*.csv"))
    for path_ in vendors:
        names = {row["agency"].strip(): "" for row in _rows(path_)}
        if len(names) >= 48:
            out[f"vendor {path_.stem}"] = tuple(names.items())
    return out


def _rows(path: Path) -> Iterator[dict[str, str]]:
    said = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from csv.DictReader(io.StringIO(said.decode("utf-8", errors="replace"), newline=""))
