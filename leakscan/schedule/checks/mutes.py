"""Is anything muted that need not be, or no longer muted that still is meant to be?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from leakscan.saying import count
from leakscan.schedule.doctor import Finding, Level, Patient

UNUSED = timedelta(days=30)
"""After so long, a mute that hides nothing hides the next surprise at best."""
EXPIRED = timedelta(days=7)
"""For so long it is told that a mute has ended by itself."""


def check(patient: Patient) -> Iterator[Finding]:
    """A warning for mutes that hid nothing for a month or ran out this week; how many hide something."""
    mutes = [mute for mute in patient.store.mutes() if mute.ended is None]
    active = [mute for mute in mutes if mute.expires > patient.now]
    for mute in active:
        if mute.made and not mute.hidden and patient.now - mute.made > UNUSED:
            yield Finding(
                Level.WARN, f"mute {mute.id} has hidden nothing since {mute.made:%Y-%m-%d}: leakscan hits unmute"
            )
    for mute in mutes:
        if timedelta(0) <= patient.now - mute.expires <= EXPIRED:
            yield Finding(Level.WARN, f"mute {mute.id} ran out on {mute.expires:%Y-%m-%d}: what it hid is listed again")
    if hiding := sum(bool(mute.hidden) for mute in active):
        said = count(hiding, "mute hides", "mutes hide")
        yield Finding(Level.OK, f"{said} something; leakscan hits mutes tells what and why")
