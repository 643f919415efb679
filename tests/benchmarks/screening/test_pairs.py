"""Pairs of a name and what a document writes, labelled by hand: is it the same organisation, yes or no?

Half of them, by hash, is kept back for ``LEAKSCAN_BENCH_HALF=held``. Where ``LEAKSCAN_BENCH_DATA`` is set, spellings of
patent assignees are added, with the most similar name of another assignee as what must be kept apart.
"""

from __future__ import annotations

import hashlib
import os
import random
from pathlib import Path

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index, screen
from tests.benchmarks.screening.measure import say
from tests.benchmarks.screening.names import HELD, folder, is_held_back, rows

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(900)]
SHOWN = int(os.environ.get("LEAKSCAN_BENCH_SHOW", "0"))
HERE = Path(__file__).parent / "pairs"
# From this score on; chosen on the half that is not kept back.
SURE = 0.93
Pair = tuple[str, str, bool]


def written(name: str) -> list[Pair]:
    """The pairs of a file that belong to this half."""
    lines = (HERE / f"{name}.txt").read_text("utf-8").splitlines()
    pairs = [tuple(line.split(" | ")) for line in lines if not line.startswith("#")]
    return [(one, other, same == "yes") for one, other, same in pairs if is_held_back(one + other) == HELD]


def assignees(count: int) -> list[Pair]:
    """Spellings of one assignee, and of the one most like it.

    Labels follow the table, but for pairs that were read and found to be one organisation under two numbers.
    """
    from rapidfuzz import fuzz, process

    tables = folder()
    assert tables is not None
    spellings: dict[str, list[str]] = {}
    for row in rows(tables / "c_patent_assignees/nber_subset.csv"):
        if is_held_back(row["unique_id"]) == HELD and len(row["organization"]) < 60:
            spellings.setdefault(row["unique_id"], []).append(row["organization"])
    chance = random.Random(11)
    several = [key for key, some in spellings.items() if len(some) > 1]
    others = [(some[0], key) for key, some in spellings.items()]
    same = set((HERE / "assignees.same").read_text("utf-8").split())
    pairs = []
    for key in chance.sample(several, min(count, len(several))):
        one, other = chance.sample(spellings[key], 2)
        if fuzz.ratio(one.casefold(), other.casefold()) >= 70:
            pairs.append((one, other, True))
        near = process.extract(one, [name for name, _ in others], limit=3, scorer=fuzz.ratio)
        other = next(name for name, _, at in near if others[at][1] != key)
        pairs.append((one, other, _digest(one, other) in same))
    return pairs


def _digest(one: str, other: str) -> str:
    return hashlib.sha256(f"{one} | {other}".encode()).hexdigest()[:16]


def score(name: str, text: str) -> float:
    """The score of a name in a text of nothing else, 0 where screening does not find it."""
    index = compile_index([Watchlist("w", (Entry(key="a", name=name),))])
    return max((match.score for match in screen([text], index)[0]), default=0.0)


@pytest.mark.parametrize("source", ["companies", "agencies", *(["assignees"] if folder() else [])])
def test_labelled_pairs(source: str) -> None:
    pairs = assignees(1_200) if source == "assignees" else written(source)
    scores = [score(name, text) for name, text, _ in pairs]
    for least in (0.01, SURE):
        told = [one >= least for one in scores]
        right = sum(one and label for one, (_, _, label) in zip(told, pairs, strict=True))
        recall, precision = right / sum(label for _, _, label in pairs), right / max(1, sum(told))
        say(f"{source}: {len(pairs)} pairs, score {least} or more: recall {recall:.3f}, precision {precision:.3f}")
    wrong = [(one, pair) for one, pair in zip(told, pairs, strict=True) if one != pair[2]]
    for one, (name, text, _) in wrong[:SHOWN]:
        say(f"  {'wrongly found' if one else 'missed'}: {text!r} for {name!r}")
    assert recall >= 0.8
    assert precision >= 0.95
