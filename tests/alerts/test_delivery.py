"""From the outbox to a real server: once, in time, again under the same key where it failed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leakscan.alerts.composing import LINES
from leakscan.alerts.courier import BROKEN, Courier
from leakscan.alerts.delivery import LONGEST, backoff, deliver
from leakscan.alerts.message import Content
from leakscan.alerts.sending import send
from leakscan.config import AlertsConfig
from leakscan.model import Severity
from leakscan.store import Message, Store, open_store
from tests.alerts.endpoint import Endpoint, serving
from tests.alerts.making import a_leak, commit
from tests.store.making import CLIENTS

CHAT = AlertsConfig(urls=("env:CHAT",))
HOUR = timedelta(hours=1)


def apart(n: int) -> list[str]:
    """Clients of an incident of its own."""
    return [f"Contoso {n} Office {m}" for m in range(6)]


def test_delivered_once_and_then_nothing_more(store: Store, endpoint: Endpoint) -> None:
    commit(store, a_leak())
    assert deliver(store, CHAT) == ()
    assert deliver(store, CHAT) == ()
    assert [request.told["kind"] for request in endpoint.accepted] == ["new"]


def test_what_failed_is_sent_again_later_the_same_to_the_letter(store: Store, endpoint: Endpoint) -> None:
    endpoint.answer = lambda n: 500 if n < 2 else 200
    commit(store, a_leak())
    now = store.clock()
    (failed,) = deliver(store, CHAT)
    assert str(failed) == "env:CHAT: not delivered after 1 try: the service answered 500"
    assert deliver(store, CHAT) == (), "it is not due yet"
    commit(store, a_leak("edit", CLIENTS[1:]))
    for hours in (1, 2):
        store.clock = lambda hours=hours: now + hours * HOUR  # type: ignore[misc]
        deliver(store, CHAT)
    assert len(endpoint.received) == 3
    assert len({request.key for request in endpoint.received}) == 1
    assert len({request.body for request in endpoint.received}) == 1
    assert len(endpoint.accepted) == 1
    assert store.undelivered() == []


def test_one_that_hangs_holds_up_no_other(store: Store, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    def impatient(reference: str, key: str, content: Content) -> str | None:
        return send(reference, key, content, 4.0 if reference == "env:PAGER" else 60.0)

    monkeypatch.setattr("leakscan.alerts.delivery.send", impatient)
    with serving(Endpoint(answer=lambda _: 30.0)) as hanging:
        monkeypatch.setenv("PAGER", hanging.url)
        commit(store, a_leak(), rule=None)
        from leakscan.alerts.rule import rule_of

        both = AlertsConfig(urls=("env:PAGER", "env:CHAT"))
        commit(store, a_leak("b", apart(1)), a_leak("c", apart(2)), rule=rule_of(both))
        (failed,) = deliver(store, both)
    assert failed.target == "env:PAGER"
    assert len(hanging.received) == 1, "what it did not take is not followed by more at once"
    assert len(endpoint.accepted) == 2


def test_waiting_grows_and_never_beyond_an_hour() -> None:
    waits = [backoff(Message(1, "k", "t", "", datetime.now(UTC), tries)).total_seconds() for tries in range(1, 40)]
    assert 12 <= waits[0] <= 18
    assert 96 <= waits[3] <= 144
    assert max(waits) <= LONGEST * 1.2
    assert len(set(waits)) > 30, "messages that failed together do not come back together"


@pytest.mark.parametrize(
    ("urgent", "severity", "copies", "held"),
    [
        ("critical", Severity.HIGH, [], True),
        ("critical", Severity.CRITICAL, [], False),
        ("high", Severity.HIGH, [], False),
        ("canary", Severity.CRITICAL, [], True),
        ("canary", Severity.CRITICAL, ["partner-b"], False),
    ],
)
def test_quiet_hours_hold_back_what_is_not_urgent(
    store: Store, endpoint: Endpoint, urgent: str, severity: Severity, copies: list[str], held: bool
) -> None:
    night = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    settings = AlertsConfig.model_validate({"urls": ["env:CHAT"], "quiet": "22:00-06:00", "urgent": urgent})
    store.clock = lambda: night
    commit(store, a_leak(severity=severity, copies=copies))
    deliver(store, settings)
    assert len(endpoint.accepted) == (0 if held else 1)
    store.clock = lambda: night + 8 * HOUR
    deliver(store, settings)
    assert len(endpoint.accepted) == 1


def test_a_digest_gathers_what_is_not_urgent(store: Store, endpoint: Endpoint) -> None:
    settings = AlertsConfig.model_validate({"urls": ["env:CHAT"], "digest": "1h"})
    now = store.clock()
    for n in range(3):
        store.clock = lambda n=n: now + timedelta(minutes=n)  # type: ignore[misc]
        commit(store, a_leak(str(n), apart(n)))
        deliver(store, settings)
    assert endpoint.received == []
    commit(store, a_leak("urgent", apart(9), severity=Severity.CRITICAL))
    deliver(store, settings)
    assert [request.told["kind"] for request in endpoint.accepted] == ["new"]
    store.clock = lambda: now + HOUR
    deliver(store, settings)
    told = endpoint.accepted[1].told
    assert (told["kind"], told["alerts"], len(told["hits"].split())) == ("digest", "3", 3)
    assert told["title"] == "HIGH: 3 incidents to look at"


def test_a_flood_is_one_message(store: Store, endpoint: Endpoint) -> None:
    commit(store, *(a_leak(str(n), apart(n), severity=Severity.CRITICAL) for n in range(30)))
    deliver(store, CHAT)
    (request,) = endpoint.accepted
    assert request.told["alerts"] == "30"
    assert f"and {30 - LINES} more" in request.told["message"]


def test_a_target_that_is_taken_away_gets_nothing_more(store: Store, endpoint: Endpoint) -> None:
    endpoint.answer = lambda _: 500
    commit(store, a_leak())
    deliver(store, CHAT)
    deliver(store, AlertsConfig())
    store.hasten()
    deliver(store, CHAT)
    assert len(endpoint.received) == 1


def test_the_courier_delivers_while_others_work(tmp_path: Path, endpoint: Endpoint) -> None:
    database = tmp_path / "leakscan.db"
    with open_store(database) as store:
        with Courier(database, CHAT) as messenger:
            commit(store, a_leak(), rule=messenger.rule)
            messenger.wake()
            deadline = datetime.now(UTC) + timedelta(seconds=20)
            while not endpoint.accepted and datetime.now(UTC) < deadline:
                endpoint.over.wait(0.02)
            assert endpoint.accepted, "delivered before the work is over"
            commit(store, a_leak("b", apart(1)), rule=messenger.rule)
        assert messenger.problems == ()
    assert len(endpoint.accepted) == 2


def test_the_courier_says_what_it_could_not_deliver(tmp_path: Path, endpoint: Endpoint) -> None:
    endpoint.answer = lambda _: 503
    database = tmp_path / "leakscan.db"
    with open_store(database) as store, Courier(database, CHAT) as messenger:
        commit(store, a_leak(), rule=messenger.rule)
    assert messenger.problems == ("env:CHAT: not delivered after 1 try: the service answered 503",)


def test_a_courier_that_breaks_off_says_so(tmp_path: Path, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("leakscan.alerts.courier.deliver", broken)
    monkeypatch.setattr("threading.excepthook", lambda _: None)
    with Courier(tmp_path / "leakscan.db", CHAT) as messenger:
        pass
    assert messenger.problems == (BROKEN,)


def test_the_courier_without_targets_does_nothing(tmp_path: Path) -> None:
    with Courier(tmp_path / "none" / "leakscan.db", AlertsConfig()) as messenger:
        messenger.wake()
    assert (messenger.rule, messenger.problems) == (None, ())
