"""RansomLook (ransomlook.io): what ransomware groups post, every victim of the days since the last visit.

The list of the last N days has no other limit, so nothing is missed while visits are ``MOST`` days apart at most.
The time of discovery is the server's own, without a zone, and is taken for UTC.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.spider import Page, SourceSpider
from leakscan.crawl.victims import Victim
from leakscan.model import Document

MOST = 90  # days; beyond it the answer grows too large


class RansomLookSpider(SourceSpider):
    """One document a victim. Option ``days``: how far the first visit goes back (30)."""

    name = "ransomlook"
    about = "RansomLook: victims that ransomware groups claim"
    paged = False
    remembers = "time of the newest; group, victim and time of each"
    home = "https://www.ransomlook.io/"
    kind = "json"
    pace = 5.0

    def first(self) -> Iterator[Request]:
        """Ask for the days since the last visit, and two more for the clocks."""
        newest = self.visit.cursor.get("newest")
        days = self.option("days", 30)
        if newest:
            days = max(2, (datetime.now(UTC) - datetime.fromisoformat(newest)).days + 2)
        if newest and days > MOST:
            self.visit.gap = f"the last post read is of {newest[:10]}; the list reaches back {MOST} days"
        yield self.ask(f"api/last/{min(days, MOST)}", self.read_posts, listing=True, conditional=True)

    async def read_posts(self, response: Response) -> AsyncIterator[Any]:
        """Keep the posts that are new, oldest first."""
        posts = {post.key: post for post in sorted(self.json(response, list[Victim]), key=lambda post: post.discovered)}
        self.listed(len(posts))
        if not posts:
            return
        new = await self.visit.unseen(list(posts))
        newest = max(post.discovered for post in posts.values())
        known = self.visit.cursor.get("newest", "")
        cursor = {
            "newest": max(known, min(newest, datetime.now(UTC)).isoformat())
        }  # clocks that run ahead hide nothing
        yield Page(tuple(self._document(posts[key]) for key in new), cursor, tuple(new))

    def _document(self, post: Victim) -> Document:
        return self.document(
            post.text,
            f"{self.base}group/{post.group}",
            title=post.victim,
            author=post.group,
            posted_at=post.discovered,
            media_type="text/plain",
        )
