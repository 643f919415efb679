from __future__ import annotations

import random
from dataclasses import replace

import pytest

from leakscan.store import HitFilter, Kept, Step, Store, search
from leakscan.store.values import storable
from tests.hostile import strings
from tests.store.making import a_document, a_hit

LETTERS = "aAbBßẞİıſkKéE\" *^():+-'%_\\.{}NEAR OR AND NOT\t株式会社😀\u200b\u0301"
HOSTILE = [
    '"', '""', '"a', "'", "''", "*", "a*", "^a", "(", ")", "()", "a AND", "AND", "OR", "NOT", "NEAR", "NEAR(a b, 2)",
    "{a}: b",
    "text:", "text : a", "-text: a", "+", "a + b", ":", ";", "--", "/*",
    "\\", "%", "_", "?", "?1", "$a", "@a", "\0", "a\0b",
    "\ud800", "a\udfffb", "\x1b[2J", "\u202e", "\r\n", "\t", " ", "   ",
    "x" * 5_000, '"' * 999, "a" * 99 + '"', "😀😀😀", "ﬁﬀ",
    "İ", "ß", "ẞẞẞ", "'; DROP TABLE hits; --", 'a" OR text MATCH "b', "株式会社", "́́́",
]  # fmt: skip


def put(store: Store, number: int, title: str, author: str, text: str) -> str:
    """A hit whose title, author, URL, rows and matches hold these."""
    plain = a_document(f"{number}\n{text}", url=f"https://x.example/{author}", path=None)
    document = replace(plain, sighting=replace(plain.sighting, title=title, author=author))
    hit = a_hit(document, [f"Client {number}"])
    store.commit_step(Step("files", (Kept(document, (hit,), text=f"{title}\n{text} CLIENT {number}"),)))
    return hit.id


def texts(store: Store) -> dict[str, str]:
    return dict(store._db.execute("SELECT hit, text FROM snippets").fetchall())


def found(store: Store, asked: str) -> set[str]:
    return set(store.ids(HitFilter(text=asked)))


@pytest.fixture
def full(store: Store) -> Store:
    chance = random.Random(3)
    for number in range(60):
        words = ["".join(chance.choices(LETTERS, k=chance.randint(0, 12))) for _ in range(3)]
        put(store, number, *words)
    for number, text in enumerate(HOSTILE, 100):
        put(store, number, text, text, text)
    return store


@pytest.mark.parametrize("broad", [20_000, 0], ids=["by the index", "by walking"])
def test_no_query_raises_and_each_finds_what_a_substring_search_finds(
    full: Store, broad: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_BROAD", broad)
    chance = random.Random(5)
    kept = texts(full)
    everything = "\n".join(kept.values())
    cuts = [chance.randrange(len(everything)) for _ in range(250)]
    queries = [*HOSTILE, *strings(), *(everything[at : at + chance.randint(1, 140)] for at in cuts)]
    queries += ["".join(chance.choices(LETTERS, k=chance.randint(1, 8))) for _ in range(250)]
    assert len(queries) > 1_000
    some = 0
    for asked in queries:
        wanted = storable(asked).casefold()
        expected = {hit for hit, text in kept.items() if wanted in text}
        assert found(full, asked) == expected, asked
        some += bool(expected)
    assert some > 300


def test_what_is_searched_is_the_fields_the_matches_and_the_rows(store: Store) -> None:
    hit = put(store, 1, "Zürcher Liste", "m0nk", "accounts: 12; PASSWORD hunter2")
    put(store, 2, "Other", "nobody", "nothing")
    for asked in ("M0NK", "zürCHER", "client 1", "hunter2", "password HUNTER"):
        assert hit in found(store, asked), asked
    assert found(store, "hunter2") == {hit}


def test_the_rows_kept_are_lines_with_matches(store: Store) -> None:
    text = "\n".join(f"far {n}" for n in range(50)) + "\nx" * 5 + "\nbefore CLIENT 7 after\nlater"
    document = a_document("doc")
    hit = a_hit(document, ["Client 7"])
    (match,) = hit.assessment.matches
    at = text.index("CLIENT 7")
    assert search.snippet(text, [replace(match, start=at, end=at + 8)]) == "before CLIENT 7 after"


def test_a_reassessment_and_a_new_place_are_found_and_what_went_is_not(store: Store) -> None:
    document = a_document("one", url="https://first.example/", path=None)
    store.commit_step(Step("files", (Kept(document, (a_hit(document, ["Old Name"]),), text="OLD NAME row"),)))
    again = a_document("one", url="https://second.example/", path=None)
    store.commit_step(Step("files", (Kept(again, (a_hit(again, ["New Name"]),)),)))
    (hit,) = (stored.id for stored in store.hits())
    assert found(store, "first.ex") == found(store, "SECOND.EX") == found(store, "new name") == {hit}
    store.commit_step(Step("files", (Kept(again, (a_hit(again, ["Other"]),), text="OTHER row"),)))
    assert found(store, "old name") == found(store, "new name") == set()
    store._db.execute("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
    assert store.verify() == []


def test_search_is_within_the_rest_of_the_filter_and_its_pages(store: Store) -> None:
    hits = {put(store, number, "same title", "m0nk", "rows") for number in range(12)}
    first = store.hits(HitFilter(text="same TITLE", limit=7))
    rest = store.hits(HitFilter(text="same TITLE", after=first[-1].id))
    assert {stored.id for stored in (*first, *rest)} == hits
    assert len(first) + len(rest) == 12
    assert store.hits(HitFilter(text="same title", watchlists=("other",))) == []
