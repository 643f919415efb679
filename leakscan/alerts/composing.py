"""Which waiting alerts become a message now, and which words it has.

Urgent alerts go at once; the others are held back in quiet hours and gathered for a digest. Many at once are one
message, whatever they are: a flood of messages hides the one that matters.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from leakscan.alerts.message import Content
from leakscan.alerts.wording import SCHEMA, Told, body, brief, fields, title
from leakscan.model import Severity
from leakscan.quiet import quiet_until
from leakscan.store import Alert, Store

if TYPE_CHECKING:
    from leakscan.config import AlertsConfig

APART = 5  # alerts at once up to which each is a message of its own
LINES = 20  # alerts told one by one in a digest


def compose(store: Store, target: str, settings: AlertsConfig) -> None:
    """Turn alerts that wait for this target into messages, as far as their time has come."""
    now = store.clock()
    waiting = store.waiting(target)
    urgent = [alert for alert in waiting if is_urgent(alert, settings)]
    others = [alert for alert in waiting if not is_urgent(alert, settings)]
    _post(store, target, urgent, settings, together=len(urgent) > APART)
    if others and _is_time(others, settings, now):
        _post(store, target, others, settings, together=settings.digest is not None or len(others) > APART)


def is_urgent(alert: Alert, settings: AlertsConfig) -> bool:
    """Whether nothing holds the alert back; a canary is always urgent."""
    if alert.copies:
        return True
    return settings.urgent != "canary" and alert.severity.rank >= Severity(settings.urgent).rank


def _is_time(alerts: Sequence[Alert], settings: AlertsConfig, now: datetime) -> bool:
    """Outside quiet hours, and the first has waited for as long as a digest gathers (or a clock went backwards)."""
    if quiet_until(now, settings.quiet, settings.zone) is not None:
        return False
    return settings.digest is None or not alerts[0].made <= now < alerts[0].made + settings.digest


def _post(store: Store, target: str, alerts: Sequence[Alert], settings: AlertsConfig, *, together: bool) -> None:
    told = [_told(store, alert) for alert in alerts]
    if together and len(told) > 1:
        store.post(target, [alert.id for alert in alerts], digest(told, settings.link).dumps())
        return
    for one in told:
        store.post(target, [one.alert.id], single(one, settings).dumps())


def single(told: Told, settings: AlertsConfig) -> Content:
    """The message of one alert."""
    text = partial(body, names=settings.names, link=settings.link)
    return Content(title(told), text(told), told.alert.severity, fields(told, settings.link))


def digest(told: Sequence[Told], link: str | None) -> Content:
    """The message of several alerts: the gravest first, a line each."""
    ordered = sorted(told, key=lambda one: (-one.alert.severity.rank, one.alert.id))
    worst = ordered[0].alert.severity
    lines = [brief(one) for one in ordered[:LINES]]
    if len(ordered) > LINES:
        lines.append(f"and {len(ordered) - LINES} more: leakscan hits list --status new")
    lines.append(f"All: {link}/" if link else "All: leakscan hits list --status new")
    gathered = {
        "schema": SCHEMA,
        "kind": "digest",
        "severity": str(worst),
        "alerts": str(len(ordered)),
        "hits": " ".join(one.stored.id for one in ordered),
        "link": f"{link}/" if link else "",
    }
    return Content(f"{str(worst).upper()}: {len(ordered)} incidents to look at", "\n".join(lines), worst, gathered)


def _told(store: Store, alert: Alert) -> Told:
    stored = store.hit(alert.hit)
    if alert.incident is None:
        return Told(alert, stored, 1, stored.hit.assessment.clients.matched)
    documents, clients = store.extent(alert.incident)
    return Told(alert, stored, documents, clients)
