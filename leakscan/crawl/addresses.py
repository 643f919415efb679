"""Links as forums print them, made the same for every visitor: without session ids and marks of what was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

# phpBB's sid, SMF's PHPSESSID and vBulletin's s: long hexadecimal (or base-32) values that are new on each visit.
_SESSION = re.compile(
    r"(?P<lead>\?|&amp;|&|;)(?:sid|phpsessid|s|mybbsid)=[0-9a-z,-]{20,64}(?![0-9a-z,-])(?P<more>&amp;|&|;)?",
    re.IGNORECASE,
)


def without_session(text: str) -> str:
    """A link, or markup with links in it, as a visitor without a session would get it."""
    return _SESSION.sub(lambda found: found["lead"] if found["more"] else "", text)


def tidy(base: str, link: str, trim: str = "") -> str:
    """A link as an address to ask for: absolute, without session and fragment.

    Args:
        base: what it is relative to.
        link: as the page has it.
        trim: what to take out of it; if the pattern has a group, that stays.
    """
    address = urldefrag(urljoin(base, without_session(link.strip()))).url
    return re.sub(trim, lambda found: found[1] if found.re.groups else "", address) if trim else address


def on_site(page: str, addresses: Sequence[str], home: str) -> list[str]:
    """Links of a forum's own structure, at the host that their page came from.

    Forums print links with the address they were set up with, which need not be the one they are reached by: a
    mirror, an onion address, a port of one's own network. So if all lead elsewhere, that is the same forum by its other
    name. Hosts below the source's are its own, and so is the same one by https.

    Args:
        page: where the links stand.
        addresses: the links, absolute.
        home: the source's host.
    """
    here, below = urlsplit(page), "." + home.removeprefix("www.")
    links = [urlsplit(address) for address in addresses]
    if any(_same_place(here, link) or (link.hostname or "").endswith(below) for link in links):
        return list(addresses)
    return [link._replace(scheme=here.scheme, netloc=here.netloc).geturl() for link in links]


def _same_place(one: SplitResult, other: SplitResult) -> bool:
    return one.hostname == other.hostname and (one.netloc == other.netloc or one.scheme != other.scheme)
