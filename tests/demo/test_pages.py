from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from leakscan.demo.cast import Cast, load_cast
from leakscan.demo.page import Page, Place
from leakscan.demo.pages import all_pages


@pytest.fixture(scope="module")
def cast() -> Cast:
    return load_cast()


@pytest.fixture(scope="module")
def pages(cast: Cast) -> list[Page]:
    return all_pages(cast)


def named(page: Page, cast: Cast) -> int:
    return sum(entry.name in page.text for entry in cast.clients)


def test_pages_are_the_same_in_every_process(pages: list[Page]) -> None:
    code = (
        "import hashlib; from leakscan.demo.cast import load_cast; from leakscan.demo.pages import all_pages;"
        "print(hashlib.sha256(repr(all_pages(load_cast())).encode()).hexdigest())"
    )
    root = Path(__file__).parents[2]
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert len(runs[0].strip()) == 64


def test_there_are_a_few_hundred_of_every_kind(pages: list[Page]) -> None:
    kinds = Counter(page.kind for page in pages)
    assert 300 <= len(pages) <= 600
    assert sum(page.place is Place.PASTES for page in pages) <= 250  # what one look at the list shows
    for kind in (
        "news article",
        "article about the breach",
        "code",
        "log",
        "configuration",
        "combo list",
        "forum post",
    ):
        assert kinds[kind] >= 15
    assert [kinds[kind] for kind in ("leaked list", "edited repost", "sample in a forum post")] == [1, 1, 1]


def test_three_documents_are_planted(pages: list[Page], cast: Cast) -> None:
    leak, repost, sample = sorted((page for page in pages if page.planted), key=lambda page: -page.clients)
    assert leak.clients >= 200
    assert leak.text.splitlines()[0] == "customer,accounts,searches,last search"
    assert 200 <= repost.clients < leak.clients
    assert repost.text.count(" | ") > 600
    assert (sample.clients, sample.place) == (12, Place.FORUM)
    # Names are abbreviated, misspelt and in capitals, so a good part of them does not stand there as we write them.
    assert 0.5 * leak.clients < named(leak, cast) < 0.8 * leak.clients


def test_only_the_leak_holds_a_canary(pages: list[Page], cast: Cast) -> None:
    canaries = {entry.name: entry.canary for entry in cast.watchlist.entries if entry.canary}
    holding = {(page.kind, copy) for page in pages for name, copy in canaries.items() if name in page.text}
    assert holding <= {("leaked list", "partner-b")}


def test_decoys_name_the_clients_they_say(pages: list[Page], cast: Cast) -> None:
    for page in pages:
        if page.kind in ("article about the breach", "somebody else's client list", "ranking", "marketing text"):
            assert named(page, cast) >= page.clients >= 1, page.title
        if page.kind == "article about the breach":
            assert 5 <= page.clients <= 10


def test_the_register_holds_every_client_among_five_times_as_many(pages: list[Page], cast: Cast) -> None:
    register = max((page for page in pages if page.kind == "public directory"), key=lambda page: page.clients)
    assert named(register, cast) == len(cast.clients)
    assert len(register.text.splitlines()) > 5 * len(cast.clients)


def test_strangers_are_no_clients(cast: Cast) -> None:
    assert len(cast.strangers) > 2000
    assert not set(cast.strangers) & {entry.name for entry in cast.watchlist.entries}
    assert {entry.name for entry in cast.clients}.isdisjoint(cast.strangers)


def test_only_reserved_domains_stand_in_the_pages(pages: list[Page]) -> None:
    import re

    for page in pages:
        for domain in re.findall(r"(?:https?://|@)([\w.-]+)", page.text):
            assert re.search(r"(?:^|\.)example(?:\.(?:com|net|org))?\.?$", domain), (page.title, domain)
