"""What a scan came to in numbers and in words, and the exit status that follows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from leakscan.examine import Examination, place
from leakscan.extract import Unread
from leakscan.model import Severity
from leakscan.scan.run import Result


@dataclass
class Summary:
    """Counts of a scan as it goes. ``problems`` and ``skipped`` are sentences that begin with the path."""

    documents: int = 0
    bytes_read: int = 0
    hits: Counter[Severity] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def add(self, result: Result) -> None:
        """Count one result."""
        if isinstance(result, Unread):
            (self.skipped if result.harmless else self.problems).append(f"{result.path}: {result.reason}")
            return
        where = place(result.document)
        self.problems += [f"{where}: {problem}" for problem in result.problems]
        if result.skipped is not None:
            self.skipped.append(f"{where}: {result.skipped}")
        elif result.text is not None:
            self._read(result)

    def _read(self, examination: Examination) -> None:
        self.documents += 1
        self.bytes_read += len(examination.document.content)
        self.hits.update(hit.assessment.severity for hit in examination.hits)

    def exit_status(self, fail_on: Severity) -> int:
        """3 if anything could not be read, else 1 if a hit is at or above ``fail_on``, else 0."""
        if self.problems:
            return 3
        return int(any(severity.rank >= fail_on.rank for severity in self.hits))

    def line(self) -> str:
        """One line for the user."""
        found = ", ".join(f"{self.hits[s]} {s}" for s in reversed(Severity) if self.hits[s])
        parts = [_count(self.documents, "document") + " read", f"{len(self.skipped)} skipped"]
        parts.append(f"hits: {found}" if found else "no hits")
        if self.problems:
            parts.append(_count(len(self.problems), "problem"))
        return "; ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
