"""A paste site that speaks Pastebin's scraping API: the list of the newest, and each paste's text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from leakscan.demo.page import Page
from leakscan.demo.site.answer import ROBOTS, Answer, as_json, text

_FIRST_PASTE = 1_582_700_000
"""Unix time of the oldest paste, in February 2020; the others follow every 97 seconds."""

_LONGEST_LIST = 250


class PasteSite:
    """Answers for pages that each are one paste, oldest first; all values of its list are text, as on the real one."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = {_key(page): page for page in pages}
        self._read: set[str] = set()

    def addresses(self, base: str) -> dict[str, Page]:
        """Every paste under its address, which is what the spider cites; ``base`` is the site's own."""
        return {base + key: page for key, page in self.pages.items()}

    def read_addresses(self, base: str) -> set[str]:
        """The addresses of the pastes whose text was asked for."""
        return {base + key for key in self._read}

    def answer(self, path: str, query: Mapping[str, list[str]]) -> Answer:
        """The list, a paste, or what the real site says to anything else."""
        if path == "/robots.txt":
            return ROBOTS
        if path == "/api_scraping.php":
            wanted = query.get("limit", ["50"])[0]
            return as_json(self._list(min(int(wanted) if wanted.isdecimal() else 50, _LONGEST_LIST)))
        if path == "/api_scrape_item.php":
            return self._paste(query.get("i", [""])[0])
        return text("Not Found", 404)

    def _paste(self, key: str) -> Answer:
        if key not in self.pages:
            return text("Error, we cannot find this paste.")  # with status 200, as the real one
        self._read.add(key)
        return text(self.pages[key].text)

    def _list(self, limit: int) -> list[dict[str, str]]:
        lines = [self._line(number, key, page) for number, (key, page) in enumerate(self.pages.items())]
        return lines[::-1][:limit]

    def _line(self, number: int, key: str, page: Page) -> dict[str, str]:
        return {
            "scrape_url": f"https://scrape.pastebin.com/api_scrape_item.php?i={key}",
            "full_url": f"https://pastebin.com/{key}",
            "date": str(_FIRST_PASTE + 97 * number),
            "key": key,
            "size": str(len(page.text.encode())),
            "expire": "0",
            "title": page.title,
            "syntax": "text",
            "user": "",
        }


def _key(page: Page) -> str:
    # Longer than the eight signs of a real key, so that an address of the demo is nobody's paste.
    return hashlib.sha256(f"{page.title}\0{page.text}".encode()).hexdigest()[:12]
