"""The filter of the queue as it stands in an address, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from urllib.parse import urlencode

from leakscan.durations import parse_duration
from leakscan.errors import UsageError
from leakscan.model import Severity, Status
from leakscan.store import HitFilter, HitSort

OPEN = (Status.NEW, Status.ACKNOWLEDGED)
SINCE = {"": "any time", "24h": "24 hours", "7d": "7 days", "30d": "30 days", "90d": "90 days"}


@dataclass(frozen=True)
class Asked:
    """What a query string asks for, field by field as text; what is as by default is left out of addresses."""

    status: str = "open"
    severity: str = "low"
    watchlist: str = ""
    source: str = ""
    since: str = ""
    entry: str = ""
    text: str = ""
    incident: str = ""
    muted: str = ""
    sort: str = "urgent"

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """From a query string; what it does not say is as by default."""
        return cls(**{field.name: query[field.name].strip() for field in fields(cls) if field.name in query})

    @property
    def narrows(self) -> bool:
        """Whether anything is not as by default."""
        return self != Asked()

    def query(self, **changes: str) -> str:
        """As a query string with its question mark, something in it changed or added; empty for the default."""
        known = {field.name for field in fields(self)}
        own = replace(self, **{name: value for name, value in changes.items() if name in known})
        told = {name: value for name, value in asdict(own).items() if value != getattr(Asked(), name)}
        told |= {name: value for name, value in changes.items() if name not in known and value}
        return "?" + urlencode(told, errors="surrogatepass") if told else ""

    def filter(self) -> HitFilter:
        """What the store is asked for.

        Raises:
            UsageError: a field says something that it can't.
        """
        try:
            return HitFilter(
                statuses=self._statuses(),
                severity=Severity(self.severity),
                watchlists=(self.watchlist,) if self.watchlist else (),
                source=self.source or None,
                since=datetime.now(UTC) - parse_duration(self.since) if self.since else None,
                entry=self.entry or None,
                text=self.text or None,
                incident=int(self.incident) if self.incident else None,
                muted=None if self.muted else False,
                sort=HitSort(self.sort),
            )
        except (ValueError, OverflowError) as error:
            raise UsageError(f"this address asks for something that there is not: {error}") from error

    def _statuses(self) -> tuple[Status, ...]:
        if self.status in {"open", "any"}:
            return OPEN if self.status == "open" else ()
        return (Status(self.status),)
