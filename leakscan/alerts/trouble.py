"""Telling that silence means nothing: a source that went dark, a chain that no longer finds what it should.

Nobody reads exit statuses at night. Each stretch of darkness is told once, by a key that follows from when it began:
no state of its own says whether it was told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leakscan.alerts.delivery import Failed, deliver
from leakscan.alerts.message import Content
from leakscan.alerts.wording import SCHEMA
from leakscan.model import Health, Severity, iso
from leakscan.output.escape import one_line
from leakscan.quiet import quiet_until
from leakscan.store import Store, Visit

if TYPE_CHECKING:
    from leakscan.config import AlertsConfig

RUNS = 2  # visits in a row from which on a source counts as dark: one refusal is no news
_LOOKED_AT = 200  # visits that are looked back upon


@dataclass(frozen=True, slots=True)
class Trouble:
    """What makes silence mean nothing, and the key under which it is told once."""

    key: str
    title: str
    body: str
    source: str
    health: str
    since: str


def tell(
    store: Store, settings: AlertsConfig, sources: Iterable[str], self_test: str | None = None
) -> tuple[Failed, ...]:
    """Tell of each of these sources that is dark, and of a self-test that failed (``self_test`` says how).

    In quiet hours nothing is told; what is still dark afterwards is told then.

    Returns:
        The targets that did not take what was sent to them now.
    """
    targets = tuple(dict.fromkeys(settings.urls))
    if not targets or quiet_until(store.clock(), settings.quiet, settings.zone) is not None:
        return ()
    found = [*_dark(store, sources), *_failed(store, self_test)]
    posted = [store.announce(target, one.key, _content(one, settings).dumps()) for one in found for target in targets]
    return deliver(store, settings) if any(posted) else ()


def _dark(store: Store, sources: Iterable[str]) -> Iterator[Trouble]:
    for source in sources:
        bad = list(_since_it_was_read(store.visits(source, _LOOKED_AT)))
        if len(bad) < RUNS:
            continue
        last, first, name = bad[0], bad[-1], one_line(source)
        body = [
            f"What: {name} is {last.health}: {one_line(last.detail)}",
            f"Since: {first.ended:%Y-%m-%d %H:%M} UTC, {len(bad)} visits in a row",
            "So: whatever leaks there goes unseen, and its silence proves nothing",
            f"Next: leakscan source test {name}",
            "Then: leakscan doctor",
        ]
        since = iso(first.started) or ""
        title = f"Source {name} is dark ({last.health})"
        yield Trouble(f"leakscan-dark-{source}-{since}", title, "\n".join(body), name, str(last.health), since)


def _since_it_was_read(visits: list[Visit]) -> Iterator[Visit]:
    """The visits since the last good one, newest first; one that was stopped says nothing of its source."""
    for visit in visits:
        if visit.health is Health.OK:
            return
        if not visit.interrupted:
            yield visit


def _failed(store: Store, self_test: str | None) -> Iterator[Trouble]:
    """A self-test that failed, told once for all the runs since it last passed."""
    if self_test is None:
        return
    failing = []
    for run in store.runs(_LOOKED_AT):
        if run.self_test == "passed":
            break
        failing += [run] if run.self_test is not None else []
    if failing:
        since = iso(failing[-1].started) or ""
        body = [
            f"What: {one_line(self_test)}",
            f"Since: run {failing[-1].id}, {since}",
            "So: whatever the runs since then did not find proves nothing",
            "Next: leakscan doctor",
        ]
        title = "leakscan no longer finds a made-up leak"
        yield Trouble(f"leakscan-self-test-{since}", title, "\n".join(body), "", "self-test", since)


def _content(one: Trouble, settings: AlertsConfig) -> Content:
    fields = {
        "schema": SCHEMA,
        "kind": "trouble",
        "severity": str(Severity.HIGH),
        "source": one.source,
        "health": one.health,
        "since": one.since,
        "link": f"{settings.link}/sources" if settings.link else "",
    }
    return Content(one.title, one.body, Severity.HIGH, fields)
