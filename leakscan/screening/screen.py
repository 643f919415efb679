"""Texts to matches: names, then identifiers, then the best of what overlaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leakscan.model import Match
from leakscan.screening.align import lay
from leakscan.screening.candidates import anchors
from leakscan.screening.hashed import find_hashed
from leakscan.screening.identifiers import find_codes, find_hosts, needs_neighbour
from leakscan.screening.index import Index
from leakscan.screening.masked import find_masked
from leakscan.screening.overlap import best
from leakscan.screening.tokens import Tokens, tokenise
from leakscan.screening.verify import verify

# Forms laid for each word of a text before the rest is left out, and what every text may use at least.
_LAID_A_WORD, _LAID_AT_LEAST = 40, 200_000
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
    tokens = tokenise(text)
    scored: list[tuple[float, Match]] = []
    cut = _names(tokens, index, scored)
    scored.extend((10.0 + match.score, match) for match in _identified(tokens, index))
    return Screening(tuple(_with_neighbours(best(scored), text)), cut)


def _names(tokens: Tokens, index: Index, scored: list[tuple[float, Match]]) -> str | None:
    budget = max(_LAID_AT_LEAST, _LAID_A_WORD * len(tokens))
    seen: dict[tuple[str, str, int, int], float] = {}
    for anchor in anchors(tokens, index):
        budget -= 1
        if budget < 0:
            at = tokens.starts[anchor.first]
            return f"names were looked for up to character {at} of {len(tokens.text)}: too many places to try"
        owned = index.forms[anchor.number]
        laid = lay(tokens, index.vocabulary, owned.form, anchor)
        found = verify(tokens, owned, laid) if laid else None
        if found is None:
            continue
        place = (owned.watchlist, owned.entry, found.start, found.end)
        if seen.get(place, -1.0) < found.merit:
            seen[place] = found.merit
            surface = tokens.text[found.start : found.end]
            form = owned.form
            match = Match(
                owned.watchlist,
                owned.entry,
                form.kind,
                surface,
                found.start,
                found.end,
                found.score,
                form.source,
                found.rule,
            )
            scored.append((found.merit, match))
    return None


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
