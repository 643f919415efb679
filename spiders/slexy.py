"""slexy.org: the pastes of its table of recent ones; the text lies behind a link with a token on each paste's page.

It allows 30 requests in 30 seconds and does not care for crawlers, so it is asked half as often. The markup is as its
readers last reported it; a page without that table is a changed page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.pastes import PasteListSpider
from leakscan.crawl.spider import MarkupChangedError


class SlexySpider(PasteListSpider):
    """Two requests a paste: its page, then its text."""

    name = "slexy"
    about = "slexy.org: recent public pastes"
    paged = False
    home = "https://slexy.org/"
    needs = "to be asked for: nobody has proved its page of late; add it to leakscan.toml with its url"
    pace = 2.0

    def pastes(self, response: Response) -> Mapping[str, str | None] | None:
        """The links of the table."""
        table = response.css("table#recent_pastes, div.main table")
        links = table.css("td a[href*='/view/']")
        found = {link.attrib["href"].rpartition("/view/")[2].strip("/"): link.xpath("string()").get() for link in links}
        return found if table else None

    def page_of(self, key: str) -> str:
        """A paste's page."""
        return f"{self.base}view/{key}"

    def fetch(self, key: str, title: str | None) -> Request:
        """The page with the link to the text."""
        return self.ask(f"view/{key}", self.read_view, key=key, title=title)

    def read_view(self, response: Response, key: str, title: str | None) -> Iterator[Request]:
        """Follow the link with the token."""
        raw = response.css(f"a[href*='/raw/{key}']::attr(href)").get()
        if raw is None:
            raise MarkupChangedError("no link to the text of the paste")
        yield self.ask(response.urljoin(raw), self.read_paste, kind="text", key=key, title=title)
