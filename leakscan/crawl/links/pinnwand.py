"""pinnwand: bpa.st and servers of one's own. The first file of a paste has its key; others have their own."""

from __future__ import annotations

from leakscan.crawl.links import LinkSite

SITE = LinkSite("pinnwand", ("bpa.st",), r"(?:raw/)?([A-Z2-7]{2,64})\b", "raw/{key}")
