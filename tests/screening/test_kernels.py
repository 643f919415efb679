"""With the compiler and without it the answer is the same, on hostile characters too."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakscan.model import Entry, Watchlist
from leakscan.screening import Index, compile_index, kernels, screen_texts
from leakscan.screening.chars import codes_of
from leakscan.screening.glance import noted_in
from leakscan.screening.kernels import SWITCH, is_fast, switched
from leakscan.screening.laying import laid_forms
from leakscan.screening.meanings import USED
from leakscan.screening.read import read_plainly
from leakscan.screening.room import Room
from leakscan.screening.signs import signs_plainly
from leakscan.screening.spots import spots
from leakscan.screening.text import Text
from tests.screening.test_as_written import NAMES as AS_WRITTEN
from tests.screening.test_merging import OVER_LINE_ENDS
from tests.screening.test_tokens import PARTS, TEXTS

pytestmark = [
    pytest.mark.skipif(find_spec("numba") is None, reason="the extra is not installed"),
    pytest.mark.long,
    pytest.mark.timeout(300),  # compiling takes half a minute, the first time
]
NAMES = (
    "Springfield Police Department",
    "AT&T Inc.",
    "Société Générale SA",
    "トヨタ自動車株式会社",
    "ООО Ромашка",
    "U.S. Steel Corp",
    "Ada County Sheriff's Office",
    "University of Michigan",
    "Target Corporation",
    "Blue Ridge Communications of the North LLC",
)
PIECES = (
    *NAMES,
    *("Sprngfield PD", "Spring field Police", "AdaCounty Sheriff", "U. S. Steel", "a.b.c.d.e.f.g.h.i.j", "P0lice"),
    *("Blue Rigde Communications", "Blu Ridge", "Police, Springfield", "Springfield IN PD", "Private Limited", "Fort"),
    *("Springfield Police D epartment", "Springfield of the P olice", "Blue of Ridge Comunications", "North L lc"),
    *("\u200b", "\u202e", "\x00", "\ud800", "\U0001f600", "\U0001d400", "株", "ア", "é", "e\u0301", "İ", "ﬁ", "½"),
    *(
        " ",
        "\n",
        "\t",
        ",",
        ".",
        "'",
        "-",
        "_",
        "1" * 70,
        "x" * 80,
        "the",
        "of",
        "IN",
        ', "',
        ": ",
        "|",
        " | ",
        "Springfield",
        "Police Department",
        "(",
        "Inc",
        "City of",
    ),
)


FEW = st.lists(PARTS, max_size=8).map("".join)


@cache
def index_of(names: tuple[str, ...]) -> Index:
    return compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in names))])


# What literals with marks are made of, and what only looks like it.
LITERALS = st.lists(st.sampled_from([*"nNEbx'\\ \n,(.$株é😀-", "N'", "', ", "''", "Acme", " " * 299, "x" * 298])).map(
    "".join
)


@settings(max_examples=600, deadline=None)
@given(st.one_of(TEXTS, LITERALS))
def test_words_are_the_same_to_the_bit(text: str) -> None:
    from leakscan.screening.compiled.reading import run_read

    (fast, _, _), plain = run_read(codes_of(text), Room(), noting=False), read_plainly(codes_of(text))
    assert [column.tolist() for column in fast] == [column.tolist() for column in plain]


def as_compiled(text: str) -> Text:
    """Words in arrays as compiled code lays them out: of another layout every step would be compiled once more."""
    from leakscan.screening.compiled.reading import run_read

    return run_read(codes_of(text), Room(), noting=False)[0]


def texts(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 60))) for _ in range(count)]


def test_matches_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    index = compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))])
    monkeypatch.setenv(SWITCH, "yes")
    assert is_fast()
    fast = screen_texts(texts(7, 600), index)
    monkeypatch.setenv(SWITCH, "no")
    assert not is_fast()
    plain = screen_texts(texts(7, 600), compile_index(list(index.watchlists.values())))
    assert fast == plain
    assert sum(len(screening.matches) for screening in fast) > 500


def test_names_in_cells_of_their_own_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "yes")
    found = screen_texts([f"7\t{name}\tx\n" for name in AS_WRITTEN], index_of(AS_WRITTEN))
    assert [[match.entry for match in screening.matches] for screening in found] == [[name] for name in AS_WRITTEN]


def test_names_that_go_over_a_line_end_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "yes")
    found = screen_texts(list(OVER_LINE_ENDS), index_of(NAMES))
    assert [[match.entry for match in screening.matches] for screening in found] == [[NAMES[0]]] * len(OVER_LINE_ENDS)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_places_and_laid_forms_are_the_same(pieces: list[str]) -> None:
    from leakscan.screening.compiled.finding import run_laid
    from leakscan.screening.compiled.spots import run_spots

    engine, text = index_of(NAMES).engine, "".join(pieces)
    words = as_compiled(text)
    engine.lookup.resolve(text, words, 1_000)
    mine = engine.lookup.meanings.rows
    found = spots(words, engine.lookup, engine.book, engine.anchors)
    fast = run_spots(words, engine.lookup, engine.book, engine.anchors)
    assert [column.tolist() for column in fast] == [column.tolist() for column in found]
    plain, compiled = laid_forms(words, mine, engine.book, found), run_laid(words, mine, engine.book, found)
    # A form may come out once or from each of its words; of two that are the same one is dropped when choosing.
    assert {tuple(row) for row in plain.tolist()} == {tuple(row) for row in compiled.tolist()}


def test_who_compiled_tells_the_next_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else code that lies ready would be loaded only where it were worth being compiled."""
    from leakscan.screening.compiled import folder
    from leakscan.screening.compiled.__main__ import main

    monkeypatch.setenv(SWITCH, "yes")  # as it was is how the test leaves it: compiling sets it, for its own process
    main([])
    assert folder.kept_before()
    monkeypatch.delenv(SWITCH)
    monkeypatch.setattr(kernels._Seen, "is_made", False)
    assert not kernels.is_fast()
    assert kernels.load()
    assert kernels.is_fast()
    monkeypatch.setenv(SWITCH, "no")
    assert not kernels.load()


