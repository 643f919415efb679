from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leakscan.errors import UnknownNameError, UsageError
from leakscan.model import Health, Severity, Verdict
from leakscan.report import disclose, gather, write_disclosure, write_report
from leakscan.report.writing import format_names
from leakscan.store import Kept, Step, Store, Visit, open_store
from tests.output.test_files import PAYLOADS, read
from tests.store.making import a_document, a_hit

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SINCE = NOW - timedelta(days=30)
CLIENTS = tuple(f"Northwind Branch {n:02}" for n in range(20))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "leakscan.db") as opened:
        yield opened


def put(
    store: Store, text: str, clients: tuple[str, ...] = CLIENTS, *, ago: int = 0, url: str | None = None, **more: object
) -> str:
    store.clock = lambda: NOW - timedelta(hours=ago)
    document = a_document(text, url=url or f"https://www.paste.test/{text}", path=None)
    hit = a_hit(document, clients, **more)  # type: ignore[arg-type]
    store.commit_step(Step("files", (Kept(document, (hit,), text=text),)))
    store.clock = lambda: NOW
    return hit.id


def test_a_report_tells_what_surfaced_and_how_long_is_left(store: Store) -> None:
    put(store, "old", CLIENTS[:5], ago=24 * 40)
    late = put(store, "late", CLIENTS[:12], ago=80)
    put(store, "copy", CLIENTS[:12], ago=1)
    put(store, "new", CLIENTS[10:], ago=10, severity=Severity.HIGH)
    closed = put(store, "closed", ("Other A", "Other B"), ago=5)
    put(store, "talk", ("Talk A",), verdict=Verdict.MENTION, severity=Severity.INFO)
    store.triage([closed], "dismiss", "kim", "x")
    told = gather(store, SINCE)
    assert [(c.incident, c.hits, c.clients, c.hours_left) for c in told.cases] == [
        (4, 1, 2, None),
        (2, 2, 12, -8),
        (3, 1, 10, 62),
    ]
    assert told.cases[1].hit == late
    assert (sum(told.hits.values()), told.mentions, told.dismissed) == (5, 1, 1)
    assert told.hits[Severity.HIGH] == 1
    assert [(c.watchlist, c.surfaced, c.clients) for c in told.coverage] == [("acme", 20, 2900)]
    assert sorted(c.hits for c in told.clients) == [1] * 8 + [2] * 10 + [3] * 2


def test_sources_that_were_silent_or_never_visited_are_named(store: Store) -> None:
    run = store.begin_run("crawl")
    store.visit(run, Visit("forum", Health.CHALLENGE, NOW, NOW, detail="a wall"))
    store.visit(run, Visit("paste", Health.OK, NOW, NOW))
    store.end_run(run, status="incomplete", exit_status=3)
    store.clock = lambda: datetime.now(UTC)
    told = gather(store, SINCE, sources=["paste", "telegram"])
    assert [(s.source, s.health, s.silent) for s in told.sources] == [
        ("forum", "challenge", True), ("paste", "ok", False), ("telegram", "never visited", True),
    ]  # fmt: skip
    assert told.incomplete_runs == 1
    assert "2 of 3 sources can't be relied on" in write_report(told, "html").replace("&#39;", "'")


@pytest.mark.parametrize("name", format_names())
def test_names_are_masked_unless_revealed_in_places_too(store: Store, name: str) -> None:
    put(store, "one", url="https://paste.test/northwind branch 03")
    masked = write_report(gather(store, SINCE), name)
    assert "northwind" not in masked.lower()
    assert "Northwind Branch 03" in write_report(gather(store, SINCE, reveal=True), name)


