"""Links as forums print them, made the same for every visitor: without session ids and marks of what was read."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urljoin

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
