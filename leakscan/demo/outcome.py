"""What the crawl found, held against what was planted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leakscan.demo.page import Page
from leakscan.model import Hit, Severity

ALERT = Severity.MEDIUM
"""From this severity on a hit is an alert; below, a mention is kept and nobody is woken."""


@dataclass(frozen=True, slots=True)
class Decoys:
    """All pages of one kind that had to be passed over: how many, how many name clients, the most that one names."""

    kind: str
    pages: int
    naming: int
    most: int
    alerts: int


@dataclass(frozen=True)
class Outcome:
    """``alerts`` are the hits at or above medium; ``missed`` planted pages without one; ``wrong`` alerts on others.

    ``mentions`` counts the documents, of ``pages`` in all, that name clients and were kept below an alert. ``unread``
    are pages that no spider came for; ``problems`` what the crawl itself told.
    """

    alerts: tuple[tuple[Page | None, Hit], ...]
    missed: tuple[Page, ...]
    wrong: tuple[Hit, ...]
    decoys: tuple[Decoys, ...]
    mentions: int
    pages: int
    unread: tuple[Page, ...]
    problems: tuple[str, ...]

    @property
    def exact(self) -> bool:
        """Whether exactly what was planted was found, and everything was looked at."""
        return not (self.missed or self.wrong or self.unread or self.problems)


def judge(pages: Mapping[str, Page], hits: Sequence[Hit], read: set[str], problems: Sequence[str]) -> Outcome:
    """Compare.

    Args:
        pages: every page under the address that a spider cites for it.
        hits: every hit of the run, one a document.
        read: addresses of the documents that were delivered.
        problems: what the crawl told, in sentences.
    """
    alerts = [hit for hit in hits if hit.assessment.severity.rank >= ALERT.rank]
    met = {hit.id: pages.get(hit.sighting.url or "") for hit in alerts}
    found = [page for page in met.values() if page is not None and page.planted]
    planted = [page for page in pages.values() if page.planted]
    wrong = tuple(hit for hit in alerts if (page := met[hit.id]) is None or not page.planted)
    return Outcome(
        alerts=tuple((met[hit.id], hit) for hit in sorted(alerts, key=_largest_first)),
        missed=tuple(page for page in planted if page not in found),
        wrong=wrong,
        decoys=_decoys([page for page in pages.values() if not page.planted], [met[hit.id] for hit in wrong]),
        pages=len(pages),
        mentions=len(hits) - len(alerts),
        unread=tuple(page for address, page in pages.items() if address not in read),
        problems=tuple(problems),
    )


def _largest_first(hit: Hit) -> tuple[int, int]:
    return -hit.assessment.severity.rank, -hit.assessment.clients.matched


def _decoys(pages: Sequence[Page], alerted: Sequence[Page | None]) -> tuple[Decoys, ...]:
    kinds: dict[str, list[Page]] = {}
    for page in pages:
        kinds.setdefault(page.kind, []).append(page)
    counted = [
        Decoys(
            kind=kind,
            pages=len(of_kind),
            naming=sum(page.clients > 0 for page in of_kind),
            most=max(page.clients for page in of_kind),
            alerts=sum(page is not None and page.kind == kind for page in alerted),
        )
        for kind, of_kind in kinds.items()
    ]
    return tuple(sorted(counted, key=lambda decoys: (-decoys.most, -decoys.pages)))
