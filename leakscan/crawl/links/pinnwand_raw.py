"""Single files on pinnwand, where a link leads to one."""

from __future__ import annotations

from leakscan.crawl.links import LinkSite

SITE = LinkSite("pinnwand_raw", ("bpa.st",), r"raw/([A-Z2-7]{2,64})\b", "raw/{key}")
