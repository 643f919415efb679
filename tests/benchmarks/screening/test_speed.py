"""Measured speed, as ratios of processor time in one run, beside the peers; build, memory and cache; hostile texts.

Run with ``pytest -m benchmark -s tests/benchmarks/screening``. ``LEAKSCAN_BENCH_COUNTS`` sets the sizes of the curve,
such as ``1000,10000,100000,500000``; floors lie well below what was measured, since machines are shared.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index, screen, screen_texts
from leakscan.screening.kernels import SWITCH
from tests.benchmarks.screening.names import invented, names
from tests.benchmarks.screening.test_bars import compiled, say

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(900)]
COUNTS = [int(count) for count in os.environ.get("LEAKSCAN_BENCH_COUNTS", "1000,10000").split(",")]
_COMMON = "the of and to in that for was with are this have from what all".split()  # noqa: SIM905 - a table reads better so


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """Processor time of the median run."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return sorted(taken)[times // 2]


def stream(watched: list[str]) -> str:
    """Two million characters of sentences of common and invented words, one name in a hundred lines."""
    chance = random.Random(4)
    vocabulary = [word.casefold() for name in invented(3_000, seed=9) for word in name.split()[:1]]
    lines: list[str] = []
    for number in range(25_000):
        words = [chance.choice(_COMMON if chance.random() < 0.6 else vocabulary) for _ in range(14)]
        if number % 100 == 0:
            words.insert(7, chance.choice(watched))
        lines.append(" ".join(words) + ".")
    return "\n".join(lines)


