"""pinnwand: bpa.st and servers of one's own. The page of a paste holds every file of it, for copying."""

from __future__ import annotations

from parsel import Selector

from leakscan.crawl.links import LinkSite
from leakscan.crawl.payload import MarkupChangedError


def _read(body: bytes) -> bytes:
    files = Selector(text=body.decode("utf-8", "replace")).css("textarea.copy-area").xpath("string()").getall()
    if not files:
        raise MarkupChangedError("no files on the page of a paste")
    return "\n\n".join(files).encode()


SITE = LinkSite("pinnwand", ("bpa.st",), r"([A-Z2-7]{2,64})\b", "{key}", kind="page", read=_read)
