"""Texts to matches: names, then identifiers, then the best of what overlaps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from leakscan.model import Match
from leakscan.screening.align import Anchor, Reader, lay
from leakscan.screening.batches import Batch, batches
from leakscan.screening.budget import affordable, corrections
from leakscan.screening.candidates import spots
from leakscan.screening.hashed import find_hashed
from leakscan.screening.identifiers import find_codes, find_hosts, needs_neighbour
from leakscan.screening.index import Index
from leakscan.screening.masked import find_masked
from leakscan.screening.overlap import best
from leakscan.screening.patterns import find_patterns
from leakscan.screening.phones import find_phones
from leakscan.screening.run_together import taken_apart
from leakscan.screening.tokens import Columns, columns
from leakscan.screening.verify import verify

_NEIGHBOUR = 200


@dataclass(frozen=True, slots=True)
class Screening:
    """The matches of one text by start; ``cut`` says what a budget left out, None for nothing."""

    matches: tuple[Match, ...]
    cut: str | None = None


def screen_texts(texts: Sequence[str], index: Index) -> list[Screening]:
    """Find the entries of an index in texts; give many small texts at once.

    Args:
        texts: extracted texts of any size.
        index: from :func:`leakscan.screening.compile_index`.

    Returns:
        One screening a text, in order. Spans of one watchlist never overlap.
    """
    matches: list[list[Match]] = [[] for _ in texts]
    cuts: list[list[str]] = [[] for _ in texts]
    for batch in batches(texts):
        for alone in _screen(batch, index, cuts):
            piece = batch.piece_at(alone.start)
            shift = piece.offset - piece.start
            moved = replace(alone, start=alone.start + shift, end=alone.end + shift) if shift else alone
            matches[piece.number].append(moved)
    return [Screening(tuple(met), "; ".join(cut) or None) for met, cut in zip(matches, cuts, strict=True)]


def screen(texts: Sequence[str], index: Index) -> list[list[Match]]:
    """As :func:`screen_texts`, with the matches alone."""
    return [list(screening.matches) for screening in screen_texts(texts, index)]


def _screen(batch: Batch, index: Index, cuts: list[list[str]]) -> list[Match]:
    found = taken_apart(columns(batch.text))
    scored = list(_names(found, batch, index, cuts))
    scored.extend((10.0 + match.score, match) for match in _identified(found, index))
    return list(_with_neighbours(best(scored), batch.text))


def _names(found: Columns, batch: Batch, index: Index, cuts: list[list[str]]) -> Iterator[tuple[float, Match]]:
    """Matches of names with their merit; what a budget leaves out is told in ``cuts``."""
    lookup = index.engine.lookup
    with index.engine.lock:
        numbers, left = lookup.numbers(found, corrections(len(batch.text)))
        places = spots(found, numbers, index)
        reader = Reader(found, numbers, lookup) if places else None
    if left:
        for number in {piece.number for piece in batch.pieces}:
            cuts[number].append(f"{left} unknown words were not tried for typing errors: more than the size allows")
    if reader is not None:
        yield from _matches(reader, affordable(places, found.tokens, batch, cuts), index)


def _matches(reader: Reader, places: Iterable[Anchor], index: Index) -> Iterator[tuple[float, Match]]:
    tokens = reader.tokens
    for anchor in places:
        owned = index.engine.forms[anchor.number]
        laid = lay(reader, owned, anchor)
        found = verify(tokens, owned, laid) if laid else None
        if found is None:
            continue
        start, end, form = found.start, found.end, owned.form
        surface = tokens.text[start:end]
        yield (
            found.merit,
            Match(owned.watchlist, owned.entry, form.kind, surface, start, end, found.score, form.source, found.rule),
        )


def _identified(found: Columns, index: Index) -> Iterator[Match]:
    text = found.tokens.text
    yield from find_hosts(found, index.identifiers)
    yield from find_codes(found, index.identifiers)
    yield from find_hashed(found, index.identifiers)
    yield from find_patterns(text, index.identifiers.patterns)
    yield from find_phones(text, index.identifiers.phones)
    yield from find_masked(text, index.identifiers, index.masks)


def _with_neighbours(matches: list[Match], text: str) -> Iterator[Match]:
    """Leave out identifiers too short to stand alone, unless another match of the client is on their line."""
    starts = [match.start for match in matches]
    for match in matches:
        if not needs_neighbour(match) or _has_neighbour(match, matches, starts, text):
            yield match


def _has_neighbour(match: Match, matches: list[Match], starts: list[int], text: str) -> bool:
    start = max(text.rfind("\n", 0, match.start) + 1, match.start - _NEIGHBOUR)
    line_end = text.find("\n", match.end)
    end = min(line_end if line_end >= 0 else len(text), match.end + _NEIGHBOUR)
    return any(
        other is not match and (other.watchlist, other.entry) == (match.watchlist, match.entry)
        for other in matches[bisect_left(starts, start) : bisect_left(starts, end)]
    )
