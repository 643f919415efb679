from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from leakscan.contract import hit_json
from leakscan.errors import StoreError
from leakscan.model import Severity, Verdict
from leakscan.store import HitFilter, Kept, Step, Store
from tests.store.making import CLIENTS, FETCHED, a_document, a_hit, a_step


def test_a_hit_comes_back_as_it_was(store: Store) -> None:
    document = a_document()
    store.commit_step(a_step(document))
    stored = store.hit(a_hit(document).id)
    assert stored.hit == a_hit(document)
    assert hit_json(stored.hit) == hit_json(a_hit(document))
    assert (stored.media_type, stored.charset, stored.sightings) == ("text/csv", "utf-8", 1)


def test_a_step_repeated_adds_nothing(store: Store) -> None:
    step = a_step(a_document("one"), a_document("two"), cursor={"last": "p2"}, seen=("p1", "p2"))
    first = store.commit_step(step)
    again = store.commit_step(step)
    assert (len(first.new), first.known, first.sightings) == (2, (), 2)
    assert (again.new, again.known, again.sightings) == ((), first.new, 0)
    assert len(store.hits()) == 2
    assert [len(store.sightings(hit)) for hit in first.new] == [1, 1]


def test_a_known_hit_keeps_its_triage_when_met_again(store: Store) -> None:
    document = a_document()
    (hit,) = store.commit_step(a_step(document)).new
    store.triage([hit], "dismiss", "kim", "test data")
    elsewhere = replace(document, sighting=replace(document.sighting, source="forum", url="https://forum.example/1"))
    assert store.commit_step(a_step(elsewhere, source="forum")).known == (hit,)
    stored = store.hit(hit)
    assert stored.hit.status == "dismissed"
    assert stored.sightings == 2
    assert [s.sighting.source for s in store.sightings(hit)] == ["files", "forum"]


def test_a_document_without_a_hit_leaves_a_count_and_no_trace(store: Store) -> None:
    run = store.begin_run("scan")
    store.commit_step(
        Step("files", (Kept(a_document("benign")), Kept(a_document("leak"), (a_hit(a_document("leak")),)))), run
    )
    assert (store.run(run).documents, store.run(run).hits) == (2, 1)
    assert b"benign" not in store.path.read_bytes()


def test_a_document_known_for_a_hit_gets_its_sighting_even_where_none_is_found_now(store: Store) -> None:
    document = a_document()
    (hit,) = store.commit_step(a_step(document)).new
    elsewhere = replace(document, sighting=replace(document.sighting, path="b.csv"))
    assert store.commit_step(Step("files", (Kept(elsewhere),))).sightings == 1
    assert store.hit(hit).sightings == 2


def test_a_changed_assessment_replaces_the_old_one_and_is_in_the_history(store: Store) -> None:
    document = a_document()
    weak = a_hit(document, CLIENTS[:3], verdict=Verdict.MENTION, severity=Severity.LOW)
    store.commit_step(Step("files", (Kept(document, (weak,)),)))
    store.triage([weak.id], "acknowledge", "kim")
    store.commit_step(a_step(document))
    stored = store.hit(weak.id)
    assert stored.hit == replace(a_hit(document), status=stored.hit.status)
    assert stored.hit.status == "acknowledged"
    assert stored.incident is not None
    event = store.events(weak.id)[-1]
    assert (event.action, event.before, event.after) == ("reassessed", "mention low", "client-list critical")


def test_one_document_may_hit_two_watchlists(store: Store) -> None:
    document = a_document()
    both = (a_hit(document), a_hit(document, watchlist="flock"))
    assert len(store.commit_step(Step("files", (Kept(document, both),))).new) == 2
    assert [h.hit.assessment.watchlist for h in store.hits(HitFilter(watchlists=("flock",)))] == ["flock"]


