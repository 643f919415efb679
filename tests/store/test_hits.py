from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from leakscan.errors import UnknownNameError
from leakscan.model import Severity, Status
from leakscan.store import HitFilter, HitSort, Kept, Step, Store
from tests.store.making import CLIENTS, a_document, a_hit

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def put(store: Store, text: str, **more: object) -> str:
    source = str(more.pop("source", "files"))
    clients = more.pop("clients", CLIENTS)
    document = a_document(text, source=source, url=more.pop("url", None), path=more.pop("path", "a.csv"))  # type: ignore[arg-type]
    hit = a_hit(document, clients, **more)  # type: ignore[arg-type]
    store.commit_step(Step(source, (Kept(document, (hit,)),)))
    return hit.id


def ids(store: Store, **wanted: object) -> set[str]:
    return {stored.id for stored in store.hits(HitFilter(**wanted))}  # type: ignore[arg-type]


def test_filters(store: Store) -> None:
    store.clock = lambda: NOW - timedelta(days=10)
    old = put(
        store, "old", severity=Severity.LOW, clients=["Zürich Polizei"], source="forum", url="https://f.example/T1"
    )
    store.clock = lambda: NOW
    new = put(store, "new", watchlist="flock", path="DUMP/Ärger.csv")
    store.triage([old], "dismiss", "kim", "x")
    assert ids(store) == {old, new}
    assert ids(store, statuses=(Status.DISMISSED,)) == {old}
    assert ids(store, statuses=(Status.NEW, Status.DISMISSED)) == {old, new}
    assert ids(store, severity=Severity.HIGH) == {new}
    assert ids(store, severity=Severity.LOW, severity_to=Severity.MEDIUM) == {old}
    assert ids(store, watchlists=("flock", "other")) == {new}
    assert ids(store, source="forum") == {old}
    assert ids(store, since=NOW - timedelta(days=7)) == {new}
    assert ids(store, entry="zÜRICH") == {old}
    assert ids(store, entry="czürich") == {old}, "the key serves too"
    assert ids(store, text="ärger") == {new}
    assert ids(store, text="F.EXAMPLE/t1") == {old}
    assert ids(store, text="ZÜRICH POL") == {old}
    assert ids(store, text="%") == ids(store, entry="_") == set()
    assert ids(store, entry="northwind", severity=Severity.HIGH, text="dump", source="files") == {new}
    assert ids(store, entry="northwind", source="forum") == set()


def test_a_word_that_many_entries_have_finds_the_same_hits(store: Store) -> None:
    hits = {put(store, str(n), clients=[f"Client {n}{m}" for m in range(5)]) for n in range(8)}
    put(store, "other", clients=["Somebody"])
    assert ids(store, entry="client") == hits
    assert len(ids(store, entry="client 3")) == 1


def test_a_source_that_repeated_a_document_finds_its_hit(store: Store) -> None:
    hit = put(store, "one")
    put(store, "one", source="forum", url="https://f.example/2", path=None)
    assert ids(store, source="forum") == ids(store, source="files") == {hit}


@pytest.mark.parametrize("sort", list(HitSort))
def test_pages_follow_each_other_without_gap_or_repeat(store: Store, sort: HitSort) -> None:
    severities = list(Severity)
    for n in range(30):
        store.clock = lambda n=n: NOW + timedelta(hours=n % 4)  # type: ignore[misc]
        put(store, str(n), severity=severities[n % 5])
    whole = [stored.id for stored in store.hits(HitFilter(sort=sort))]
    paged: list[str] = []
    while page := store.hits(HitFilter(sort=sort, limit=7, after=paged[-1] if paged else None)):
        paged += [stored.id for stored in page]
    assert paged == whole
    assert len(set(whole)) == 30


def test_the_most_urgent_come_first_and_among_them_the_newest(store: Store) -> None:
    order = []
    for severity in (Severity.LOW, Severity.CRITICAL):
        for hours in (0, 1):
            store.clock = lambda hours=hours: NOW + timedelta(hours=hours)  # type: ignore[misc]
            order.append(put(store, f"{severity}{hours}", severity=severity))
    assert [s.id for s in store.hits()] == order[::-1]
    newest = [s.first_seen for s in store.hits(HitFilter(sort=HitSort.NEWEST))]
    assert newest == sorted(newest, reverse=True)
    oldest = [s.first_seen for s in store.hits(HitFilter(sort=HitSort.OLDEST))]
    assert oldest == sorted(oldest)


def test_those_that_expose_most_clients_come_first(store: Store) -> None:
    hits = [put(store, str(n), clients=CLIENTS[:n]) for n in (3, 9, 1)]
    assert [s.id for s in store.hits(HitFilter(sort=HitSort.CLIENTS))] == [hits[1], hits[0], hits[2]]


def test_a_page_behind_a_hit_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(UnknownNameError, match="go on behind"):
        store.hits(HitFilter(after="feedfeedfeedfeed"))


def test_a_list_leaves_matches_out_unless_asked(store: Store) -> None:
    put(store, "one")
    (light,), (whole,) = store.hits(), store.hits(with_matches=True)
    assert light.hit.assessment.matches == ()
    assert len(whole.hit.assessment.matches) == len(CLIENTS)
    assert light.hit.assessment == replace(whole.hit.assessment, matches=())


def test_an_id_may_be_shortened(store: Store) -> None:
    hits = [put(store, str(n)) for n in range(3)]
    assert [store.hit(hit[:8]).id for hit in hits] == hits
    assert store.hit(f" {hits[0][:10].upper()} ").id == hits[0]


def test_several_that_fit_are_listed(store: Store) -> None:
    put(store, "one")
    for twin in range(12):
        store._db.execute(
            "INSERT INTO hits SELECT ?, watchlist, document, verdict, severity, rank, score, matched, listed, coverage,"
            " purity, assessment, status, assignee, incident, first_seen, last_seen FROM hits LIMIT 1",
            [f"abcd{twin:012x}"],
        )
    with pytest.raises(UnknownNameError, match=r"abcd fits several hits: abcd000000000000, .*abcd000000000009 …"):
        store.hit("abcd")
    assert store.events("abcd000000000003") == []


@pytest.mark.parametrize("wrong", ["", "abc", "xyz1", "0" * 17, "12 34", "abcd'--", "feedfeed"])
def test_what_is_no_id_is_refused(store: Store, wrong: str) -> None:
    put(store, "one")
    with pytest.raises(UnknownNameError):
        store.hit(wrong)