def exact_seconds(watched: list[str], text: str) -> float:
    """Exact search of the names without regard to case by ahocorasick-rs, at its best setting."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    exact = AhoCorasick(
        [name.casefold() for name in watched],
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.ContiguousNFA,
    )
    return seconds(lambda: exact.find_matches_as_indexes(text.casefold()))


@pytest.mark.parametrize("speed", ["plain", "fast"])
@pytest.mark.parametrize("count", COUNTS)
def test_speed_against_exact_search(count: int, speed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if speed == "fast" and find_spec("numba") is None:
        pytest.skip("the extra is not installed")
    monkeypatch.setenv(SWITCH, "yes" if speed == "fast" else "no")
    watched = names(count)
    text = stream(watched)
    index = compiled(watched)
    screen([text], index)
    ours, theirs = seconds(lambda: screen([text], index)), exact_seconds(watched, text)
    say(f"{len(watched)} names, {speed}: {len(text) / 1e6 / ours:.1f} MB/s, ratio to exact search {theirs / ours:.2f}")
    assert theirs / ours >= 0.1


def test_twice_the_names_cost_little_more() -> None:
    taken = {}
    for count in COUNTS:
        watched = names(count)
        text, index = stream(watched), compiled(watched)
        screen([text], index)
        taken[count] = seconds(lambda text=text, index=index: screen([text], index)) / len(text) * 1e9  # type: ignore[misc]
    say("ns a character by names: " + ", ".join(f"{count}: {cost:.0f}" for count, cost in taken.items()))
    for (few, before), (many, behind) in zip(list(taken.items())[:-1], list(taken.items())[1:], strict=True):
        assert behind / before <= 1.5 ** max(1.0, (many / few) ** 0.5)


def test_identifiers_of_every_entry_in_the_same_pass() -> None:
    watched = names(10_000)
    text = stream(watched)
    plain = compiled(watched)
    entries = tuple(
        Entry(
            name, name, domains=(f"client{n}.example",), emails=(f"it@client{n}.example",), identifiers=(f"C-{n:06}",)
        )
        for n, name in enumerate(watched)
    )
    rich = compile_index([Watchlist("bench", entries)])
    for index in (plain, rich):
        screen([text], index)
    without, beside = seconds(lambda: screen([text], plain)), seconds(lambda: screen([text], rich))
    say(f"identifiers cost {beside / without - 1:.0%}")
    assert beside / without <= 1.5


def test_peers_in_the_same_run() -> None:
    from rapidfuzz import fuzz, process

    watched = names(10_000)
    text = stream(watched)
    lines = text.splitlines()
    index = compiled(watched)
    screen([text], index)
    ours = seconds(lambda: screen([text], index)) / len(text)
    some = lines[:100]
    fuzzy = seconds(lambda: [process.extractOne(line, watched, scorer=fuzz.ratio) for line in some], 1)
    say(f"extractOne(fuzz.ratio) a line takes {fuzzy / sum(map(len, some)) / ours:.0f} times as long")
    if find_spec("yara") is not None:
        import yara  # type: ignore[import-not-found,unused-ignore]

        quoted = (name.replace("\\", "\\\\").replace('"', '\\"') for name in watched)
        strings = "\n".join(f'$s{n} = "{name}" nocase' for n, name in enumerate(quoted))
        rules = yara.compile(source=f"rule names {{ strings: {strings}\n condition: any of them }}")
        say(f"YARA takes {seconds(lambda: rules.match(data=text.encode())) / len(text) / ours:.2f} times as long")
    if find_spec("spaczz") is not None:
        spaczz(watched[:100], some, ours)
    assert fuzzy / sum(map(len, some)) / ours >= 100


def spaczz(watched: list[str], some: list[str], ours: float) -> None:
    """Fuzzy matching of spaczz, with a hundredth of the names, which is what it can bear."""
    import spacy  # type: ignore[import-not-found,unused-ignore]
    from spaczz.matcher import FuzzyMatcher  # type: ignore[import-not-found,unused-ignore]

    speech = spacy.blank("en")
    matcher = FuzzyMatcher(speech.vocab)
    matcher.add("names", [speech(name) for name in watched])
    taken = seconds(lambda: [matcher(speech(line)) for line in some], 1) / sum(map(len, some))
    say(f"spaczz with {len(watched)} names takes {taken / ours:.0f} times as long")


def test_no_kind_of_text_costs_much_more_than_another() -> None:
    chance = random.Random(5)
    watched = names(10_000)
    index = compiled(watched)
    words = [word for name in watched for word in name.split() if len(word) > 5]

    def garbled() -> str:
        word = chance.choice(words)
        at = chance.randrange(len(word))
        return word[:at] + chance.choice("bcdfgnrt") + word[at + 1 :]

    kinds = {
        "list of names": "\n".join(chance.choice(watched) for _ in range(12_000)),
        "table": "\n".join(f"{n},{chance.choice(watched)},{n % 7}" for n in range(12_000)),
        "misspelt words": " ".join(garbled() for _ in range(30_000)),
        "shared words": " ".join(chance.choice("Police Department County City Bank".split()) for _ in range(40_000)),  # noqa: SIM905
        "one name over and over": "Springfield Police Department " * 8_000,
    }
    ordinary = stream(watched)
    screen([ordinary], index)
    usual = seconds(lambda: screen([ordinary], index)) / len(ordinary)
    for kind, text in kinds.items():
        first = seconds(lambda text=text: screen([text], index), 1) / len(text)  # type: ignore[misc]
        (screening,) = screen_texts([text], index)
        again = seconds(lambda text=text: screen([text], index), 3) / len(text)  # type: ignore[misc]
        cut = " (cut)" if screening.cut else ""
        say(f"{kind}: {first / usual:.1f} times the usual cost when new, {again / usual:.1f} again{cut}")
        assert again / usual <= 150


_BUILD = """
import resource, sys, time
from pathlib import Path
from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index, screen
from tests.benchmarks.screening.names import names
watched = Watchlist("bench", tuple(Entry(key=name, name=name) for name in names(int(sys.argv[1]))))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
index = compile_index([watched], Path(sys.argv[2]))
index.engine
built = time.process_time() - start
screen(["Acme Widgets"], index)
print(len(watched), built, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, before // 1024)
"""


@pytest.mark.parametrize("count", COUNTS)
def test_building_and_loading(count: int, tmp_path: Path) -> None:
    for what in ("built", "loaded"):
        done = subprocess.run(
            [sys.executable, "-c", _BUILD, str(count), str(tmp_path)], capture_output=True, text=True, check=True
        )
        entries, taken, peak, before = done.stdout.split()
        say(f"{entries} names {what} in {float(taken):.2f} s, {peak} MB at most ({before} MB before)")
    assert float(taken) < 5
