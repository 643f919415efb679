from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakscan.model import Verdict
from leakscan.store import HitFilter, Kept, Step, Store
from leakscan.store.incidents import FRESH, SKETCH, same, sketch
from tests.store.making import a_document, a_hit

NAMES = [f"Client {n}" for n in range(600)]
keys = st.frozensets(st.integers(0, 60).map(str), max_size=60)


def incident(store: Store, text: str, names: list[str], **more: str) -> int | None:
    document = a_document(text)
    hit = a_hit(document, names, **more)  # type: ignore[arg-type]
    store.commit_step(Step("files", (Kept(document, (hit,)),)))
    return store.hit(hit.id).incident


def test_an_edited_repost_is_the_same_incident(store: Store) -> None:
    first = incident(store, "dump", NAMES[:400])
    assert first is not None
    assert incident(store, "dump, edited", [*NAMES[10:400], "Added"]) == first
    assert incident(store, "dump, reordered", NAMES[:400][::-1]) == first


def test_a_copy_cut_short_is_the_same_incident_in_either_order(store: Store) -> None:
    assert incident(store, "whole", NAMES[:400]) == incident(store, "cut short", NAMES[:210])
    assert incident(store, "cut short 2", NAMES[400:510]) == incident(store, "whole 2", NAMES[400:600])


def test_parts_of_a_fresh_list_are_no_news(store: Store) -> None:
    whole = incident(store, "whole", NAMES)
    parts = [incident(store, f"part {n}", NAMES[n : n + 60]) for n in range(0, 600, 60)]
    assert set(parts) == {whole}
    assert incident(store, "part with a new client in twelve", [*NAMES[:55], *(f"New {n}" for n in range(5))]) != whole


def test_a_part_of_a_list_that_leaked_long_ago_is_news(store: Store) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    store.clock = lambda: now
    whole = incident(store, "whole", NAMES)
    now += FRESH + timedelta(days=1)
    assert incident(store, "part", NAMES[:60]) != whole
    assert incident(store, "repost", NAMES[:590]) == whole
    now += timedelta(days=1)
    assert incident(store, "another part", NAMES[300:360]) == whole


@pytest.mark.slow
def test_promises_hold_among_many(store: Store) -> None:
    """Sixty lists that share a third of their clients; each is reposted, reordered, edited and split into parts."""
    rng = random.Random(1)
    everybody, common = [f"Org {n}" for n in range(9000)], [f"Known {n}" for n in range(150)]
    lists = [[*common[:100], *everybody[n * 150 : n * 150 + 200]] for n in range(60)]
    founded = [incident(store, f"list {n}", names) for n, names in enumerate(lists)]
    assert len(set(founded)) == 60
    for n, names in enumerate(lists):
        shuffled = rng.sample(names, len(names))
        edited = [*rng.sample(names, int(0.95 * len(names))), *(f"Edit {n} {i}" for i in range(9))]
        assert incident(store, f"reordered {n}", shuffled) == founded[n]
        assert incident(store, f"edited {n}", edited) == founded[n]
        parts = [shuffled[i : i + 60] for i in range(0, 300, 60)]
        assert [incident(store, f"part {n} {i}", part) for i, part in enumerate(parts)] == [founded[n]] * 5


def test_other_clients_or_another_watchlist_are_another_incident(store: Store) -> None:
    found = [
        incident(store, "a", NAMES[:100]),
        incident(store, "b", NAMES[100:200]),
        incident(store, "c", NAMES[:100], watchlist="flock"),
    ]
    assert len(set(found)) == 3


def test_a_mention_belongs_to_no_incident(store: Store) -> None:
    assert incident(store, "news", NAMES[:5], verdict=Verdict.MENTION) is None


def test_edits_do_not_drift(store: Store) -> None:
    """Each version is near the one before; the last has nothing in common with the first."""
    found = [incident(store, f"version {n}", NAMES[n * 15 : n * 15 + 200]) for n in range(16)]
    assert found[0] == found[1]
    assert found[0] != found[-1]


def test_the_incident_stays_with_a_hit_that_is_met_again(store: Store) -> None:
    first = incident(store, "dump", NAMES[:100])
    assert incident(store, "dump", NAMES[:100]) == first
    assert len(store.hits(HitFilter(incident=first))) == 1


def test_many_incidents_apart_are_still_told_apart(store: Store) -> None:
    groups = [NAMES[n : n + 30] for n in range(0, 600, 30)]
    first = [incident(store, f"group {n}", names) for n, names in enumerate(groups)]
    again = [incident(store, f"group {n} again", names[1:]) for n, names in enumerate(groups)]
    assert len(set(first)) == len(groups)
    assert again == first


@given(keys, keys)
def test_sameness_is_mutual_and_only_between_overlapping_sets(a: frozenset[str], b: frozenset[str]) -> None:
    assert same(a, b) == same(b, a)
    assert not (same(a, b) and not a & b)
    assert same(a, a) == bool(a)


@given(keys, keys)
def test_sets_that_are_the_same_share_a_value_of_their_sketches(a: frozenset[str], b: frozenset[str]) -> None:
    if same(a, b):
        assert set(sketch(a)) & set(sketch(b))


@pytest.mark.parametrize("size", [0, 1, SKETCH, SKETCH + 1, 5000])
def test_a_sketch_is_bounded_and_of_the_set_alone(size: int) -> None:
    names = [f"c{n}" for n in range(size)]
    assert len(sketch(frozenset(names))) == min(size, SKETCH)
    assert sketch(frozenset(names)) == sketch(frozenset(reversed(names)))


def test_a_mention_that_turns_out_a_list_joins_an_incident(store: Store) -> None:
    document = a_document("grown")
    mention = a_hit(document, NAMES[:100], verdict=Verdict.MENTION)
    store.commit_step(Step("files", (Kept(document, (mention,)),)))
    assert store.hit(mention.id).incident is None
    leak = replace(mention, assessment=replace(mention.assessment, verdict=Verdict.CLIENT_LIST))
    store.commit_step(Step("files", (Kept(document, (leak,)),)))
    assert store.hit(mention.id).incident is not None
