from __future__ import annotations

from datetime import UTC, datetime, timedelta

from leakscan.store import Kept, PackedText, Step, Store
from tests.store.making import a_document, a_hit, a_step

START = datetime(2026, 11, 1, tzinfo=UTC)


def keep(store: Store, count: int, size: int = 100) -> None:
    """One text a day."""
    for n in range(count):
        store.clock = lambda n=n: START + timedelta(days=n)  # type: ignore[misc]  # bound now
        store.commit_step(Step("s", (Kept(a_document(str(n)), packed=PackedText(bytes(size), 7)),)))


def test_a_document_whose_text_is_kept_leaves_a_trace_though_it_has_no_hit(store: Store) -> None:
    keep(store, 3)
    store.commit_step(Step("s", (Kept(a_document("no hit, no text")),)))
    found = store.kept()
    assert [document.text for document in found] == [PackedText(bytes(100), 7)] * 3
    assert {document.sha256 for document in found} == {a_document(str(n)).sha256 for n in range(3)}
    assert found[0].sighting == a_document().sighting
    assert store.hits() == []


def test_kept_documents_come_in_pages_each_once(store: Store) -> None:
    keep(store, 7)
    store.commit_step(Step("s", (Kept(a_document("hit"), (a_hit(a_document("hit")),), "evidence/x"),)))
    seen: list[str] = []
    while batch := store.kept(seen[-1] if seen else "", 3):
        seen += [document.sha256 for document in batch]
    assert seen == sorted(set(seen))
    assert len(seen) == 8


def test_old_texts_go_then_the_oldest_of_too_many(store: Store) -> None:
    keep(store, 10)
    assert store.prune_texts(START + timedelta(days=2), 10_000) == 2
    assert store.prune_texts(START, 350) == 5
    assert {document.sha256 for document in store.kept()} == {a_document(str(n)).sha256 for n in (7, 8, 9)}
    assert store.prune_texts(START, 350) == 0


def test_a_hit_found_again_tells_so_in_its_history_and_its_document_was_not_seen_again(store: Store) -> None:
    keep(store, 1)
    hit, run = a_hit(a_document("0")), store.begin_run("rescreen", {"acme": "1"})
    later = START + timedelta(days=9)
    store.clock = lambda: later
    assert store.found_again("acme", [hit], {"after": "x"}, run).new == (hit.id,)
    assert store.found_again("acme", [hit], {"after": "y"}, run).known == (hit.id,)
    (event,) = store.events(hit.id)
    assert (event.who, event.action, event.after) == ("leakscan", "rescreened", "client-list critical")
    assert store.rescreened("acme") == {"after": "y"}
    assert store.run(run).hits == 1
    assert store.verify_events() == []
    assert len(store.sightings(hit.id)) == 1


def test_runs_that_looked_for_something_else(store: Store) -> None:
    assert not store.screened_otherwise("acme", "new", 0)
    for watchlists in ({"acme": "old"}, {"other": "x"}, {"acme": "new"}, {}):
        run = store.begin_run("crawl", watchlists)
        store.commit_step(a_step(a_document()), run)
    empty = store.begin_run("crawl", {"acme": "old"})
    assert [store.screened_otherwise("acme", "new", after) for after in (0, 1, 2, 3, empty)] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert store.screened_otherwise('a"c', "new", 0)
