from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from leakscan.model import Health
from leakscan.store import HitFilter, Kept, Merged, PackedText, Step, Store, Visit, open_store
from leakscan.store.triage import Action
from tests.store.making import a_document, a_hit, a_step

SOME = Step("paste", tuple(Kept(a_document(t), (a_hit(a_document(t)),), text=f"row of {t}") for t in "abc"))


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "here.db") as store:
        yield store


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "there.db") as store:
        yield store


def content(store: Store) -> dict[str, Any]:
    """All that can be told of hits, apart from numbers."""
    assert store.verify() == []
    told = {}
    for hit in store.hits(with_matches=True):
        places = sorted((s.sighting.url, s.sighting.path, s.last_fetched_at) for s in store.sightings(hit.id))
        events = [(e.at, e.who, e.action, e.after, e.why) for e in store.events(hit.id)]
        told[hit.id] = (hit.hit, hit.first_seen, hit.last_seen, hit.assignee, places, events)
    return told


def test_hits_come_with_their_places_history_and_rows(here: Store, there: Store) -> None:
    run = there.begin_run("crawl")
    there.commit_step(SOME, run)
    there.visit(run, Visit("paste", Health.OK, datetime.now(UTC), datetime.now(UTC), pages=4, bytes=70))
    there.end_run(run, problems=["one"])
    first = there.hits()[0].id
    there.triage([first], Action.ACKNOWLEDGE, "ann", "mine")
    there.assign([first], "ann", "ann")
    merged = here.merge(there)
    assert (merged.new, merged.known, merged.sightings, merged.runs) == (3, 0, 3, 1)
    assert content(here) == content(there)
    assert [(r.kind, r.pages, r.bytes, r.hits, r.problems) for r in here.runs()] == [("crawl", 4, 70, 3, ("one",))]
    assert here.run(1).visits == there.run(run).visits
    assert [h.id for h in here.hits(HitFilter(text="row of b"))] == [
        h.id for h in there.hits(HitFilter(text="row of b"))
    ]


def test_doing_it_again_adds_nothing(here: Store, there: Store) -> None:
    there.commit_step(SOME, there.begin_run("scan"))
    there.triage([there.hits()[0].id], Action.CONFIRM, "ann", "ours")
    here.merge(there)
    before, head = content(here), here.head()
    merged = here.merge(there)
    assert (merged.new, merged.known, merged.sightings, merged.runs) == (0, 3, 0, 0)
    assert (content(here), here.head()) == (before, head)


def test_both_know_a_document_from_different_places(here: Store, there: Store) -> None:
    here.commit_step(a_step(a_document("x", url="https://one.example/")))
    there.commit_step(a_step(a_document("x", url="https://two.example/"), a_document("y")))
    merged = here.merge(there)
    assert (merged.new, merged.known, merged.sightings) == (1, 1, 2)
    assert here.hits(HitFilter(text="two.example"))
    assert max(hit.sightings for hit in here.hits()) == 2


def test_what_was_decided_here_stands(here: Store, there: Store) -> None:
    for store, action in ((here, Action.DISMISS), (there, Action.CONFIRM)):
        store.commit_step(a_step(a_document("x")))
        store.triage([store.hits()[0].id], action, "ann", "as I see it")
    merged = here.merge(there)
    assert merged.differing == [f"hit {here.hits()[0].id} is dismissed here, and confirmed there"]
    assert here.hits()[0].hit.status == "dismissed"
    assert here.verify() == []


def test_what_was_not_decided_here_is_as_it_was_decided_there(here: Store, there: Store) -> None:
    for store in (here, there):
        store.commit_step(a_step(a_document("x")))
    there.triage([there.hits()[0].id], Action.CONFIRM, "ann", "ours")
    assert here.merge(there).differing == []
    assert here.hits()[0].hit.status == "confirmed"
    assert here.verify() == []


def test_a_source_that_is_new_here_goes_on_from_there_and_one_that_is_known_does_not(here: Store, there: Store) -> None:
    here.commit_step(Step("both", cursor={"last": 5}))
    there.commit_step(Step("both", cursor={"last": 9}, seen=("9",)))
    there.commit_step(Step("new", cursor={"last": 3}, seen=("3",)))
    assert here.merge(there).taken_over == ["new"]
    assert (here.cursor("both"), here.cursor("new")) == ({"last": 5}, {"last": 3})
    assert here.has_seen("new", ["3"]) == {"3"}
    assert here.has_seen("both", ["9"]) == set()


def test_texts_come_with_the_dictionaries_they_need(here: Store, there: Store) -> None:
    here.add_dictionary(b"of here")
    number = there.add_dictionary(b"of there")
    there.commit_step(Step("paste", (Kept(a_document("x"), packed=PackedText(b"packed", 7, number)),)))
    assert here.merge(there).texts == 1
    (kept,) = here.kept()
    assert kept.text is not None
    assert here.dictionaries()[kept.text.dictionary or 0] == b"of there"
    assert here.merge(there).texts == 0
    assert len(here.dictionaries()) == 2


def test_a_run_that_still_runs_comes_the_next_time(here: Store, there: Store) -> None:
    run = there.begin_run("crawl")
    there.commit_step(SOME, run)
    assert here.merge(there).runs == 0
    there.end_run(run)
    assert (here.merge(there).runs, here.runs()[0].hits) == (1, 3)


def test_many_hits_come_in_steps(here: Store, there: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leakscan.store.merging._BATCH", 3)
    there.commit_step(a_step(*(a_document(str(n)) for n in range(10))))
    assert here.merge(there).new == 10
    assert content(here) == content(there)


def test_an_empty_store_adds_nothing(here: Store, there: Store) -> None:
    assert here.merge(there) == Merged()
