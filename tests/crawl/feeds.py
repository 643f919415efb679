"""Small feeds and lists for the loopback site."""

from __future__ import annotations

import json

from tests.crawl.site import Reply

XML = {"Content-Type": "application/rss+xml"}


def feed(*titles: str, links: tuple[str, ...] = ()) -> Reply:
    """An RSS feed with an entry a title; an entry's link is its own or the feed's."""
    at = dict(zip(titles, links, strict=False))
    items = "".join(
        f"<item><guid>{title}</guid><title>{title}</title><link>{at.get(title, '')}</link></item>" for title in titles
    )
    return Reply(f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode(), headers=XML)


def linking(*links: str) -> Reply:
    """An RSS feed with one entry, whose text links to all of them."""
    shown = "".join(f'&lt;a href="{link}"&gt;{link}&lt;/a&gt; ' for link in links)
    item = f"<item><guid>1</guid><title>t</title><link>/posts/1</link><description>{shown}</description></item>"
    return Reply(f'<?xml version="1.0"?><rss version="2.0"><channel>{item}</channel></rss>'.encode(), headers=XML)


def pastes(*numbers: int, text: str = "paste {}") -> dict[str, Reply | bytes]:
    """Pages of the scraping API: the list, newest first, and each paste."""
    listed = [{"key": f"key{number:05d}", "date": str(1_600_000_000 + number)} for number in sorted(numbers)[::-1]]
    pages: dict[str, Reply | bytes] = {
        "/api_scraping.php?limit=250": Reply(json.dumps(listed).encode(), headers={"Content-Type": "application/json"})
    }
    pages |= {f"/api_scrape_item.php?i=key{number:05d}": text.format(number).encode() for number in numbers}
    return pages
