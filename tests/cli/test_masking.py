"""Names are masked unless they are asked for, by whatever command; and who asked stands in the history."""

from __future__ import annotations

import pytest

from tests.cli.conftest import NAMES, Desk

FORMATS = ("csv", "html", "json", "jsonl", "misp", "sarif", "stix", "table")
SHOWN = [
    ["hits", "list"],
    ["hits", "list", "--json"],
    ["hits", "show", "HIT"],
    ["hits", "show", "HIT", "--json"],
    ["hits", "mutes"],
    ["hits", "mutes", "--json"],
    ["hits", "confirm", "HIT", "--dry-run"],
    ["hits", "note", "HIT", "x"],
    ["verify"],
    ["runs", "show", "1"],
    *(["hits", "export", "--format", name] for name in FORMATS),
    *(["report", "--format", name] for name in ("md", "html", "json")),
]
REVEALING = [words for words in SHOWN if words[0] == "report" or {"show", "mutes", "export", "--json"} & {*words[1:]}]
REVEALING = [words for words in REVEALING if words[0] != "runs"]
PARTS = {"northwind", "branch 03"}


@pytest.fixture
def hit(desk: Desk) -> str:
    hit = desk.leak()
    desk.run("hits", "mute", "--entry", NAMES[3], "--watchlist", "acme", "--for", "9d", "--reason", "x")
    return hit


def printed(desk: Desk, words: list[str], hit: str) -> str:
    done = desk.run(*(hit if word == "HIT" else word for word in words))
    assert done.exit_code == 0, done.stderr
    return (done.stdout + done.stderr).lower()


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_nothing_names_a_client_unless_asked(desk: Desk, hit: str, words: list[str]) -> None:
    assert not [part for part in PARTS if part in printed(desk, words, hit)]
    with desk.store() as store:
        assert not store._db.execute("SELECT 1 FROM events WHERE action = 'revealed'").fetchall()


@pytest.mark.parametrize("words", REVEALING, ids=" ".join)
def test_whoever_asks_for_names_gets_them_and_is_written_down(desk: Desk, hit: str, words: list[str]) -> None:
    assert "northwind" in printed(desk, [*words, "--reveal"], hit)
    with desk.store() as store:
        told = store._db.execute("SELECT who FROM events WHERE action = 'revealed'").fetchall()
        assert told
        assert {who for (who,) in told} == {"kim"}
        assert store.verify() == []


def test_what_is_told_to_one_client_is_written_down_too(desk: Desk, hit: str) -> None:
    assert hit
    assert NAMES[3].lower() in printed(desk, ["report", "--for-client", NAMES[3]], hit)
    with desk.store() as store:
        (why,) = store._db.execute("SELECT why FROM events WHERE action = 'revealed'").fetchone()
    assert why == "what may be told to one client, since 30d, as md"