READER = """
import resource, time
from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index, kernels, screen_texts
kernels._WORTH_LOADING, kernels._Seen.look_at, kernels._WORTH_COMPILING = 100, 100, 1_000
index = compile_index([Watchlist("w", (Entry("a", "Springfield Police Department"),))])
matches, until = [], time.monotonic() + 240
while not kernels.is_fast() and time.monotonic() < until:
    matches.append(screen_texts(["x " * 500 + "Springfield PD"], index)[0].matches)
    time.sleep(0.1)
assert kernels.is_fast(), "never compiled"
matches.append(screen_texts(["x " * 500 + "Springfield PD"], index)[0].matches)
held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
assert all(matches) and all(one == matches[0] for one in matches)
print(held, len(matches))
"""


@pytest.mark.slow
def test_another_process_compiles_while_this_one_reads_on(tmp_path: Path) -> None:
    """In this one it would take more memory than a crawl may hold; what is compiled then takes every step there is."""
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path / "kept")}
    environment.pop(SWITCH, None)
    command = [sys.executable, "-W", "error", "-c", READER]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    held, rounds = map(int, done.stdout.split())
    assert held < 300, "compiling takes more than 400 MiB"
    assert rounds > 10

    def kept() -> list[Path]:
        return sorted(path for path in tmp_path.rglob("*.nb?"))

    before = kept()
    test = f"{__file__}::test_matches_are_the_same"
    again = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n0", test]
    assert subprocess.run(again, env=environment, capture_output=True, check=False).returncode == 0
    assert kept() == before, "something had to be compiled after all"


@pytest.mark.slow
def test_who_compiles_ends_with_whoever_began_it(tmp_path: Path) -> None:
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path / "kept")}
    command = [sys.executable, "-m", "leakscan.screening.compiled", "--beside"]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE) as maker:
        with pytest.raises(subprocess.TimeoutExpired):
            maker.wait(2)
        assert maker.stdin is not None
        maker.stdin.close()
        assert maker.wait(30) == 2


def test_a_switch_holds_for_a_while_and_against_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SWITCH, raising=False)
    with switched("no"):
        assert os.environ[SWITCH] == "no"
    assert SWITCH not in os.environ
    monkeypatch.setenv(SWITCH, "yes")
    with switched("no"):
        assert os.environ[SWITCH] == "yes"


MD5 = hashlib.md5(b"j@acme.com", usedforsecurity=False).hexdigest()
SIGNS = (
    *("john%40acme.com", "j&#64;acme.com", "%4", "#6", "=", "==", "A" * 22, "b+/c" * 11, "-_", "*", "**", "•", "#"),
    *(
        "x",
        "XX",
        "****4711",
        "xxx",
        "j***@acme.com",
        MD5,
        MD5.upper(),
        "0f" * 20,
        "c" * 64,
        "+49 30 1234567",
        "030/123",
    ),
    *(
        "4567",
        "12345678",
        "1 2 3 4 5 6 7 8",
        "1'234'567",
        "AC-12345",
        "AC",
        "12345",
        "-",
        " ",
        "\n",
        ".",
        "株",
        "\u200b",
    ),
    *("严40", "acme", "12345678S.A.", "0f0f" * 8 + "S.A."),
)


@cache
def index_of_identifiers() -> Index:
    codes = "AC-12345", "+49301234567", "+112345678"
    entry = Entry(key="a", name="Acme", domains=("acme.com",), emails=("j@acme.com",), identifiers=codes)
    return compile_index([Watchlist("w", (entry,))])


# Blanks that put what follows into another block of characters, or partly so.
FAR = st.integers(490, 530).map(" ".__mul__)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(SIGNS), FEW, FAR), max_size=20))
def test_signs_of_identifiers_are_the_same(pieces: list[str]) -> None:
    from leakscan.screening.compiled.reading import run_read
    from leakscan.screening.compiled.signs import run_signs

    index, text = index_of_identifiers(), "".join(pieces)
    lookup, known, words = index.engine.lookup, index.identifiers, as_compiled(text)
    lookup.resolve(text, words, 1_000)
    used = np.flatnonzero(lookup.meanings.marks[words.numbers] & USED)
    _, noted, _ = run_read(codes_of(text), Room(), noting=True)
    fast = run_signs(words, used, noted, lookup, known, masks=True)
    plain = signs_plainly(words, used, noted_in(words), lookup, known, masks=True)
    assert [places.tolist() for places in fast] == [places.tolist() for places in plain]
