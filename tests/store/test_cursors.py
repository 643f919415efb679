from __future__ import annotations

from datetime import UTC, datetime, timedelta

from leakscan.store import Step, Store


def test_a_source_never_visited_has_an_empty_cursor(store: Store) -> None:
    assert store.cursor("paste") == {}
    assert store.has_seen("paste", ["a"]) == set()


def test_a_cursor_keeps_any_json_and_each_source_its_own(store: Store) -> None:
    store.commit_step(Step("paste", cursor={"last": "abc", "page": 3, "topics": {"7": [1, 2.5, None, True]}}))
    store.commit_step(Step("forum", cursor={"last": "zzz"}))
    assert store.cursor("paste") == {"last": "abc", "page": 3, "topics": {"7": [1, 2.5, None, True]}}
    assert store.cursor("forum") == {"last": "zzz"}


def test_a_step_changes_only_the_keys_it_names_and_none_removes_one(store: Store) -> None:
    store.commit_step(Step("paste", cursor={"last": 1, "page": 1, "gone": 1}))
    store.commit_step(Step("paste", cursor={"last": 2, "gone": None, "never": None}))
    assert store.cursor("paste") == {"last": 2, "page": 1}


def test_thousands_of_ids_are_asked_for_at_once(store: Store) -> None:
    store.commit_step(Step("paste", seen=tuple(f"p{n}" for n in range(0, 3000, 2))))
    seen = store.has_seen("paste", [f"p{n}" for n in range(3000)])
    assert seen == {f"p{n}" for n in range(0, 3000, 2)}
    assert store.has_seen("forum", ["p0"]) == set()
    assert store.has_seen("paste", []) == set()


def test_old_ids_can_be_forgotten_but_not_one_that_is_seen_again(store: Store) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=100)
    store.clock = lambda: long_ago
    store.commit_step(Step("paste", seen=("old", "listed")))
    store.clock = lambda: datetime.now(UTC)
    store.commit_step(Step("paste", seen=("listed", "new")))
    assert store.forget_seen("paste", datetime.now(UTC) - timedelta(days=90)) == 1
    assert store.has_seen("paste", ["old", "listed", "new"]) == {"listed", "new"}
