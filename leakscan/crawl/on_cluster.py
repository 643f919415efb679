"""Sources visited by the workers of a cluster: one source one call, two of one host never at a time, one writer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from leakscan.cluster import Call, Cluster, Lost, Returned
from leakscan.crawl.errand import Brought, Errand
from leakscan.crawl.health import outcome
from leakscan.crawl.ledger import StoreLedger
from leakscan.crawl.logs import is_json, private_log
from leakscan.crawl.process import host_of, load_settings, spiders
from leakscan.crawl.result import Visited
from leakscan.crawl.runner import Visits, check_spiders
from leakscan.crawl.there import visit_there
from leakscan.errors import IncompleteError, LeakscanError
from leakscan.secret import resolve


def visited_by(cluster: Cluster, visits: Visits, ledger: StoreLedger) -> tuple[Visited, ...]:
    """As ``visits.run``, elsewhere: state travels with each source, and what it brought is committed here.

    A visit whose worker dies is repeated by another; nothing of the first was kept, since it had not come back.

    Raises:
        UnknownNameError: a source names a spider that there is none of.
        UsageError: a secret that a source refers to is not there, or the log can't be written.
    """
    return _VisitsOnCluster(visits, ledger, cluster).run()


@dataclass
class _VisitsOnCluster:
    visits: Visits
    ledger: StoreLedger
    cluster: Cluster
    results: dict[str, Visited] = field(default_factory=dict)
    busy: set[str] = field(default_factory=set)

    def run(self) -> tuple[Visited, ...]:
        known = spiders(load_settings())
        check_spiders(self.visits.sources, known)
        hosts = {name: host_of(source.url, known[source.spider]) for name, source in self.visits.sources.items()}
        token = self.cluster.carry(f"crawl {self.ledger.run} of {datetime.now(UTC)}")
        try:
            for ended in self.cluster.each(self._calls(token, hosts)):
                name = ended.call.about
                self._done(self._lost(name, ended.why) if isinstance(ended, Lost) else self._kept(ended))
                self.busy.discard(hosts[name])
        except IncompleteError as error:
            for name in self.visits.sources.keys() - self.results.keys():
                self._done(self._lost(name, str(error)))
        finally:
            self.cluster.drop(token)
        return tuple(self.results[name] for name in self.visits.sources)

    def _calls(self, token: str, hosts: Mapping[str, str]) -> Iterator[Call[str] | None]:
        """A call a source, None while all that is left waits for its host."""
        waiting = list(self.visits.sources)
        while waiting:
            name = next((name for name in waiting if hosts[name] not in self.busy), None)
            if name is None:
                yield None
                continue
            waiting.remove(name)
            self.busy.add(hosts[name])
            needs = self.visits.sources[name].worker
            yield Call(visit_there, (token, self._errand(name)), name, {needs: 1} if needs else {})

    def _errand(self, name: str) -> Errand:
        source = self.visits.sources[name]
        return Errand(
            name=name,
            source=source.model_copy(update={"cookie": None}),
            cursor=self.ledger.cursor(name),
            seen=self.ledger.store.seen(name),
            standing=self.ledger.standing(name),
            cookie=resolve(source.cookie) if source.cookie else None,
            contact=self.visits.contact,
            insist=self.visits.insist,
            logged=None if self.visits.log is None else "log.jsonl" if is_json(self.visits.log) else "log",
        )

    def _kept(self, ended: Returned[str]) -> Visited:
        """Commit what a visit brought, all of it in one transaction."""
        brought: Brought = ended.value
        visited, name = brought.visited, brought.visited.source
        problems = list(visited.problems)
        try:
            if self.visits.log is not None:
                private_log(self.visits.log, brought.log)
            self.ledger.commit([(name, page) for page in brought.pages])
        except LeakscanError as error:
            problems.append(f"what the visit brought could not be kept: {error}")
        problems += self.ledger.problems[name]
        return replace(visited, hits=tuple(self.ledger.new[name]), problems=tuple(problems))

    def _lost(self, name: str, why: str) -> Visited:
        now = datetime.now(UTC)
        health, detail = outcome((), 0, 0, 0)
        problems = (f"the visit came to nothing: {why}",)
        spider = self.visits.sources[name].spider
        return Visited(name, spider, health, detail, now, now, problems=problems, interrupted=True)

    def _done(self, visited: Visited) -> None:
        self.results[visited.source] = self.visits.judged(visited)
        self.visits.told(self.results[visited.source])
