"""Visit sources, several in one process, and say of each what it came to."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from leakscan import __version__
from leakscan.config import SourceConfig
from leakscan.crawl.json_lines import FIELDS
from leakscan.crawl.keeper import Keeper
from leakscan.crawl.page import Ledger
from leakscan.crawl.rest import in_words, resting
from leakscan.crawl.result import Visited
from leakscan.crawl.visit import Order, Visit
from leakscan.errors import UnknownNameError
from leakscan.model import Hit
from leakscan.secret import resolve

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)
# Scrapy's own word for why a visit was ended, where it would tell the reader of an account too little.
_ENDED = {
    "memusage_exceeded": "its process held more memory than a crawl may (a bound of leakscan's; the source is not to "
    "blame; unset LEAKSCAN_NUMBA if it is set)"
}


@dataclass
class Visits:
    """A set of sources on their way through one process; ``run`` may be called once a process.

    ``told`` is called with each source's result as soon as it is known, ``judged`` before, to put it right.

    A source that has refused too often is left alone for a day, unless somebody ``insist``; one that asked to be left
    alone always is.
    """

    sources: Mapping[str, SourceConfig]
    ledger: Ledger
    contact: str | None = None
    log: Path | None = None
    told: Callable[[Visited], None] = lambda _: None
    insist: bool = False
    judged: Callable[[Visited], Visited] = lambda visited: visited
    _results: dict[str, Visited] = field(default_factory=dict)

    def run(self) -> tuple[Visited, ...]:
        """Visit every source; results are in the order of ``sources``.

        Raises:
            UnknownNameError: a source names a spider that there is none of.
            UsageError: a secret that a source refers to is not there, or the log can't be written.
        """
        from leakscan.crawl.logs import log_to
        from leakscan.crawl.process import SourcesProcess, load_settings, spiders

        settings = load_settings(self._settings())
        check_spiders(self.sources, spiders(settings))
        keeper = Keeper(self.ledger)
        orders = {name: order_of(name, source) for name, source in self.sources.items()}
        handler = log_to(self.log)
        try:
            awake = {name: order for name, order in orders.items() if not self._is_resting(name)}
            visits = [(self.sources[name].spider, self._begin(order, keeper)) for name, order in awake.items()]
            SourcesProcess(settings, visits, self._done).start()
            for _, visit in visits:
                if visit.order.source not in self._results:  # the reactor went down before it could say so
                    self._done(visit, "shutdown")
        finally:
            keeper.close()
            logging.getLogger().removeHandler(handler)
            handler.close()
        return tuple(self._results[name] for name in self.sources)

    def _settings(self) -> dict[str, object]:
        private = [order_of(n, s, secrets=False).host for n, s in self.sources.items() if s.allow_private]
        private += [Order("", s.proxy).host for s in self.sources.values() if s.proxy]
        agent = f"leakscan/{__version__}" + (f" (+{self.contact})" if self.contact else "")
        return {
            "USER_AGENT": agent,
            "LEAKSCAN_PRIVATE_HOSTS": sorted({host for host in private if host}),
            "LOG_INSTALL_ROOT_HANDLER": False,
            "ITEM_PIPELINES": {"leakscan.crawl.pipeline.CommitPipeline": 100},
        }

    def _is_resting(self, name: str) -> bool:
        """Whether the source is left alone this time, which is its result then."""
        rest = resting(self.ledger.cursor(name))
        if rest is None or (self.insist and not rest.asked):
            return False
        now = datetime.now(UTC)
        self._results[name] = Visited(name, self.sources[name].spider, rest.health, in_words(rest), now, now)
        self.told(self._results[name])
        return True

    def _begin(self, order: Order, keeper: Keeper) -> Visit:
        if order.allow_private:
            log.warning("%s may reach %s though it is not public (allow_private)", order.source, order.host)
        if not order.verify_tls:
            log.warning("%s: the certificate of %s is not checked (verify_tls)", order.source, order.host)
        source = order.source
        return Visit(order, keeper, cursor=self.ledger.cursor(source), standing=self.ledger.standing(source))

    def _done(self, visit: Visit, reason: str) -> None:
        """Close the account of one visit; called in the reactor when its spider has ended."""
        name, interrupted = visit.order.source, reason.startswith("shutdown")
        if reason != "finished":
            visit.note(f"the visit ended early: {_ENDED.get(reason, reason)}")
        for problem in getattr(self.ledger, "problems", {}).get(name, ()):
            visit.note(problem)
        hits: list[Hit] = getattr(self.ledger, "new", {}).get(name, [])
        visited = Visited(
            source=name,
            spider=self.sources[name].spider,
            health=visit.health,
            detail=f"interrupted: {visit.detail}" if interrupted else visit.detail,
            started=visit.started,
            ended=datetime.now(UTC),
            pages=visit.pages,
            bytes=visit.bytes,
            documents=visit.documents,
            hits=tuple(hits),
            gap=visit.gap,
            problems=visit.problems,
            interrupted=interrupted,
        )
        self._results[name] = self.judged(visited)
        log_visit(self._results[name])
        self.told(self._results[name])


def log_visit(visited: Visited) -> None:
    """One line of the log for a visit that has ended."""
    counts = {name: getattr(visited, name) for name in ("pages", "bytes", "documents", "gap", "interrupted")}
    told = {"source": visited.source, "spider": visited.spider, "health": str(visited.health), **counts}
    fields = {f"leakscan.{name}": value for name, value in told.items() if value is not None}
    outcome = {"event.action": "visit", "event.outcome": "success" if visited.whole else "failure"}
    lasted = int((visited.ended - visited.started).total_seconds() * 1e9)
    extra = {FIELDS: {**outcome, "event.duration": lasted, **fields}}
    log.info("%s: %s: %s", visited.source, visited.health, visited.detail, extra=extra)


def order_of(name: str, source: SourceConfig, *, secrets: bool = True) -> Order:
    """What a spider is told of a source; the cookie's reference is resolved here, and only here."""
    cookie = resolve(source.cookie) if source.cookie and secrets else None
    return Order(
        source=name,
        url=source.url,
        options=source.options,
        max_pages=source.max_pages,
        max_mb=source.max_mb,
        max_minutes=source.max_minutes,
        delay=source.delay,
        proxy=source.proxy,
        cookie=cookie,
        allow_private=source.allow_private,
        verify_tls=source.verify_tls,
        browser=source.browser,
    )


def check_spiders(sources: Mapping[str, SourceConfig], known: Mapping[str, object]) -> None:
    """Raise UnknownNameError for a source that names a spider that there is none of."""
    for name, source in sources.items():
        if source.spider not in known:
            raise UnknownNameError(f"source {name!r} wants the spider {source.spider!r}; there are: {', '.join(known)}")
