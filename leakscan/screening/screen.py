"""Texts to matches: names, then identifiers, then the best of what overlaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leakscan.model import Match
from leakscan.screening.align import Anchor, lay
from leakscan.screening.candidates import anchors
from leakscan.screening.hashed import find_hashed
from leakscan.screening.identifiers import find_codes, find_hosts, needs_neighbour
from leakscan.screening.index import Index
from leakscan.screening.masked import find_masked
from leakscan.screening.overlap import best
from leakscan.screening.tokens import Columns, Tokens, columns
from leakscan.screening.verify import verify

# Forms laid and unknown words corrected for each thousand characters, and what every text may use at least.
_LAID, _LAID_AT_LEAST = 250, 5_000
_CORRECTED, _CORRECTED_AT_LEAST = 40, 5_000
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
    return [_screen(text, index) for text in texts]


def screen(texts: Sequence[str], index: Index) -> list[list[Match]]:
    """As :func:`screen_texts`, with the matches alone."""
    return [list(screening.matches) for screening in screen_texts(texts, index)]


def _screen(text: str, index: Index) -> Screening:
    found = columns(text)
    scored: list[tuple[float, Match]] = []
    cuts = list(_names(found, index, scored))
    scored.extend((10.0 + match.score, match) for match in _identified(found.tokens, index))
    return Screening(tuple(_with_neighbours(best(scored), text)), "; ".join(cuts) or None)


def _names(found: Columns, index: Index, scored: list[tuple[float, Match]]) -> Iterator[str]:
    """Find names; what is yielded says what was left out."""
    tokens, size = found.tokens, len(found.tokens.text)
    with index.engine.lock:
        numbers, left = index.engine.lookup.numbers(found, max(_CORRECTED_AT_LEAST, _CORRECTED * size // 1000))
        places = anchors(found, numbers, index)
        budget = max(_LAID_AT_LEAST, _LAID * size // 1000)
        scored.extend(_matches(tokens, places[:budget], index))
    if left:
        yield f"{left} unknown words were not tried for typing errors: more than its size allows"
    if len(places) > budget:
        at = tokens.starts[places[budget].first]
        yield f"names were looked for up to character {at} of {size}: more places to try than its size allows"


def _matches(tokens: Tokens, places: Sequence[Anchor], index: Index) -> Iterator[tuple[float, Match]]:
    for anchor in places:
        owned = index.forms[anchor.number]
        laid = lay(tokens, index.vocabulary, owned.form, anchor)
        found = verify(tokens, owned, laid) if laid else None
        if found is None:
            continue
        start, end, form = found.start, found.end, owned.form
        surface = tokens.text[start:end]
        yield (
            found.merit,
            Match(owned.watchlist, owned.entry, form.kind, surface, start, end, found.score, form.source, found.rule),
        )


def _identified(tokens: Tokens, index: Index) -> Iterator[Match]:
    yield from find_hosts(tokens.text, index.identifiers)
    yield from find_codes(tokens, index.identifiers)
    yield from find_hashed(tokens.text, index.identifiers)
    yield from find_masked(tokens.text, index.identifiers, index.masks)


def _with_neighbours(matches: list[Match], text: str) -> Iterator[Match]:
    """Leave out identifiers too short to stand alone, unless another match of the client is on their line."""
    for match in matches:
        if not needs_neighbour(match) or _has_neighbour(match, matches, text):
            yield match


def _has_neighbour(match: Match, matches: list[Match], text: str) -> bool:
    start = max(text.rfind("\n", 0, match.start) + 1, match.start - _NEIGHBOUR)
    line_end = text.find("\n", match.end)
    end = min(line_end if line_end >= 0 else len(text), match.end + _NEIGHBOUR)
    return any(
        other is not match
        and (other.watchlist, other.entry) == (match.watchlist, match.entry)
        and start <= other.start < end
        for other in matches
    )
