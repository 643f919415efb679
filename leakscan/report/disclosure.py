"""What may be told to one client: where and when it surfaced itself, and nothing of anybody else.

So no URL (it leads to all the others, and may name them), no title, no rows, no counts of clients, no sentence of the
assessment: the site, the times, the parts of the client's own entry that were found, and the document's hash as proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from leakscan.model import MatchKind
from leakscan.store import Appearance, Store

UNNAMED = "a site not named here"
PARTS = {
    MatchKind.NAME: "name",
    MatchKind.ALIAS: "other name",
    MatchKind.DOMAIN: "domain",
    MatchKind.EMAIL: "e-mail address",
    MatchKind.IDENTIFIER: "account identifier",
    MatchKind.HASHED: "e-mail address, hashed",
    MatchKind.MASKED: "e-mail address, masked",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One document the client stood in: when it was found and posted, on which site, what of the client was there."""

    first_seen: datetime
    posted_at: datetime | None
    site: str
    parts: tuple[str, ...]
    status: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Everything that is told to one client."""

    client: str
    since: datetime
    until: datetime
    findings: tuple[Finding, ...]


def disclose(store: Store, entry: str, since: datetime, watchlist: str | None = None) -> Disclosure:
    """What may be told to the client of this key or name; mentions and dismissed hits are left out.

    Raises:
        UnknownNameError: It was never found, or several watchlists have one of that name.
    """
    name, found = store.appearances(entry, watchlist, since)
    return Disclosure(name, since, store.clock(), tuple(map(_finding, found)))


def _finding(each: Appearance) -> Finding:
    parts = tuple(PARTS[kind] for kind in each.kinds)
    status = "confirmed" if each.status in {"confirmed", "resolved"} else "being looked into"
    return Finding(each.first_seen, each.posted_at, _site(each), parts, status, each.sha256)


def _site(each: Appearance) -> str:
    """The site's domain alone, and not even that where it could name another client."""
    try:
        host = urlsplit(each.url or "").hostname or ""
    except ValueError:
        host = ""
    if _is_address(host):
        return host
    labels = host.split(".")
    if len(labels) < 2 or not host.isascii():
        return UNNAMED
    domain = ".".join(labels[-2:])
    letters = _letters(domain)
    telling = any(len(_letters(other)) > 2 and _letters(other) in letters for other in each.others)
    part = len(labels[-2]) > 2 and any(_letters(labels[-2]) in _letters(other) for other in each.others)
    return UNNAMED if telling or part else domain


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
