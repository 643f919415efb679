"""MISP: one event with an ``ail-leak`` object a hit and, where the document has a URL, the ``paste`` it was seen as.

The event stays with one's own organisation (distribution 0) until somebody there decides otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from leakscan.model import Hit
from leakscan.output.escape import printable
from leakscan.output.formats import Style
from leakscan.output.intel import in_words, installed, same_id
from leakscan.output.jsontext import dumps

if TYPE_CHECKING:
    from pymisp import MISPObject


def render(hits: Iterable[Hit], style: Style) -> Iterator[str]:
    """The event as MISP imports it; with ``style.names`` the objects list the clients."""
    import json

    with installed("MISP"):
        from pymisp import MISPEvent
    event = MISPEvent()
    known = list(hits)
    event.from_dict(
        uuid=same_id("event", " ".join(hit.id for hit in known)),
        info=f"leakscan: {len(known)} hits",
        distribution=0,
        analysis=1,
        threat_level_id=2,
        date=min((hit.sighting.fetched_at for hit in known), default=None),
    )
    event.add_tag("tlp:amber")
    for hit in known:
        leak = event.add_object(_leak(hit, style))
        if hit.sighting.url:
            leak.add_reference(event.add_object(_paste(hit, hit.sighting.url)).uuid, "seen-as")
    yield dumps({"Event": json.loads(event.to_json())})


def _leak(hit: Hit, style: Style) -> MISPObject:
    from pymisp import MISPObject

    clients = f" Clients: {'; '.join(hit.names.values())}." if style.names and hit.names else ""
    seen, a = hit.sighting, hit.assessment
    leak = MISPObject("ail-leak", strict=True)
    leak.uuid = same_id("ail-leak", hit.id)
    leak.comment = f"hit {hit.id}: {a.verdict}, {a.severity}, {hit.status}"
    leak.add_attribute("sensor", value="leakscan")
    leak.add_attribute("text", value=in_words(hit) + printable(clients))
    leak.add_attribute("origin", value=printable(seen.url or seen.path or hit.sha256))
    leak.add_attribute("first-seen", value=seen.fetched_at)
    if seen.posted_at:
        leak.add_attribute("original-date", value=seen.posted_at)
    return leak


def _paste(hit: Hit, url: str) -> MISPObject:
    from pymisp import MISPObject

    seen = hit.sighting
    paste = MISPObject("paste", strict=True)
    paste.uuid = same_id("paste", hit.id)
    paste.add_attribute("origin", value=_host(url))
    paste.add_attribute("url", value=printable(url))
    paste.add_attribute("first-seen", value=seen.fetched_at)
    for relation, value in (("title", seen.title), ("username", seen.author)):
        if value:
            paste.add_attribute(relation, value=printable(value))
    return paste


def _host(url: str) -> str:
    try:
        return printable(urlsplit(url).hostname or url)
    except ValueError:  # it is no URL that anybody could follow
        return printable(url)
