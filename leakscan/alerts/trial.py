"""A made-up alert that shows whether alerts arrive, and how they read; it goes past the outbox."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from leakscan.alerts.composing import single
from leakscan.alerts.message import Content
from leakscan.alerts.sending import send
from leakscan.alerts.wording import Told
from leakscan.model import Assessment, Clients, Evidence, Hit, Severity, Sighting, Verdict
from leakscan.store import Alert, StoredHit

if TYPE_CHECKING:
    from leakscan.config import AlertsConfig

NOTE = "This is a test, sent by `leakscan alert test`: nothing has surfaced. A real alert reads like this:"


def trial(targets: Iterable[str], settings: AlertsConfig) -> dict[str, str | None]:
    """Send the made-up alert to each target; why it was not taken, None where it was."""
    content, key = made_up(settings), f"leakscan-test-{uuid4()}"
    return {target: send(target, key, content) for target in targets}


def made_up(settings: AlertsConfig) -> Content:
    """An alert on a leak that there is none of."""
    now = datetime.now(UTC)
    evidence = (Evidence("purity", 6.0, "212 of the 220 rows of one table are clients (96%)"),)
    clients = Clients(212, 220, 2900, 0.073, 0.964)
    assessment = Assessment("test", Verdict.CLIENT_LIST, Severity.INFO, 0.999, clients, (), evidence)
    seen = Sighting("test", url="https://paste.example/test", posted_at=now, fetched_at=now)
    stored = StoredHit(Hit("0" * 64, 0, seen, assessment), now, now, 1)
    alert = Alert(0, "new", stored.id, None, Severity.INFO, 212, (), False, now, seen)
    told = single(Told(alert, stored, 1, 212), settings)
    return Content(f"TEST {told.title}", f"{NOTE}\n{told.body}", told.severity, {**told.fields, "kind": "test"})
