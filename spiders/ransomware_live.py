"""ransomware.live: what ransomware groups claim, from the free interface; its data is CC BY 4.0, credit it.

The list holds the hundred newest. Where it no longer touches what is known, whole months are asked for, so that the
hole is filled. A fourth request in a minute is refused.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.spider import MarkupChangedError, Page, Sign, SourceSpider
from leakscan.crawl.victims import Victim
from leakscan.model import Document, Health

MOST = 12  # months


class RansomwareLiveSpider(SourceSpider):
    """One document a victim. Option ``months``: how many the first visit reads (2)."""

    name = "ransomware_live"
    about = "ransomware.live: victims that ransomware groups claim"
    remembers = "time of the newest; group, victim and time of each"
    home = "https://api.ransomware.live/v2/"
    kind = "json"
    pace = 30.0
    signs: ClassVar = (Sign("pace", Health.RATE_LIMITED, r"[0-9]+ per [0-9]+ (?:second|minute|hour|day)"),)

    def first(self) -> Iterator[Request]:
        """Ask for the newest."""
        yield self.ask("recentvictims", self.read_recent, listing=True, conditional=True)

    async def read_recent(self, response: Response) -> AsyncIterator[Any]:
        """Keep what is new; where it does not reach back far enough, ask for the months between."""
        victims = self._victims(response)
        if not victims:
            return
        yield self._page(victims, await self.visit.unseen(list(victims)))
        times = [victim.discovered for victim in victims.values()]
        newest = min(max(times), datetime.now(UTC))
        self.visit.marks["newest"] = newest.isoformat()
        for month in self._months(newest) if min(times).isoformat() > self.visit.cursor.get("newest", "") else ():
            yield self.ask(f"victims/{month:%Y/%m}", self.read_month, deeper=False)

    async def read_month(self, response: Response) -> AsyncIterator[Any]:
        """Keep what is new in a whole month."""
        victims = self._victims(response)
        if not victims:
            raise MarkupChangedError("a month without a single claim")
        yield self._page(victims, await self.visit.unseen(list(victims)))

    def _victims(self, response: Response) -> dict[str, Victim]:
        victims = sorted(self.json(response, list[Victim]), key=lambda victim: victim.discovered)
        self.listed(len(victims))
        return {victim.key: victim for victim in victims}

    def _months(self, newest: datetime) -> list[date]:
        """First days of the months to read, from the newest back to where the last whole visit was."""
        known = self.visit.cursor.get("newest")
        last = datetime.fromisoformat(known).date().replace(day=1) if known else date.min
        months = [newest.date().replace(day=1)]
        while months[-1] > last and len(months) < (MOST if known else self.option("months", 2)):
            months.append((months[-1] - timedelta(days=1)).replace(day=1))
        if known and months[-1] > last:
            self.visit.gap = f"the last claim read is of {known[:10]}; the {MOST} newest months are asked for"
        return months

    def _page(self, victims: dict[str, Victim], new: list[str]) -> Page:
        return Page(tuple(self._document(victims[key]) for key in new), {}, tuple(new))

    def _document(self, victim: Victim) -> Document:
        return self.document(
            victim.text,
            victim.link or f"{self.base}recentvictims",
            title=victim.victim,
            author=victim.group,
            posted_at=victim.discovered,
            media_type="text/plain",
        )
