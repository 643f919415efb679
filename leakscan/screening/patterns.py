r"""Identifiers of a watchlist that are patterns (``re:ACME-\d{6}``), by google-re2, whose time is linear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from leakscan.errors import UsageError
from leakscan.model import Match, MatchKind, Watchlist

PREFIX = "re:"


@dataclass(frozen=True)
class Patterns:
    """Patterns with their owners (watchlist, entry key)."""

    written: tuple[tuple[str, tuple[str, str]], ...]

    @cached_property
    def compiled(self) -> list[Any]:
        """Compiled without regard to case; UsageError names the entry of a pattern that can't be."""
        import re2

        options = re2.Options()
        options.case_sensitive = False
        options.log_errors = False
        found = []
        for pattern, (watchlist, entry) in self.written:
            try:
                one = re2.compile(pattern, options=options)
            except re2.error as error:
                raise UsageError(
                    f"watchlist {watchlist}, entry {entry}: the pattern {pattern!r} can't be used ({error}); "
                    "write it as RE2 does: https://github.com/google/re2/wiki/Syntax"
                ) from error
            if one.fullmatch(""):
                raise UsageError(
                    f"watchlist {watchlist}, entry {entry}: the pattern {pattern!r} fits nothing at all; narrow it"
                )
            found.append(one)
        return found


def build_patterns(watchlists: Sequence[Watchlist]) -> Patterns:
    """Collect the patterns of all entries."""
    return Patterns(
        tuple(
            (value.removeprefix(PREFIX), (watchlist.name, entry.key))
            for watchlist in watchlists
            for entry in watchlist.entries
            for value in entry.identifiers
            if value.startswith(PREFIX)
        )
    )


def find_patterns(text: str, patterns: Patterns) -> Iterator[Match]:
    """What patterns fit, at word boundaries."""
    if not patterns.written:
        return
    for one, (written, (watchlist, entry)) in zip(patterns.compiled, patterns.written, strict=True):
        for found in one.finditer(text):
            start, end = found.span()
            glued = (start and text[start - 1].isalnum()) or text[end : end + 1].isalnum()
            if start < end and not glued:
                rule = f"fits the pattern {written}"
                yield Match(watchlist, entry, MatchKind.IDENTIFIER, text[start:end], start, end, 0.95, written, rule)
