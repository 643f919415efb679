"""dpaste.org, and servers that run the same software (dpaste on PyPI)."""

from __future__ import annotations

from leakscan.crawl.links import LinkSite

SITE = LinkSite("dpaste_org", ("dpaste.org",), r"([A-Za-z0-9]{4,40})\b", "{key}/raw")
