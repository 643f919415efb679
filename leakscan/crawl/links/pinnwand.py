"""pinnwand: bpa.st and servers of one's own. A paste of several files links to each by a key of its own."""

from __future__ import annotations

from leakscan.crawl.links import LinkSite

SITE = LinkSite("pinnwand", ("bpa.st",), r"(?:raw/)?([A-Z2-7]{4,64})\b", "raw/{key}")
