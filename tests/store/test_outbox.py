"""What is told of: one alert an incident, and no more than is news."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leakscan.model import Severity, Verdict
from leakscan.store import JSON, AlertRule, HitFilter, Mute, Step, Store
from leakscan.store.messages import FAR, LEASE
from tests.alerts.making import RULE, a_leak, commit, hit_of, kinds
from tests.store.making import CLIENTS

EDITS = [CLIENTS[:n] + CLIENTS[n + 2 :] for n in range(10)]  # each lacks two rows: 38 of the 40


def test_the_same_dump_at_50_addresses_and_10_sources_is_one_alert(store: Store) -> None:
    places = [(f"source-{n % 10}", f"https://paste{n}.example/{n}") for n in range(50)]
    for _ in range(30):  # days
        for source, url in places:
            commit(store, a_leak(source=source, url=url), source=source)
    (hit,) = store.hits()
    assert hit.sightings == 50
    assert kinds(store) == ["new"]


def test_ten_edits_are_the_same_incident_and_no_news(store: Store) -> None:
    commit(store, a_leak())
    for n, clients in enumerate(EDITS):
        commit(store, a_leak(f"edit {n}", clients, url=f"https://paste.example/{n}"))
    assert len(store.hits()) == 11
    assert kinds(store) == ["new"]


def test_a_new_client_in_an_incident_is_one_update(store: Store) -> None:
    commit(store, a_leak())
    store.post("env:CHAT", [1], "told")
    grown = a_leak("grown", (*CLIENTS, "Contoso"))
    for n in range(3):
        commit(store, grown, a_leak(f"edit {n}", (*CLIENTS[n:], "Contoso")))
    (update, _), (first, _) = store.alerts()
    assert (first.kind, first.clients) == ("new", 40)
    assert (update.kind, update.clients, update.hit) == ("update", 1, hit_of(grown).id)
    assert store.extent(1) == (5, 41)


def test_while_the_first_alert_waits_more_goes_into_it(store: Store) -> None:
    commit(store, a_leak())
    (worse,) = commit(store, a_leak("worse", (*CLIENTS, "Contoso"), severity=Severity.CRITICAL))
    ((alert, (delivery,)),) = store.alerts()
    assert (alert.kind, alert.clients, alert.severity, alert.hit) == ("new", 41, Severity.CRITICAL, worse)
    assert (delivery.target, delivery.message) == ("env:CHAT", None)


def test_what_became_graver_is_told_once(store: Store) -> None:
    commit(store, a_leak())
    store.post("env:CHAT", [1], "told")
    for text in ("worse", "again"):
        commit(store, a_leak(text, severity=Severity.CRITICAL))
        store.post("env:CHAT", [2], "told")
    assert kinds(store) == ["new", "graver"]


def test_a_scan_that_was_not_to_alert_does_not_keep_the_crawl_from_it(store: Store) -> None:
    """A responder scanned the file that somebody sent; the same file on a public site is news."""
    commit(store, a_leak(url="file"), rule=None)
    assert kinds(store) == []
    commit(store, a_leak())
    assert kinds(store) == ["new"]


def test_seen_again_at_the_same_place_is_no_news_even_if_never_told(store: Store) -> None:
    commit(store, a_leak(), rule=None)
    commit(store, a_leak())
    assert kinds(store) == []


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (AlertRule(("t",), Severity.HIGH), True),
        (AlertRule(("t",), Severity.CRITICAL), False),
        (AlertRule(("t",), Severity.INFO, min_clients=40), True),
        (AlertRule(("t",), Severity.INFO, min_clients=41), False),
    ],
)
def test_the_rule_narrows_but_never_for_a_planted_client(store: Store, rule: AlertRule, told: bool) -> None:
    commit(store, a_leak(), rule=rule)
    assert kinds(store) == ["new"] * told
    commit(store, a_leak("planted", ["Nobody Ltd"], severity=Severity.LOW, copies=["partner-b"]), rule=rule)
    assert kinds(store) == ["new"] * (told + 1)


def test_another_planted_copy_is_told(store: Store) -> None:
    commit(store, a_leak(copies=["a"]))
    store.post("env:CHAT", [1], "told")
    commit(store, a_leak("b", copies=["a", "b"]), a_leak("c", copies=["b"]))
    (second, _), (first, _) = store.alerts()
    assert (first.copies, second.kind, second.copies) == (("a",), "canary", ("a", "b"))


def a_mute(**of: object) -> Mute:
    return Mute("known", "kim", datetime.now(UTC) + timedelta(days=1), **of)  # type: ignore[arg-type]


def test_what_is_muted_is_not_told_but_a_planted_client_is(store: Store) -> None:
    store.mute(a_mute(source="paste"), unseen=True)
    commit(store, a_leak())
    assert kinds(store) == []
    commit(store, a_leak("planted", copies=["partner-b"]))
    assert kinds(store) == ["new"]


def test_seen_beyond_the_muted_source_it_is_told(store: Store) -> None:
    store.mute(a_mute(source="paste"), unseen=True)
    commit(store, a_leak(), a_leak(source="forum", url="https://forum.example/1"))
    assert kinds(store) == ["new"]


def test_a_dismissed_incident_is_silent_unless_it_grows_graver_or_shows_a_planted_client(store: Store) -> None:
    ids = commit(store, a_leak())
    store.post("env:CHAT", [1], "told")
    store.triage(ids, "dismiss", "kim", "our own directory")
    commit(store, a_leak("grown", (*CLIENTS, "Contoso")))
    assert kinds(store) == ["new"]
    commit(store, a_leak("worse", severity=Severity.CRITICAL))
    assert kinds(store) == ["new", "graver"]


def test_what_was_resolved_and_is_seen_elsewhere_is_told_once_more(store: Store) -> None:
    """Taken down here, it is up again there: whoever closed the case wants to know, once."""
    ids = commit(store, a_leak(), a_leak("edit", CLIENTS[1:]))
    store.post("env:CHAT", [1], "told")
    store.triage(ids, "confirm", "kim")
    store.triage(ids[:1], "resolve", "kim", "taken down")
    commit(store, a_leak(url="https://elsewhere.example/1"))
    assert kinds(store) == ["new"], "not all of it is closed"
    store.triage(ids[1:], "resolve", "kim", "taken down")
    commit(store, a_leak())
    assert kinds(store) == ["new"], "seen again at the same place"
    now = store.clock()
    store.clock = lambda: now + timedelta(hours=1)
    commit(store, a_leak(url="https://elsewhere.example/2"))
    assert kinds(store) == ["new", "back"]
    store.post("env:CHAT", [2], "told")
    commit(store, a_leak(url="https://elsewhere.example/3"), a_leak("another edit", CLIENTS[2:]))
    assert kinds(store) == ["new", "back"]


def test_what_was_dismissed_does_not_come_back(store: Store) -> None:
    ids = commit(store, a_leak())
    store.post("env:CHAT", [1], "told")
    store.triage(ids, "dismiss", "kim", "our own directory")
    commit(store, a_leak(url="https://elsewhere.example/1"))
    assert kinds(store) == ["new"]


def test_a_reference_put_right_loses_nothing(store: Store) -> None:
    """env:CHTA was misspelt: what waited for it, or failed there, goes to env:CHAT; what somebody got does not."""
    misspelt = AlertRule(("env:CHTA",))
    commit(store, a_leak("1", ["a", "b"]), a_leak("2", ["c", "d"]), rule=misspelt)
    commit(store, a_leak("3", ["e", "f"]), rule=AlertRule(("env:CHTA", "env:PAGER")))
    commit(store, a_leak("4", ["g", "h"]), rule=AlertRule(("env:CHTA", "env:GONE")))
    store.post("env:CHTA", [1], "told")
    message = store.claim("env:CHTA")
    assert message is not None
    store.not_delivered(message.id, "CHTA is not set", store.clock())
    store.post("env:GONE", [4], "told")
    gone = store.claim("env:GONE")
    assert gone is not None
    store.delivered(gone.id)
    for _ in range(2):
        store.keep_targets(["env:CHAT", "env:PAGER"])
    assert [alert.id for alert in store.waiting("env:CHAT")] == [1, 2]
    assert [alert.id for alert in store.waiting("env:PAGER")] == [1, 2, 3]
    assert store.undelivered() == []


def test_mentions_have_no_incident_and_are_told_once_each_if_asked_for(store: Store) -> None:
    everything = AlertRule(("env:CHAT",), Severity.INFO)
    mention = a_leak(severity=Severity.INFO, verdict=Verdict.MENTION)
    commit(store, mention, rule=everything)
    store.post("env:CHAT", [1], "told")
    commit(
        store,
        a_leak(severity=Severity.INFO, verdict=Verdict.MENTION, url="https://paste.example/b"),
        a_leak("another", severity=Severity.INFO, verdict=Verdict.MENTION),
        rule=everything,
    )
    assert kinds(store) == ["new", "new"]
    assert store.alerts()[0][0].incident is None


def test_a_rescreened_hit_says_so(store: Store) -> None:
    leak = a_leak()
    commit(store, leak, rule=None)
    found = a_leak(clients=(*CLIENTS, "Contoso"))
    store.found_again("acme", [hit_of(found)], {}, store.begin_run("rescreen"), rule=RULE)
    ((alert, _),) = store.alerts()
    assert alert.rescreened


def test_a_step_that_fails_leaves_no_alert(store: Store) -> None:
    circle: list[JSON] = []
    circle.append(circle)
    step = Step("paste", (a_leak(),), cursor={"x": circle})
    with pytest.raises(ValueError, match="Circular reference"):
        store.commit_step(step, rule=RULE)
    assert store.hits() == []
    assert store.alerts() == []


def test_each_target_has_its_own_way(store: Store) -> None:
    commit(store, a_leak(), rule=AlertRule(("env:A", "env:B")))
    assert [alert.id for alert in store.waiting("env:A")] == [1]
    assert store.post("env:A", [1], "told")
    assert not store.post("env:A", [1], "told"), "another process was there first"
    assert store.waiting("env:A") == []
    assert [alert.id for alert in store.waiting("env:B")] == [1]
    assert store.keep_targets(["env:B"]) == 1
    (_, (a, b)) = store.alerts()[0]
    assert a.dropped is not None
    assert b.message is None
    assert store.claim("env:A") is None


def test_a_message_is_held_until_it_is_said_what_became_of_it(store: Store) -> None:
    commit(store, a_leak())
    store.post("env:CHAT", [1], "told")
    now = store.clock()
    first = store.claim("env:CHAT")
    assert first is not None
    assert store.claim("env:CHAT") is None, "this process holds it and lives"
    store.clock = lambda: now + LEASE + timedelta(seconds=1)
    again = store.claim("env:CHAT")
    assert again is not None
    assert (again.key, again.content, again.tries) == (first.key, first.content, 2)
    store.not_delivered(again.id, "no", now + timedelta(hours=1))
    assert store.claim("env:CHAT") is None
    assert [message.problem for message in store.undelivered()] == ["no"]
    assert store.hasten([2]) == 0
    assert store.hasten([1]) == 1
    third = store.claim("env:CHAT")
    assert third is not None
    store.delivered(third.id)
    assert store.undelivered() == []
    assert store.last_delivered() is not None


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_was_wrong_keeps_nothing_back(store: Store, days: int) -> None:
    now = store.clock()
    store.clock = lambda: now + timedelta(days=days)
    commit(store, a_leak())
    store.post("env:CHAT", [1], "told")
    message = store.claim("env:CHAT")
    assert message is not None
    store.not_delivered(message.id, "no", store.clock() + FAR)
    assert store.claim("env:CHAT") is None
    store.clock = lambda: now
    if days < 0:
        store.clock = lambda: now + FAR
    assert store.claim("env:CHAT") is not None


def test_the_queue_is_what_it_was(store: Store) -> None:
    """Alerts change nothing of hits, history or what verify says."""
    commit(store, a_leak())
    assert [hit.hit.status for hit in store.hits(HitFilter())] == ["new"]
    assert store.verify() == []
