"""ideone.com: the programs on its page of recent public ones, twenty or so at a time.

The page's markup is as its readers last reported it; a page without links of that form is a changed page.
"""

from __future__ import annotations

from collections.abc import Mapping

from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.pastes import PasteListSpider


class IdeoneSpider(PasteListSpider):
    """Programs are linked by their key in the heading of each entry."""

    name = "ideone"
    about = "ideone.com: recent public programs"
    home = "https://ideone.com/"
    needs = "to be asked for: nobody has proved its page of late; add it to leakscan.toml with its url"
    key = r"[A-Za-z0-9]{5,8}"

    def pastes(self, response: Response) -> Mapping[str, str | None] | None:
        """The linked key of each entry; its number is its title."""
        links = response.css("div.header a[href], .source-view a[href]").xpath(
            "self::a[re:test(@href, '^/[A-Za-z0-9]+$')]"
        )
        found: dict[str, str | None] = {link.attrib["href"].strip("/"): None for link in links}
        return found or None

    def older(self, page: int) -> str | None:
        """The page behind it."""
        return f"recent/{page}"

    def fetch(self, key: str, title: str | None) -> Request:
        """The program's source."""
        return self.ask(f"plain/{key}", self.read_paste, kind="text", key=key, title=title)
