"""What decisions speak for: exactly what they would have cost, and nothing that would have cost a leak."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leakscan.config import AlertsConfig
from leakscan.model import Evidence, Severity
from leakscan.store import HitFilter, Store
from leakscan.tuning.evidence import telling
from leakscan.tuning.labels import Case, Label, Labels, gather
from leakscan.tuning.suggest import Effect, Suggestion, suggest, told
from tests.alerts.making import a_leak, commit, hit_of
from tests.store.conftest import store
from tests.store.making import CLIENTS
from tests.tuning.making import decided

__all__ = ["store"]


def suggested(store: Store, **alerts: object) -> dict[str, Suggestion]:
    return {one.name: one for one in suggest(gather(store), AlertsConfig.model_validate(alerts), store)}


def test_without_decisions_there_is_nothing_to_learn_from(store: Store) -> None:
    commit(store, a_leak())
    assert gather(store).labels == ()
    assert suggested(store) == {}


def test_what_counts_as_a_label(store: Store) -> None:
    confirmed, dismissed = decided(store, True, 9, 1), decided(store, False, 9, 2)
    closed, reopened, only_seen = decided(store, True, 9, 3), decided(store, True, 9, 4), a_leak("seen", ["x"])
    store.triage([closed], "resolve", "kim")
    store.triage([reopened], "reopen", "kim")
    commit(store, only_seen, rule=None)
    store.triage([hit_of(only_seen).id], "acknowledge", "kim")
    store.triage([hit_of(only_seen).id], "resolve", "kim")
    assert {label.id: label.leak for label in gather(store).labels} == {confirmed: True, dismissed: False, closed: True}


def test_the_documents_of_an_incident_are_one_case(store: Store) -> None:
    for n in range(4):
        commit(store, a_leak(f"edit {n}", CLIENTS[n:]), rule=None)
    ids = store.ids(HitFilter())
    store.triage(ids[:3], "dismiss", "kim", "x")
    store.triage(ids[3:], "confirm", "kim")
    labels = gather(store)
    assert (len(labels.labels), len(labels.cases)) == (4, 1)
    assert labels.cases[0].leak, "a leak, whatever was said of its copies"


def test_a_higher_severity_is_suggested_where_it_keeps_every_leak(store: Store) -> None:
    for n in range(6):
        decided(store, True, 30, n, severity=Severity.CRITICAL)
        decided(store, False, 30, n, severity=Severity.HIGH)
    one = suggested(store)["alerts-severity-critical"]
    assert one.setting == ("alerts", "min_severity", "critical")
    assert (one.effect.lost, one.effect.leaks, one.effect.spared, one.effect.others) == (0, 6, 6, 6)
    assert one.effect.might_be_lost == pytest.approx(0.393, abs=0.001)
    assert "alerts-severity-critical" not in suggested(store, min_severity="critical")


def test_a_lower_one_where_leaks_went_untold(store: Store) -> None:
    for n in range(6):
        decided(store, True, 30, n, severity=Severity.MEDIUM if n < 2 else Severity.HIGH)
        decided(store, False, 30, n, severity=Severity.MEDIUM if n else Severity.LOW)
    one = suggested(store)["alerts-severity-medium"]
    assert (one.effect.lost, one.effect.spared) == (-2, -5)


def test_a_number_of_clients_well_below_the_smallest_leak(store: Store) -> None:
    for n in range(6):
        decided(store, True, 20 + n, n)
        decided(store, False, 3 + n, n)
    one = suggested(store)["alerts-clients-10"]
    assert one.setting == ("alerts", "min_clients", 10)
    assert (one.effect.lost, one.effect.spared) == (0, 6)


def test_few_decisions_speak_for_no_threshold(store: Store) -> None:
    for n in range(4):
        decided(store, True, 30, n, severity=Severity.CRITICAL)
        decided(store, False, 3, n)
    assert suggested(store) == {}


def test_a_planted_client_is_told_under_any_threshold(store: Store) -> None:
    for n in range(6):
        decided(store, True, 20, n, severity=Severity.CRITICAL)
        decided(store, False, 3, n)
    decided(store, True, 1, 9, severity=Severity.LOW, copies=["partner-b"])
    found = suggested(store)
    assert {"alerts-severity-critical", "alerts-clients-10"} <= set(found)
    assert all(one.effect.lost == 0 for one in found.values())


def test_a_source_that_gave_no_leak(store: Store) -> None:
    for n in range(4):
        decided(store, False, 9, n, source="news")
        decided(store, False, 9, n + 10, source="mixed")
    decided(store, True, 9, 20, source="mixed")
    found = suggested(store)
    assert set(found) == {"mute-source-news"}
    assert found["mute-source-news"].mute == ("source", "news", None)
    assert (found["mute-source-news"].effect.spared, found["mute-source-news"].effect.others) == (4, 8)


def test_a_source_is_judged_by_what_was_seen_nowhere_else(store: Store) -> None:
    for n in range(4):
        decided(store, False, 9, n, source="news")
    leak = a_leak("both", ["a", "b"], source="news", url="https://news.example/both")
    commit(store, leak, a_leak("both", ["a", "b"], source="forum", url="https://forum.example/both"), rule=None)
    store.triage([hit_of(leak).id], "confirm", "kim")
    assert set(suggested(store)) == {"mute-source-news"}


def test_a_client_that_is_always_alone_and_never_a_leak(store: Store) -> None:
    for n in range(3):
        decided(store, False, ["Ordinary Words Ltd"], n, source=f"s{n}")
        decided(store, False, ["Found Once Ltd"], n + 10, source=f"s{n}")
    decided(store, True, ["Found Once Ltd"], 30, source="s9")
    (one,) = suggested(store).values()
    assert one.name.startswith("mute-client-")
    assert one.mute == ("entry", "cOrdinary Words Ltd", "acme")
    assert "Ordinary" not in f"{one.name} {one.says}"
    assert "O••• W••• L•••" in one.says


def test_a_dismissed_incident_that_keeps_coming_back(store: Store) -> None:
    commit(store, a_leak())
    store.triage(store.ids(HitFilter()), "dismiss", "kim", "our own directory")
    assert suggested(store) == {}
    commit(store, a_leak("copy", CLIENTS[1:]), a_leak("another", CLIENTS[2:]))
    (one,) = suggested(store).values()
    assert (one.name, one.mute, one.effect.spared) == ("mute-incident-1", ("incident", 1, None), 2)


def test_what_cannot_be_said_of_none() -> None:
    assert Effect("alerts", 0, 0, 5, 5).might_be_lost == 1.0
    assert Effect("alerts", 59, 0, 5, 5).might_be_lost == pytest.approx(0.05, abs=0.001)


@given(
    st.lists(st.tuples(st.booleans(), st.sampled_from(list(Severity)), st.integers(1, 60), st.booleans()), max_size=30),
    st.sampled_from(list(Severity)),
    st.integers(1, 20),
)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_threshold_costs_a_leak_that_was_told(
    store: Store, decisions: list[tuple[bool, Severity, int, bool]], severity: Severity, clients: int
) -> None:
    """Whatever was decided, every leak that was told before is told under what is suggested; the counts are right."""
    made = []
    for n, (leak, grave, size, planted) in enumerate(decisions):
        found = a_leak(str(n), [f"{n} {m}" for m in range(size)], severity=grave, copies=["x"] * planted)
        made.append(Label(hit_of(found), leak, n, frozenset()))
    labels, alerts = Labels(tuple(made)), AlertsConfig(min_severity=severity, min_clients=clients)
    for one in suggest(labels, alerts, store):
        assert one.setting is not None
        changed = AlertsConfig.model_validate({**alerts.model_dump(exclude={"urls"}), one.setting[1]: one.setting[2]})

        def before(case: Case) -> bool:
            return told(case, severity, clients)

        def after(case: Case, changed: AlertsConfig = changed) -> bool:
            return told(case, changed.min_severity, changed.min_clients)

        leaks = [case for case in labels.cases if case.leak]
        others = [case for case in labels.cases if not case.leak]
        assert not any(before(case) and not after(case) for case in leaks)
        assert one.effect.lost == sum(map(before, leaks)) - sum(map(after, leaks))
        assert one.effect.spared == sum(map(before, others)) - sum(map(after, others))
        assert one.effect.lost < 0 or one.effect.spared > 0


def test_evidence_that_misleads_is_named_first() -> None:
    def label(leak: bool, good: float, bad: float) -> Label:
        hit = hit_of(a_leak(f"{leak}{good}"))
        evidence = (Evidence("good", good, ""), Evidence("bad", bad, ""), Evidence("same", 1.0, ""))
        return Label(replace(hit, assessment=replace(hit.assessment, evidence=evidence)), leak, None, frozenset())

    found = telling(Labels((label(True, 9, 0), label(True, 8, 1), label(False, 1, 5), label(False, 8, 6))))
    assert [(one.test, one.ranks) for one in found] == [("bad", 0.0), ("good", 0.875)]
    assert telling(Labels((label(True, 9, 0),))) == []
