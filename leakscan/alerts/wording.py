"""An alert in words that a responder can act on at once, and as the fields that a program reads.

Nothing hostile goes out as it stands: addresses are defanged, so that nobody's chat program fetches them or offers
them to be clicked, and clients' names are masked, also where an address spells them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import unquote, urlsplit

from leakscan.durations import DUTY
from leakscan.evidence import masked, names_in
from leakscan.model import Hit, Sighting, Verdict, iso
from leakscan.output.escape import one_line
from leakscan.store import Alert, StoredHit

SCHEMA = "leakscan.alert/1"
REASONS = 3
LONG = timedelta(hours=1)
NAMES = 30  # clients that are named, where that was asked for
_SHORT = 4  # letters of a name from which on it is looked for inside longer words too
_ADDRESS = 200  # characters of an address
_AUTHORITY = re.compile(r"[A-Za-z]*://[^/?#\s]*")
_MARKS = re.compile("[\u0300-\u036f]")
_WORDS = re.compile(r"[^\W_]+")
_HEADS = {
    Verdict.CANARY: "{list}'s client list has leaked, a planted client is in it",
    Verdict.CLIENT_LIST: "{list}'s client list has surfaced",
    Verdict.IDENTIFIERS: "identifiers of {list}'s clients have surfaced",
    Verdict.MENTION: "clients of {list} are mentioned",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One alert with the hit it is about, and how many documents and clients its incident has by now."""

    alert: Alert
    stored: StoredHit
    documents: int
    clients: int


def title(told: Told) -> str:
    """One line: how grave, what, of which list, how much of it."""
    alert, a = told.alert, told.stored.hit.assessment
    name, counts = one_line(a.watchlist), f"{told.clients:,} of {a.clients.watchlist:,} clients"
    says = {
        "update": f"{alert.clients:,} more {_clients(alert)} of {name} in incident {alert.incident}, now {counts}",
        "graver": f"incident {alert.incident} of {name} is now {alert.severity}, {counts}",
        "back": f"incident {alert.incident} of {name} is back, seen again after it was resolved ({counts})",
        "canary": f"incident {alert.incident} of {name}: another planted copy, {_copies(alert)}",
    }.get(alert.kind, f"{_HEADS[a.verdict].format(list=name)} ({counts})")
    return f"{str(alert.severity).upper()}: {says}"


def body(told: Told, *, names: bool, link: str | None) -> str:
    """What, where, why, what to do next: a line each."""
    return "\n".join(_lines(told, names=names, link=link))


def brief(told: Told) -> str:
    """The alert on one line of a digest."""
    return f"{title(told)}\n  Next: leakscan hits show {told.stored.id}"


def fields(told: Told, link: str | None) -> dict[str, str]:
    """What a program reads; every value is text, since some transports know nothing else."""
    alert, hit = told.alert, told.stored.hit
    return {
        "schema": SCHEMA,
        "kind": alert.kind,
        "alert": str(alert.id),
        "severity": str(alert.severity),
        "verdict": str(hit.assessment.verdict),
        "watchlist": one_line(hit.assessment.watchlist),
        "hit": told.stored.id,
        "incident": "" if alert.incident is None else str(alert.incident),
        "clients": str(told.clients),
        "clients_new": str(alert.clients),
        "clients_watchlist": str(hit.assessment.clients.watchlist),
        "documents": str(told.documents),
        "canary_copies": ", ".join(map(one_line, alert.copies)),
        "rescreened": "yes" if alert.rescreened else "no",
        "first_seen": iso(told.stored.first_seen) or "",
        "where": place(hit, alert.seen, names=False),
        "places": str(told.stored.sightings),
        "link": f"{link}/hits/{told.stored.id}" if link else "",
    }


