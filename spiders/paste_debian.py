"""paste.debian.net: the pastes that its side bar lists; they are kept for three days unless said otherwise.

That the side bar lists recent pastes is hearsay, so a page without such a list is a changed page, not an empty one.
"""

from __future__ import annotations

from collections.abc import Mapping

from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.pastes import PasteListSpider


class PasteDebianSpider(PasteListSpider):
    """Public pastes are numbered; hidden ones have a hash and are not listed."""

    name = "paste_debian"
    about = "paste.debian.net: public pastes"
    paged = False
    home = "https://paste.debian.net/"
    needs = "to be asked for: nobody has proved that it lists pastes still; add it to leakscan.toml with its url"
    recent = ""
    key = r"[0-9]{1,12}"

    def pastes(self, response: Response) -> Mapping[str, str | None] | None:
        """Links to numbers, wherever on the page they stand."""
        links = response.xpath("//a[re:test(@href, '^(?:(?:https?:)?//[^/]+)?/[0-9]+/?$')]")
        found = {link.attrib["href"].rstrip("/").rpartition("/")[2]: link.xpath("string()").get() for link in links}
        return found or None

    def fetch(self, key: str, title: str | None) -> Request:
        """The paste as plain text."""
        return self.ask(f"plain/{key}", self.read_paste, kind="text", key=key, title=title)