@pytest.mark.parametrize(
    "hostile", ["NUL\0after", "lone \ud800 surrogate", "file-\udcff.csv", "\x1b]8;;x\x07", "'); DROP TABLE hits; --"]
)
def test_hostile_text_is_stored_and_comes_back_readable(store: Store, hostile: str) -> None:
    document = a_document("x")
    sighting = replace(document.sighting, title=hostile, author=hostile, path=hostile, url=hostile)
    document = replace(document, sighting=sighting, media_type=hostile)
    hit = a_hit(document, [hostile], watchlist="acme' OR 1")
    step = Step(hostile, (Kept(document, (hit,)),), {hostile: hostile}, (hostile,))
    store.commit_step(step)
    stored = store.hit(hit.id)
    readable = hostile.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode()
    assert stored.hit.sighting.title == stored.hit.sighting.path == readable
    assert stored.hit.names == {f"c{readable}": readable}
    assert store.cursor(hostile) == {readable: hostile}
    assert store.has_seen(hostile, [hostile, "other"]) == {hostile}
    assert store.commit_step(step).known == (hit.id,)
    assert [h.id for h in store.hits(HitFilter(text=hostile))] == [hit.id]
    assert [h.id for h in store.hits(HitFilter(entry=hostile))] == [hit.id]
    assert [h.id for h in store.hits(HitFilter(watchlists=("acme' OR 1",)))] == [hit.id]


def test_a_clock_that_went_back_moves_no_hit_backwards(store: Store) -> None:
    document = a_document()
    (hit,) = store.commit_step(a_step(document)).new
    last = store.hit(hit).last_seen
    store.clock = lambda: datetime.now(UTC) - timedelta(days=400)
    early = replace(document, sighting=replace(document.sighting, fetched_at=FETCHED - timedelta(days=400)))
    store.commit_step(a_step(early))
    assert store.hit(hit).last_seen == last
    assert store.sightings(hit)[0].last_fetched_at == FETCHED


def test_a_name_without_a_match_is_kept_too(store: Store) -> None:
    document = a_document()
    hit = a_hit(document)
    hit = replace(hit, names={**hit.names, "cCanary": "Quenby Ltd"})
    store.commit_step(Step("files", (Kept(document, (hit,)),)))
    assert store.hit(hit.id).hit == hit


def test_matches_that_moved_are_replaced_though_the_verdict_stands(store: Store) -> None:
    document = a_document()
    hit = a_hit(document)
    store.commit_step(Step("files", (Kept(document, (hit,)),)))
    moved = tuple(replace(match, start=match.start + 1, end=match.end + 1) for match in hit.assessment.matches)
    hit = replace(hit, assessment=replace(hit.assessment, matches=moved))
    store.commit_step(Step("files", (Kept(document, (hit,)),)))
    assert store.hit(hit.id).hit == hit
    assert store.events(hit.id) == []


def test_evidence_named_once_stays_named(store: Store) -> None:
    document = a_document()
    hits = (a_hit(document),)
    store.commit_step(Step("files", (Kept(document, hits, "evidence/aa/x.warc.gz"),)))
    store.commit_step(Step("files", (Kept(document, hits),)))
    assert store.hit(hits[0].id).evidence == "evidence/aa/x.warc.gz"


def test_a_step_that_fails_in_its_middle_leaves_nothing(store: Store) -> None:
    good, bad = a_document("good"), a_document("bad")
    broken = replace(a_hit(bad), size=-1, assessment=replace(a_hit(bad).assessment, score=None))  # type: ignore[arg-type]
    step = Step("paste", (Kept(good, (a_hit(good),)), Kept(bad, (broken,))), {"last": "9"}, ("9",))
    with pytest.raises(StoreError, match="nothing of this step was written"):
        store.commit_step(step)
    assert store.hits() == []
    assert store.cursor("paste") == {}
    assert store.has_seen("paste", ["9"]) == set()
    store.commit_step(a_step(good))
    assert len(store.hits()) == 1
