"""The full-screen review, driven by its keys on a real store."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from leakscan.cli.filtering import Chosen
from leakscan.store import Store, open_store
from tests.cli.conftest import NAMES, Desk
from tests.review.driving import At, desk_of, sitting
from tests.review.making import put

# Each key is a picture, which a busy machine is slow to draw.
pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]
Doing = Callable[[At], Coroutine[Any, Any, None]]


def at(store: Store, doing: Doing, **how: Any) -> None:
    """Let somebody do something at the review."""

    async def sit() -> None:
        async with sitting(store, **how) as seated:
            await doing(seated)

    asyncio.run(sit())


def test_a_hundred_hits_are_triaged_from_the_keyboard_and_all_of_it_taken_back(store: Store) -> None:
    """Ten at a time: singly, with a suggested reason, with an assignment, and seven marked with a reason of one's own.

    The keys of ten come at once, as over a slow line.
    """
    hits = put(store, 100)
    before = store.states(hits)
    order = [hit.id for hit in store.hits()]
    ten = ["c", "d", "1", "enter", "s", "enter", "c", *["space"] * 7, "d", *"mine", "enter"]
    became = [("confirmed", None), ("dismissed", None), ("confirmed", "kim"), *[("dismissed", None)] * 7]

    async def triage(a: At) -> None:
        for _ in range(10):
            await a.press_at_once(*ten)
        assert a.said.endswith("Nothing is left to be decided here.")
        states = {hit: (str(status), who) for hit, (status, who) in store.states(hits).items()}
        assert states == dict(zip(order, became * 10, strict=True)), "each as was decided, and none is lost"
        await a.press_at_once(*["u"] * 50)
        assert store.states(hits) == before
        await a.press("u")
        assert a.said == "Nothing of this review is left to be taken back."
        assert "100 hits · 0 decided" in a.screen

    at(store, triage)
    assert store.verify() == []
    reasons = [str(event.why) for hit in hits for event in store.events(hit) if event.action == "dismiss"]
    assert sorted(reasons) == sorted(["a public directory or ranking", *["mine"] * 7] * 10)


def test_words_that_are_typed_ahead_are_never_taken_for_decisions(store: Store) -> None:
    hits = put(store, 3)
    first = store.hits()[0].id

    async def hasty(a: At) -> None:
        await a.press_at_once("d", *"acdrsou", "escape")
        assert a.said == "Nothing was changed."
        await a.press_at_once("n", *"cad", "enter", "c")

    at(store, hasty)
    assert [event.why for event in store.events(first) if event.action == "note"] == ["cad"]
    assert {hit: str(status) for hit, (status, _) in store.states(hits).items()} == {
        hit: "confirmed" if hit == first else "new" for hit in hits
    }


def test_what_is_typed_behind_the_key_that_leaves_does_nothing(store: Store) -> None:
    hits = put(store, 3)

    async def leave(a: At) -> None:
        await a.press_at_once("q", "c", "d", "1", "enter")

    at(store, leave)
    assert {str(status) for status, _ in store.states(hits).values()} == {"new"}


def test_what_a_colleague_did_is_shown_and_not_decided_over(store: Store) -> None:
    put(store, 3)
    first = store.hits()[0].id

    async def meanwhile(a: At) -> None:
        with open_store(store.path) as other:
            other.triage([first], "dismiss", "ann", "our own page")
        await a.press("c")
        assert f"hit {first} is dismissed by now: dismiss by ann (our own page)" in a.said
        assert a.looked_at == first, "it stays, to be looked at again"
        assert "dismissed" in a.screen.splitlines()[1]
        with open_store(store.path) as other:
            other.assign([first], "bo", "ann")
            put(other, 2, first=3)
        a.review.look()
        await a.settle()
        assert a.said == "somebody else has just changed this hit"
        assert "2 new: F5" in a.screen.splitlines()[0]
        assert a.looked_at == first
        await a.press("f5")
        assert "4 hits" in a.screen.splitlines()[0], "five, of which ann has dismissed one"

    at(store, meanwhile)


def test_a_store_that_can_not_be_written_loses_nothing_and_says_so(store: Store) -> None:
    hits = put(store, 2)
    store._db.conn.execute("PRAGMA busy_timeout = 50")
    rival = sqlite3.connect(store.path, isolation_level=None)

    async def refused(a: At) -> None:
        rival.execute("BEGIN IMMEDIATE")
        await a.press("c")
        assert "another process is writing to it" in a.said
        assert "0 decided" in a.screen.splitlines()[0]
        rival.execute("ROLLBACK")
        await a.press("c")
        assert "1 decided" in a.screen.splitlines()[0]

    at(store, refused)
    rival.close()
    assert sorted(str(status) for status, _ in store.states(hits).values()) == ["confirmed", "new"]


def test_names_are_masked_until_they_are_asked_for_and_in_that_hit_alone(desk: Desk) -> None:
    hits = [desk.leak(), desk.leak(NAMES[:6], path="b.csv")]

    async def look(a: At) -> None:
        assert "NORTHWIND" not in a.screen.upper()
        assert "N••• B••• •••" in a.screen
        first = a.looked_at
        await a.press("v")
        assert "NORTHWIND BRANCH 03" in a.screen
        await a.press("j")
        assert "NORTHWIND" not in a.screen.upper()
        await a.press("k")
        assert "NORTHWIND" not in a.screen.upper(), "nor when one comes back"
        await a.press("v", "v")
        assert "NORTHWIND" not in a.screen.upper()
        with desk.store() as store:
            told = [(e.who, e.action) for e in store.events(first)]
            assert told == [("kim", "revealed")] * 2
            assert store.events(next(hit for hit in hits if hit != first)) == []

    with desk.store() as store:
        at(store, look, size=(120, 30))


def test_the_queue_is_filtered_searched_and_brought_back(store: Store) -> None:
    hits = put(store, 10)

    async def narrow(a: At) -> None:
        await a.press("f")
        await a.press_at_once(*["backspace"] * 40)
        await a.write("--severity critical.. --sort x")
        assert "there is no option --sort" in a.screen
        await a.press_at_once(*["backspace"] * 9, "enter")
        assert a.screen.splitlines()[0].endswith("--severity critical..")
        assert {item.hit.assessment.severity for item in a.session.items} == {"critical"}
        await a.press("slash")
        await a.write("9.csv")
        assert "1 hits" in a.screen.splitlines()[0]
        assert a.review.typed == "--severity critical.. --text 9.csv"
        await a.press("i")
        assert a.review.typed == "--incident 1"
        assert len(a.session.items) == 10
        await a.press("escape")
        assert a.review.typed == "--status new,acknowledged"
        assert len(a.session.items) == len(hits)

    at(store, narrow)


def test_a_queue_without_a_hit_says_so(store: Store) -> None:
    async def nothing(a: At) -> None:
        assert "There are no hits like that." in a.screen
        for key in ("c", "d", "u", "v", "n", "m", "s", "i", "space", "j", "k", "z", "f5", "escape"):
            await a.press(key)
        assert store.head()[0] == 0

    at(store, nothing, chosen=Chosen(status=["resolved"]))


def test_muting_needs_what_how_long_and_why(store: Store) -> None:
    put(store, 2)

    async def mute(a: At) -> None:
        await a.press("m")
        await a.write("2 30d")
        assert "write a number from 1 to 3, a time and a reason" in " ".join(a.screen.split())
        await a.write(" known")
        assert a.said.startswith("Mute 1 hides 0 hits until ")
        await a.press("u")
        assert a.said == "Taken back: the mute is over."

    at(store, mute)
    (made,) = store.mutes()
    assert (made.incident, made.reason, made.who, made.ended is not None) == (1, "known", "kim", True)


def test_the_mouse_does_what_the_keys_do(store: Store) -> None:
    hits = [hit.id for hit in store.hits()] or put(store, 3)
    order = [hit.id for hit in store.hits()]

    async def click(a: At) -> None:
        await a.pilot.click("Queue", offset=(10, 1))
        await a.settle()
        assert a.looked_at == order[1]
        await a.pilot.click("KeyBar", offset=(a.screen.splitlines()[-1].index("confirm") - 1, 0))
        await a.settle()

    at(store, click)
    assert {hit: str(store.states(hits)[hit][0]) for hit in hits} == {
        hit: "confirmed" if hit == order[1] else "new" for hit in hits
    }


def test_help_names_every_key_and_any_way_out_closes_it(store: Store) -> None:
    put(store, 1)

    async def ask(a: At) -> None:
        await a.press("question_mark")
        for word in ("acknowledge", "take back your last decision", "Space"):
            assert word in a.screen
        await a.press("escape", "question_mark", "q")
        assert a.screen.splitlines()[0].strip().startswith("leakscan review")
        await a.press("c")
        assert "1 decided" in a.screen

    at(store, ask)


def test_a_part_of_the_screen_alone_and_light_paper(store: Store) -> None:
    put(store, 3)

    async def look(a: At) -> None:
        await a.press("tab", "z")
        assert "Rows" not in a.screen
        assert "+41.2  40 of the 44 rows of one table are clients (91 %)" in a.screen
        await a.press("z", "t")
        assert "Rows" in a.screen
        assert a.app.theme == "textual-light"

    at(store, look)


def test_a_fault_ends_the_review_without_a_picture_of_what_it_held(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Textual would print every local variable, the clients' names and hostile text in them included."""
    put(store, 1)

    async def break_it(a: At) -> None:
        monkeypatch.setattr(a.session, "decide", lambda *_: 1 / 0)
        await a.press("c")

    with pytest.raises(ZeroDivisionError):
        at(store, break_it)


def test_a_fault_is_raised_without_a_picture_of_what_was_held(store: Store) -> None:
    """Textual would print every local variable, the clients' names and hostile text in them included."""
    app = desk_of(store)
    app._handle_exception(ZeroDivisionError("x"))
    assert app._exit_renderables == []
    with pytest.raises(ZeroDivisionError):
        app.raise_fault()
