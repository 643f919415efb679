"""dpaste.com."""

from __future__ import annotations

from leakscan.crawl.links import LinkSite

SITE = LinkSite("dpaste", ("dpaste.com",), r"([A-Z0-9]{6,16})\b", "{key}.txt")
