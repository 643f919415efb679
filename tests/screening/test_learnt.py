"""What several processes learn of words together."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakscan.model import Entry, Watchlist
from leakscan.screening import Index, compile_index, screen_texts
from leakscan.screening.hashing import hashes_of
from leakscan.screening.learnt import Learnt, make_learnt
from leakscan.screening.numbers import Lookup
from leakscan.screening.remembered import UNKNOWN, Remembered
from leakscan.screening.shared import SharedIndex

NAMES = ("Avon Police Department", "Kharkiv Metallurgical Works", "Brockton Savings Bank", "Delphi Instruments")
WORDS = "avon avom polcie police kharkov kharkiv metalurgical works savingsbank brockton delfi instruments the of xylem"
MEANINGS = [bytes(range(n, n + 48)) + f"part{n}\n".encode() * (n % 2) for n in range(1, 40)]


@pytest.fixture
def descriptor() -> Iterator[int]:
    if not hasattr(os, "memfd_create"):
        pytest.skip("this system has no memory without a name")
    made = make_learnt()
    yield made
    os.close(made)


def made_index() -> Index:
    return compile_index([Watchlist("w", tuple(Entry(name, name) for name in NAMES))])


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=6), st.integers(0, 1 << 20), max_size=60))
def test_a_table_tells_what_it_was_told_or_nothing(told: dict[str, int]) -> None:
    remembered, words = Remembered(8), sorted(told)
    hashes, numbers = hashes_of(words), np.array([told[word] for word in words], np.int32)
    remembered.keep(hashes, numbers)
    found = remembered.numbers(hashes)
    assert all(mine in {number, UNKNOWN} for mine, number in zip(found.tolist(), numbers.tolist(), strict=True))
    assert remembered.numbers(hashes_of(["another", "zzz"])).tolist() == [UNKNOWN] * 2
    if len(words) == 1:
        assert found.tolist() == numbers.tolist()


def test_meanings_come_out_as_they_went_in(descriptor: int) -> None:
    one, another = Learnt(os.dup(descriptor)), Learnt(os.dup(descriptor))
    with one.turn() as news:
        assert news == []
        one.add(MEANINGS[:2])
        one.add(MEANINGS[2:5])
    with another.turn() as news:
        assert news == MEANINGS[:5]
        another.add(MEANINGS[5:6])
    with one.turn() as news:
        assert news == [MEANINGS[5]]


_WORKER = """
import os, random, sys
sys.path.insert(0, os.getcwd())
from leakscan.screening.learnt import Learnt
from tests.screening.test_learnt import WORDS, made_index, numbered
lookup = made_index().engine.lookup
lookup.share(Learnt(int(sys.argv[1])))
words = [*WORDS.split(), *(f"avon{n}x" for n in range(40)), *(f"brockt{n}" for n in range(40))]
random.Random(int(sys.argv[2])).shuffle(words)
print(numbered(lookup, words))
"""


def numbered(lookup: Lookup, words: list[str]) -> list[tuple[str, int, str]]:
    """What each word means, and under which number."""
    found = {word: lookup.number(word) for word in words}
    by_number = {number: meaning for meaning, number in lookup.meanings._numbers.items()}
    return sorted((word, number, repr(by_number[number])) for word, number in found.items())


def test_processes_at_once_come_to_the_same_numbers(descriptor: int) -> None:
    """Four at a time, each in an order of its own; what a word means is what it means to one alone."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _WORKER, str(descriptor), str(seed)],
            stdout=subprocess.PIPE,
            text=True,
            pass_fds=[descriptor],
        )
        for seed in range(4)
    ]
    told = [process.communicate(timeout=120)[0] for process in processes]
    assert all(process.returncode == 0 for process in processes)
    assert told[0].strip()
    assert len(set(told)) == 1
    shared = eval(told[0])  # noqa: S307 - a list of tuples that this test has printed
    alone = numbered(made_index().engine.lookup, [word for word, _, _ in shared])
    assert [(word, meaning) for word, _, meaning in shared] == [(word, meaning) for word, _, meaning in alone]


_KILLED = """
import os, signal, sys
from leakscan.screening import learnt
mine = learnt.Learnt(int(sys.argv[1]))
with mine.turn():
    os.pwrite(int(sys.argv[1]), b'01ff0', learnt._LINES)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_who_is_killed_in_his_turn_keeps_nobody_waiting(descriptor: int) -> None:
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(descriptor)], pass_fds=[descriptor], check=False)
    assert killed.returncode == -signal.SIGKILL
    one, another = Learnt(os.dup(descriptor)), Learnt(os.dup(descriptor))
    with one.turn() as news:
        assert news == []
        one.add(MEANINGS[:1])
    with another.turn() as news:
        assert news == MEANINGS[:1]


def test_the_descriptor_goes_with_its_owner(descriptor: int) -> None:
    inherited = os.dup(descriptor)
    learnt = Learnt(inherited)
    slots = learnt.slots
    del learnt
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(inherited)
    assert not slots.any(), "what was mapped stays as long as it is used"


def test_numbers_are_shared_before_anything_was_learnt(descriptor: int) -> None:
    lookup = made_index().engine.lookup
    lookup.number("avom")
    with pytest.raises(ValueError, match="numbered here before"):
        lookup.share(Learnt(os.dup(descriptor)))


def test_what_another_has_learnt_gives_the_same_matches() -> None:
    dice = random.Random(7)
    index = made_index()
    texts = [" ".join(dice.choices([*WORDS.split(), *NAMES, "\n"], k=60)) for _ in range(80)]
    alone = [screening.matches for screening in screen_texts(texts, made_index())]
    with closing(SharedIndex(index)) as shared:
        one, another = shared.here(), shared.here()
        first = [screening.matches for text in texts for screening in screen_texts([text], one)]
        assert another.engine.lookup.meanings._numbers == {}
        second = [screening.matches for text in texts for screening in screen_texts([text], another)]
    assert first == second == alone
    assert sum(map(len, alone)) > 50
