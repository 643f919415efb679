"""paste.ee, now pastee.dev."""

from __future__ import annotations

from leakscan.crawl.links import LinkSite

SITE = LinkSite("paste_ee", ("paste.ee", "pastee.dev"), r"[pr]/([A-Za-z0-9]{4,32})\b", "r/{key}")
