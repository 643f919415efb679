"""Texts to matches: names, then identifiers, then the best of what overlaps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from leakscan.garbage import uncollected
from leakscan.model import Match
from leakscan.screening.batches import Batch, batches
from leakscan.screening.budget import corrections
from leakscan.screening.expand import rearranged
from leakscan.screening.glance import Glance, glance
from leakscan.screening.hashed import find_hashed
from leakscan.screening.identifiers import encoded_hosts, find_codes, find_hosts, needs_neighbour
from leakscan.screening.index import Index
from leakscan.screening.masked import find_masked
from leakscan.screening.names import laid_in, matches
from leakscan.screening.overlap import best, clear_of
from leakscan.screening.patterns import find_patterns
from leakscan.screening.phones import find_phones
from leakscan.screening.signs import signs
from leakscan.screening.text import START

_NEIGHBOUR = 200
_Found = tuple[int, Match]


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
    found: list[list[Match]] = [[] for _ in texts]
    cuts: list[list[str]] = [[] for _ in texts]
    with uncollected():
        for batch in batches(texts):
            for number, some in _runs(*_screen(batch, index, cuts)):
                found[number] += some
    return [Screening(tuple(met), "; ".join(cut) or None) for met, cut in zip(found, cuts, strict=True)]


def screen(texts: Sequence[str], index: Index) -> list[list[Match]]:
    """As :func:`screen_texts`, with the matches alone."""
    return [list(screening.matches) for screening in screen_texts(texts, index)]


def _runs(numbers: Sequence[int], found: list[Match]) -> Iterator[tuple[int, list[Match]]]:
    """Matches by the number of their text, which rises."""
    start = 0
    while start < len(found):
        end = bisect_right(numbers, numbers[start], start)
        yield numbers[start], found[start:end]
        start = end


def _screen(batch: Batch, index: Index, cuts: list[list[str]]) -> tuple[Sequence[int], list[Match]]:
    """The matches of a batch, with the number of the text of each."""
    engine = index.engine
    with engine.lock:
        lookup = engine.lookup
        found = glance(batch.text, lookup, noting=index.identifiers.any_but_patterns)
        words = found.words
        left = lookup.settle(batch.text, words, found.missing, corrections(len(batch.text)))
        if left:
            for number in {piece.number for piece in batch.pieces}:
                cuts[number].append(f"{left} unknown words were not tried for typing errors: more than the size allows")
        identified = best(_identified(batch, found, index))
        words = rearranged(batch.text, found, lookup)
        rows = laid_in(batch, words, engine, cuts)
        if identified:
            rows = clear_of(identified, rows, words, engine)
        numbers, named = matches(batch, words, rows, engine) if len(rows) else ([], [])
    if not identified and len(index.watchlists) < 2:
        return numbers, named
    ordered = sorted([*zip(numbers, named, strict=True), *_placed(identified, batch)], key=_order)
    if any(map(needs_neighbour, identified)):
        ordered = list(_with_neighbours(ordered, batch))
    return [number for number, _ in ordered], [match for _, match in ordered]


def _order(one: _Found) -> tuple[int, int, int, str]:
    number, match = one
    return number, match.start, match.end, match.watchlist


def _placed(identified: Iterable[Match], batch: Batch) -> Iterator[_Found]:
    """Matches of a batch with the number of their text, at their places in that."""
    for match in identified:
        piece = batch.piece_at(match.start)
        shift = piece.offset - piece.start
        yield piece.number, replace(match, start=match.start + shift, end=match.end + shift) if shift else match


def _identified(batch: Batch, looked: Glance, index: Index) -> Iterator[Match]:
    identifiers, text, words, lookup = index.identifiers, batch.text, looked.words, index.engine.lookup
    yield from find_patterns(text, identifiers.patterns)
    if not identifiers.any_but_patterns:
        return
    found = signs(looked, lookup, identifiers, masks=bool(index.masks.by_tail))
    hosts = words.words[found.hosts, START].tolist()
    encoded = encoded_hosts(text, found.encoded.tolist(), identifiers)
    yield from find_hosts(text, sorted({*hosts, *encoded}), identifiers)
    yield from find_codes(text, words.words[found.codes, START].tolist(), identifiers)
    yield from find_hashed(text, words, found, identifiers)
    yield from find_phones(text, found.phones.tolist(), found.tails.tolist(), identifiers.phones)
    yield from find_masked(text, found, identifiers, index.masks)


def _with_neighbours(found: list[_Found], batch: Batch) -> Iterator[_Found]:
    """Leave out identifiers too short to stand alone, unless another match of the client is on their line."""
    starts = [(number, match.start) for number, match in found]
    for number, match in found:
        if not needs_neighbour(match) or _has_neighbour(number, match, found, starts, batch):
            yield number, match


def _has_neighbour(number: int, match: Match, found: list[_Found], starts: list[tuple[int, int]], batch: Batch) -> bool:
    piece = next(p for p in batch.pieces if p.number == number and p.offset <= match.start <= p.offset + p.length)
    shift = piece.start - piece.offset
    at, behind = match.start + shift, match.end + shift
    start = max(batch.text.rfind("\n", 0, at) + 1, at - _NEIGHBOUR)
    line_end = batch.text.find("\n", behind)
    end = min(line_end if line_end >= 0 else len(batch.text), behind + _NEIGHBOUR)
    return any(
        other is not match and (other.watchlist, other.entry) == (match.watchlist, match.entry)
        for _, other in found[bisect_left(starts, (number, start - shift)) : bisect_left(starts, (number, end - shift))]
    )