def _lines(told: Told, *, names: bool, link: str | None) -> Iterator[str]:
    alert, stored = told.alert, told.stored
    hit, a = stored.hit, stored.hit.assessment
    yield f"What: {a.verdict} of watchlist {one_line(a.watchlist)}, score {min(a.score, 0.999):.3f}" + _incident(told)
    if alert.copies:
        yield f"Planted client found of: {_copies(alert)}"
    yield f"Where: {place(hit, alert.seen, names=names)}{_elsewhere(stored)}"
    yield f"When: {_when(told)}"
    if alert.rescreened:
        yield "How: found when kept documents were screened again; it may have been there for long"
    shown = hit if names else masked(hit)
    yield from _reasons(shown)
    if names:
        yield f"Clients: {_named(hit)}"
    yield f"Next: leakscan hits show {stored.id}"
    yield f"Then: leakscan hits acknowledge {stored.id}"
    if link:
        yield f"Or: {link}/hits/{stored.id}"
    yield f"A duty to notify within 72 hours, if there is one, ends {_day(stored.first_seen + DUTY)} at the earliest"


def _reasons(hit: Hit) -> Iterator[str]:
    """What speaks most for it; what was assumed of every document says nothing of this one."""
    telling = [e for e in hit.assessment.evidence if e.bits > 0 and e.test not in {"prior", "calibration"}]
    for evidence in sorted(telling, key=lambda e: -e.bits)[:REASONS]:
        yield f"Why: {one_line(evidence.says or evidence.test)}"


def _incident(told: Told) -> str:
    if told.alert.incident is None:
        return ""
    documents = "1 document" if told.documents == 1 else f"{told.documents:,} documents"
    return f"; incident {told.alert.incident}, {documents}"


def _clients(alert: Alert) -> str:
    return "client" if alert.clients == 1 else "clients"


def _copies(alert: Alert) -> str:
    return ", ".join(f"copy {one_line(copy)}" for copy in alert.copies)


def _elsewhere(stored: StoredHit) -> str:
    others = stored.sightings - 1
    return "" if others < 1 else f", and at {others:,} other place{'' if others == 1 else 's'}"


def _when(told: Told) -> str:
    """When it was posted and seen there; and when the document was seen first, if that was long before."""
    seen, first = told.alert.seen, told.stored.first_seen
    posted = f"posted {_day(seen.posted_at)}, " if seen.posted_at else ""
    before = f", the document first {_day(first)}" if told.alert.made - first > LONG else ""
    return f"{posted}seen {_day(seen.fetched_at)}{before}"


def _day(moment: object) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _named(hit: Hit) -> str:
    found = sorted({one_line(hit.names.get(match.entry, match.entry)) for match in hit.assessment.matches})
    more = f" and {len(found) - NAMES:,} more" if len(found) > NAMES else ""
    return ", ".join(found[:NAMES]) + more


def place(hit: Hit, seen: Sighting, *, names: bool) -> str:
    """Where the hit was seen: its address defanged, or as much of it as names no client."""
    source = f"source {one_line(seen.source)}"
    asked = "" if names else f", leakscan hits show {hit.id} tells it"
    telling = () if names else names_in(hit)
    if seen.url:
        host = _host(seen.url)
        if not _tells(seen.url, telling):
            return f"{_cut(defanged(seen.url))} ({source})"
        where = f"at {defanged(host)}, " if host and not _tells(host, telling) else ""
        return f"{source} ({where}its address names a client{asked})"
    if seen.path and not _tells(seen.path, telling):
        return f"{_cut(one_line(seen.path))} ({source})"
    return f"{source} (its path names a client{asked})" if seen.path else source


def defanged(address: str) -> str:
    """The address as text that nothing takes for a link: ``hxxps://paste[.]example/a``."""
    shown = one_line(address)
    if "://" not in shown:
        return shown.replace(".", "[.]")
    return _AUTHORITY.sub(lambda found: found[0].lower().replace("http", "hxxp").replace(".", "[.]"), shown)


def _cut(text: str) -> str:
    return text if len(text) <= _ADDRESS else text[:_ADDRESS] + "…"


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _tells(text: str, names: Collection[str]) -> bool:
    """Whether a name stands in the text, whatever stands between its letters; a short one as a word of its own."""
    words = _letters(unquote(unquote(text)))
    joined = "".join(words)
    for name in names:
        own = "".join(_letters(name))
        if own in words or (len(own) >= _SHORT and own in joined):
            return True
    return False


def _letters(text: str) -> list[str]:
    """The words of the text, without case and accents."""
    return _WORDS.findall(_MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold())
