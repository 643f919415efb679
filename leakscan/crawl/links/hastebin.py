"""Hastebin, which wants a token of its account holders for every paste."""

from __future__ import annotations

from leakscan.crawl.links import LinkSite

SITE = LinkSite(
    "hastebin", ("hastebin.com",), r"(?:share/|raw/)?([a-z0-9]{6,16})\b", "raw/{key}", wants="hastebin_token"
)