def test_a_report_of_nothing_is_a_report(store: Store) -> None:
    for name in format_names():
        assert write_report(gather(store, SINCE), name)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_changes_no_structure(store: Store, payload: str) -> None:
    put(store, "one", (f"Plain{payload}", "Second"), url=f"https://x.test/{payload}", watchlist=f"list{payload}")
    run = store.begin_run("crawl")
    store.visit(run, Visit(f"s{payload}", Health.REFUSED, NOW, NOW, detail=payload))
    told = gather(store, SINCE, reveal=True)
    plain = replace(
        told,
        cases=tuple(replace(c, place="p", watchlist="w") for c in told.cases),
        clients=tuple(replace(c, name="n", watchlist="w") for c in told.clients),
        coverage=tuple(replace(c, watchlist="w") for c in told.coverage),
        sources=tuple(replace(s, source="s", detail="d") for s in told.sources),
    )
    assert read(write_report(told, "html")).found == read(write_report(plain, "html")).found
    assert len(write_report(told, "md").splitlines()) == len(write_report(plain, "md").splitlines())
    assert "<" not in write_report(told, "md")
    json.loads(write_report(told, "json"))
    given = disclose(store, f"Plain{payload}", SINCE)
    assert (
        read(write_disclosure(given, "html")).found == read(write_disclosure(replace(given, client="c"), "html")).found
    )


def test_an_unknown_format_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="html, json, md"):
        write_report(gather(store, SINCE), "pdf")


# --- what is told to one client


@pytest.mark.parametrize("name", format_names())
@pytest.mark.parametrize(
    "url", ["https://paste.test/Northwind-Branch-07", "https://northwindbranch07.test/x", "http://[", "https://x@y/z"]
)
def test_one_client_is_told_nothing_of_another(store: Store, name: str, url: str) -> None:
    told_of, others = "Harbour Trust", ("Northwind Branch 07", "Zug Bank", "Ärzte Verein", "Akron Police")
    figures = ("48151", "62342")
    text = f"{told_of},11\nNorthwind Branch 07,{figures[0]}\nZug Bank,{figures[1]}"
    put(store, text, (told_of, *others), url=url)
    put(store, "elsewhere", ("Somebody Else", "Another One"))
    written = write_disclosure(disclose(store, told_of.upper(), SINCE), name)
    assert "Harbour Trust" in written
    assert "1" in written
    for word in (
        *others,
        "Somebody Else",
        "Another One",
        "Northwind",
        "Zug",
        "Akron",
        "rzte",
        *figures,
        "2900",
        "0.998",
    ):
        assert word.lower() not in written.lower(), word
    assert "no URL" not in written
    assert "https" not in written


def test_one_client_is_told_where_when_and_what_of_it(store: Store) -> None:
    hit = put(store, "one", ("Harbour Trust", "Other"), url="https://www.pastes.test/x")
    gone, talk = put(store, "two", ("Harbour Trust", "B")), put(store, "3", ("Harbour Trust",), verdict=Verdict.MENTION)
    store.triage([gone], "dismiss", "kim", "x")
    store.triage([hit], "confirm", "kim")
    (finding,) = disclose(store, "cHarbour Trust", SINCE).findings
    assert (finding.site, finding.parts, finding.status, finding.first_seen) == (
        "pastes.test",
        ("name",),
        "confirmed",
        NOW,
    )
    assert talk
    assert disclose(store, "Harbour Trust", NOW + timedelta(days=1)).findings == ()
    assert "Nothing that concerns you" in write_disclosure(
        disclose(store, "Harbour Trust", NOW + timedelta(days=1)), "md"
    )


def test_a_client_of_two_watchlists_has_to_be_named_with_one(store: Store) -> None:
    put(store, "one", ("Harbour Trust", "B"))
    put(store, "two", ("Harbour Trust", "C"), watchlist="flock")
    with pytest.raises(UnknownNameError, match="2 entries are called like"):
        disclose(store, "Harbour Trust", SINCE)
    assert len(disclose(store, "Harbour Trust", SINCE, "flock").findings) == 1
    put(store, "three", ("Harbourside Bank", "D"))
    assert len(disclose(store, "harbourside", SINCE).findings) == 1, (
        "a part of the name is enough where it is one's own"
    )
    with pytest.raises(UnknownNameError, match="was ever found"):
        disclose(store, "Nobody", SINCE)
