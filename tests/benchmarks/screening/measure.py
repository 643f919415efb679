"""What screening found, held against the labels of documents."""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from leakscan.model import Entry, Match, Watchlist
from leakscan.screening import Index, compile_index, screen
from tests.benchmarks.screening.documents import Document, Mention
from tests.benchmarks.screening.oracle import cores, oracle


def say(line: object) -> None:
    """Show a measurement under ``pytest -s``."""
    sys.stdout.write(f"{line}\n")


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """Processor time of the median run."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return sorted(taken)[times // 2]


def by_turns(*works: Callable[[], object], turns: int = 9) -> list[list[float]]:
    """Processor time of several works, one list a turn: each runs once to be at hand again, and then is timed.

    What a shared machine does to one work it does to the others of the turn; compare within turns. The collector of
    garbage leaves what was there before alone: it would look at all indexes, in a turn now and then.
    """
    rounds: list[list[float]] = []
    gc.collect()
    gc.freeze()
    for _ in range(turns):
        rounds.append([])
        for work in works:
            work()
            rounds[-1].append(seconds(work, 1))
    gc.unfreeze()
    return rounds


def times(rounds: Sequence[Sequence[float]], one: int, other: int = 0) -> float:
    """How many times as long one work takes as another: the median turn."""
    return median(turn[one] / turn[other] for turn in rounds)


def compiled(watched: Sequence[str]) -> Index:
    """An index of names alone; every name is its own key."""
    return compile_index([Watchlist("bench", tuple(Entry(key=name, name=name) for name in watched))])


@dataclass(slots=True)
class Tally:
    """Mentions by kind of noise, those met, and matches that are right or wrong."""

    total: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    right: int = 0
    wrong: list[tuple[str, Match]] = field(default_factory=list)
    missed: list[tuple[Mention, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of all mentions that were met."""
        return self.met.total() / self.total.total()

    @property
    def precision(self) -> float:
        """Share of matches that are right."""
        return self.right / max(1, self.right + len(self.wrong))

    def by_kind(self) -> dict[str, float]:
        """Recall by kind of noise."""
        return {kind: round(self.met[kind] / self.total[kind], 3) for kind in sorted(self.total)}


def _same(one: str, other: str) -> bool:
    """Whether two names are one but for legal forms and the usual short forms: nobody could tell which was meant."""
    return one == other or bool({"".join(core) for core in cores(one)} & {"".join(core) for core in cores(other)})


def _names(match: Match) -> tuple[str, ...]:
    return (match.entry, *match.ambiguous)


def is_met(name: str, matches: Sequence[Match]) -> bool:
    """Whether a match is of a name."""
    return any(_same(one, name) for match in matches for one in _names(match))


def tally(documents: Sequence[Document], index: Index) -> Tally:
    """Screen documents and count. A match off the labels of a name that is written out just there is not blamed."""
    found = Tally()
    for document, matches in zip(documents, screen([document.text for document in documents], index), strict=True):
        for mention in document.mentions:
            there = [m for m in matches if m.start < mention.end and mention.start < m.end]
            found.total[mention.noise] += 1
            if is_met(mention.name, there):
                found.met[mention.noise] += 1
            else:
                found.missed.append((mention, document.text[mention.start : mention.end]))
        for match in matches:
            _judge(match, document, found)
    return found


def _judge(match: Match, document: Document, found: Tally) -> None:
    there = [m for m in document.mentions if match.start < m.end and m.start < match.end]
    if there:
        good = any(_same(name, mention.name) for mention in there for name in _names(match))
    else:
        good = _same(match.text, match.entry)
    if good:
        found.right += 1
    else:
        found.wrong.append((document.kind, match))


def against_oracle(documents: Sequence[Document], watched: Sequence[str], index: Index) -> tuple[int, int, list[str]]:
    """Labelled mentions the oracle finds, how many of those screening finds too, and what it misses."""
    texts = [document.text for document in documents]
    near = oracle(texts, watched)
    by_text: dict[int, list[tuple[int, int, str]]] = {}
    for one in near:
        by_text.setdefault(one.text, []).append((one.start, one.end, watched[one.name]))
    both, total, missed = 0, 0, []
    for number, (document, matches) in enumerate(zip(documents, screen(texts, index), strict=True)):
        for mention in document.mentions:
            if not any(
                start < mention.end and mention.start < end and _same(name, mention.name)
                for start, end, name in by_text.get(number, ())
            ):
                continue
            total += 1
            there = [m for m in matches if m.start < mention.end and mention.start < m.end]
            if is_met(mention.name, there):
                both += 1
            else:
                missed.append(f"{mention.noise}: {document.text[mention.start : mention.end]!r} for {mention.name!r}")
    return total, both, missed


def fuzzy_false(documents: Sequence[Document], index: Index) -> tuple[float, list[str]]:
    """Matches that are not the name as it is written, a million characters of texts without organisations."""
    size = sum(len(document.text) for document in documents)
    found = screen([document.text for document in documents], index)
    false = [
        match
        for matches in found
        for match in matches
        if "edit" in match.rule or "look" in match.rule or "split" in match.rule
    ]
    return len(false) / size * 1e6, [f"{match.text!r} for {match.entry!r}: {match.rule}" for match in false]
