"""Killed at any moment between a hit and its alert's arrival: none is lost, and every repeat carries the same key."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

import pytest

from leakscan.alerts.delivery import deliver
from leakscan.config import AlertsConfig
from leakscan.store import open_store
from tests.alerts.endpoint import Answer, Endpoint

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
LEAKS = 3  # incidents that each process finds before it delivers
WORKER = """
import sys
from datetime import timedelta
from leakscan.alerts.delivery import deliver
from leakscan.alerts.rule import rule_of
from leakscan.config import AlertsConfig
from leakscan.store import open_store
from tests.alerts.making import a_leak, commit
path, generation, leaks = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
settings = AlertsConfig(urls=("env:CHAT",))
with open_store(path) as store:
    now = store.clock()
    store.clock = lambda: now + timedelta(hours=2 * generation)  # whatever failed before is due again
    for n in range(leaks):
        clients = [f"Office {m} of {generation}-{n}" for m in range(6)]
        commit(store, a_leak(f"{generation} {n}", clients), rule=rule_of(settings))
        print(n, flush=True)
        deliver(store, settings)
"""


def moods(n: int) -> Answer:
    """What a bad day of a service looks like: refusals, silence, and now and then it works."""
    return random.Random(n).choice([200, 200, 500, 503, 0.3])


@pytest.mark.parametrize(
    "kills", [4, pytest.param(100, marks=[pytest.mark.slow, pytest.mark.timeout(1200)])], ids=lambda n: f"{n} kills"
)
def test_no_alert_is_lost_and_none_comes_under_two_keys(tmp_path: Path, endpoint: Endpoint, kills: int) -> None:
    endpoint.answer = moods
    path = tmp_path / "leakscan.db"
    chance = random.Random(kills)
    for generation in range(kills):
        command = [sys.executable, "-c", WORKER, str(path), str(generation), str(LEAKS)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as worker:
            assert worker.stdout is not None
            worker.stdout.readline()  # the first is committed
            endpoint.over.wait(chance.uniform(0, 1.2))
            os.kill(worker.pid, signal.SIGKILL)
    endpoint.answer = lambda _: 200
    with open_store(path) as store:
        now = store.clock()
        for later in range(2):
            store.clock = lambda later=later: now + timedelta(hours=2 * (kills + later))  # type: ignore[misc]
            assert deliver(store, AlertsConfig(urls=("env:CHAT",))) == ()
        made = {hit.id for hit in store.hits()}
        known = store.alerts(10_000)
        assert store.verify() == []
    assert len(made) >= kills
    assert {alert.hit for alert, _ in known} == made, "a hit without its alert"
    assert len(known) == len(made), "an incident told twice"
    arrived = {hit for request in endpoint.accepted for hit in hits_of(request.told)}
    assert arrived == made, f"lost: {made - arrived}"
    tries: defaultdict[str, set[bytes]] = defaultdict(set)
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for request in endpoint.received:
        tries[request.key].add(request.body)
        for hit in hits_of(request.told):
            keys[hit].add(request.key)
    assert {key: len(bodies) for key, bodies in tries.items() if len(bodies) > 1} == {}
    assert {hit: found for hit, found in keys.items() if len(found) > 1} == {}
    assert len(endpoint.received) > len(tries), "there were repeats, or nothing was shown"


def hits_of(told: dict[str, str]) -> list[str]:
    return told["hits"].split() if told["kind"] == "digest" else [told["hit"]]
