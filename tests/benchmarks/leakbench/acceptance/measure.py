"""The files through ``examine``, and what came of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leakscan.examine import examine_each
from leakscan.model import Assessment, Document, Severity, Sighting, Verdict, Watchlist
from leakscan.screening import compile_index
from tests.benchmarks.leakbench.acceptance import decoys
from tests.benchmarks.leakbench.acceptance.leaks import SIZES, Leak, leak
from tests.benchmarks.leakbench.acceptance.tables import market, watchlists


@dataclass(frozen=True)
class Scan:
    """One file against one watchlist: what it is, and its assessment, None where nothing matched."""

    kind: str
    watchlist: str
    text: str
    leak: Leak | None
    assessment: Assessment | None
    problems: tuple[str, ...] = ()

    @property
    def severity(self) -> int:
        """Rank of the severity."""
        return self.assessment.severity.rank if self.assessment else 0

    @property
    def listed(self) -> bool:
        """Whether it is reported as a client list at high or above."""
        found = self.assessment
        return found is not None and found.verdict is Verdict.CLIENT_LIST and self.severity >= Severity.HIGH.rank

    @property
    def alarm(self) -> bool:
        """Whether it is reported at medium or above."""
        return self.severity >= Severity.MEDIUM.rank


def scans(*, held_back: bool, seed: int = 1, scale: float = 1.0) -> Iterator[Scan]:
    """All scans of one half: every second watchlist with its leaks and decoys, every second decoy of anybody's."""
    rng = random.Random(f"acceptance {seed}")
    everybody = list(decoys.anywhere(rng))[held_back :: round(2 / scale)]
    for number, (clients, name) in enumerate(list(watchlists(rng))):
        if (number % 2 == 1) == held_back:
            yield from _of(clients, name, everybody, random.Random(f"{seed} {clients.name}"), scale)


def _of(
    clients: Watchlist, name: str, everybody: Sequence[decoys.Decoy], rng: random.Random, scale: float
) -> Iterator[Scan]:
    pool = market(name)
    leaks = [leak(clients, pool, size, rng) for size in SIZES for _ in range(max(1, round(8 * scale)))]
    some = [decoys.article(clients, rng) for _ in range(round(25 * scale))]
    some += [decoys.league(clients, pool, rng) for _ in range(round(12 * scale))]
    some += [decoys.directory(pool, rng) for _ in range(round(25 * scale))]
    some += [decoys.combos(pool, rng) for _ in range(round(4 * scale))]
    some += [decoy for _ in range(round(12 * scale)) if (decoy := decoys.other_vendor(clients, rng))]
    files: list[tuple[str, str, str, Leak | None]] = [(made.text, made.ending, "leak", made) for made in leaks]
    files += [(decoy.text, decoy.ending, decoy.kind, None) for decoy in [*some, *everybody]]
    documents = [_document(text, ending, number) for number, (text, ending, _, _) in enumerate(files)]
    index = compile_index([clients])
    for (text, _, kind, made), found in zip(files, examine_each(documents, index), strict=True):
        assessment = found.hits[0].assessment if found.hits else None
        yield Scan(kind, clients.name, found.text or text, made, assessment, found.problems)


def _document(text: str, ending: str, number: int) -> Document:
    return Document(text.encode("utf-8", "surrogatepass"), Sighting(path=f"{number}{ending}"))
