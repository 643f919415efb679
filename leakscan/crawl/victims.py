"""A victim of a ransomware group as trackers list it; field names differ between trackers and their versions."""

from __future__ import annotations

import hashlib
from typing import Annotated

from leakscan.crawl.moments import UtcDatetime
from leakscan.crawl.payload import Sparse, named


class Victim(Sparse):
    """One claim: who, by whom, and what else is said. There is no id that both trackers and their versions keep."""

    victim: Annotated[str, named("victim", "post_title")]
    group: Annotated[str, named("group", "group_name")]
    discovered: UtcDatetime
    website: Annotated[str | None, named("website", "domain")] = None
    activity: str | None = None
    country: str | None = None
    description: str | None = None
    link: Annotated[str | None, named("permalink", "link", "url", "post_url")] = None

    @property
    def key(self) -> str:
        """What tells claims apart."""
        told = f"{self.group}\0{self.victim}\0{self.discovered.isoformat()}"
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    @property
    def text(self) -> str:
        """The victim's name on a line of its own, who claims it, then whatever else is said."""
        more = (self.website, self.activity, self.country, self.description, self.link, self.more)
        parts = (self.victim, f"claimed by {self.group}", *more)
        return "\n".join(part.strip() for part in parts if part and part.strip())
