"""What a scan came to in numbers and in words, and the exit status that follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from leakscan.extract import Unread
from leakscan.model import Severity
from leakscan.saying import count
from leakscan.scan.examined import Examined, Finished, Passed, Result

_NAMED = 1_000


@dataclass
class Notes:
    """Sentences, all of them counted and the first thousand named."""

    count: int = 0
    named: list[str] = field(default_factory=list)

    def add(self, *sentences: str) -> None:
        """Take them down."""
        self.count += len(sentences)
        self.named += sentences[: _NAMED - len(self.named)]

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[str]:
        yield from self.named
        if self.count > len(self.named):
            yield f"and {self.count - len(self.named):,} more"


@dataclass
class Summary:
    """Counts of a scan as it goes. ``problems`` and ``skipped`` are sentences that begin with the path.

    ``found`` are the ids of its hits, ``below`` counts those left out as not severe enough. ``portions`` and
    ``bytes_done`` count what was looked at to its end, packed.
    """

    documents: int = 0
    bytes_read: int = 0
    portions: int = 0
    bytes_done: int = 0
    below: int = 0
    hits: Counter[Severity] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)
    problems: Notes = field(default_factory=Notes)
    skipped: Notes = field(default_factory=Notes)

    def add(self, result: Result) -> None:
        """Count one result."""
        if isinstance(result, Finished | Passed):
            self.portions += isinstance(result, Finished)
            self.bytes_done += result.size
        elif isinstance(result, Unread):
            (self.skipped if result.harmless else self.problems).add(f"{result.path}: {result.reason}")
        elif isinstance(result, Examined):
            self._examined(result)

    def _examined(self, result: Examined) -> None:
        self.problems.add(*(f"{result.place}: {problem}" for problem in result.problems))
        if result.skipped is not None:
            self.skipped.add(f"{result.place}: {result.skipped}")
        elif result.read:
            self.documents += 1
            self.bytes_read += result.document.size
            self.hits.update(hit.assessment.severity for hit in result.hits)
            self.found += [hit.id for hit in result.hits]
            self.below += result.below

    def told(self) -> dict[str, Any]:
        """All of it as JSON can hold it."""
        told: dict[str, Any] = {name: getattr(self, name) for name in _COUNTS}
        told |= {name: [getattr(self, name).count, getattr(self, name).named] for name in _NOTES}
        return told | {"hits": {str(s): n for s, n in self.hits.items()}}

    def add_told(self, told: Mapping[str, Any]) -> None:
        """Count what another summary has told."""
        for name in _COUNTS:
            setattr(self, name, getattr(self, name) + told[name])
        for name in _NOTES:
            count, named = told[name]
            getattr(self, name).add(*named)
            getattr(self, name).count += count - len(named)
        self.hits.update({Severity(s): n for s, n in told["hits"].items()})

    def exit_status(self, fail_on: Severity) -> int:
        """3 if anything could not be read, else 1 if a hit is at or above ``fail_on``, else 0."""
        if self.problems:
            return 3
        return int(any(severity.rank >= fail_on.rank for severity in self.hits))

    def line(self) -> str:
        """One line for the user."""
        found = ", ".join(f"{self.hits[s]} {s}" for s in reversed(Severity) if self.hits[s])
        parts = [count(self.documents, "document") + " read", f"{len(self.skipped)} skipped"]
        parts.append(f"hits: {found}" if found else "no hits")
        if self.below:
            parts.append(f"{self.below:,} below left out")
        if self.problems:
            parts.append(count(len(self.problems), "problem"))
        return "; ".join(parts)


_COUNTS = ("documents", "bytes_read", "portions", "bytes_done", "below", "found")
_NOTES = ("problems", "skipped")
