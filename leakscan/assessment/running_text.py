"""Clients who are named in running text alone, of which no list can be made: told without cutting it into blocks.

A report, a press release or an advert names a few clients in its sentences, amid words in small letters. No shape takes
such a line for a row, and so few names in one clause are a mention however many of them are clients.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from leakscan.assessment.blocks import LONGEST_LISTED, ends_sentence
from leakscan.assessment.blocks.sentence import most_items
from leakscan.assessment.kept import planted
from leakscan.assessment.placing import letters
from leakscan.assessment.prose import in_clause, prose_words, words_of
from leakscan.assessment.weights import SENTENCE_USUAL
from leakscan.model import Match, Watchlist

_MOST = 10
"""Clients; so many are few in a table that is one in spite of its remarks, which has 25 rows or more."""
_BARE, _IN_A_CLAUSE = 4, 7
"""Clients of one passage that tell nothing, of whatever enumeration, and of one that is a part of a clause."""
_ITEMS = 8
"""Items of an enumeration in running text, clients or not, with less of which it is a mention."""
_PROSE = 8 * SENTENCE_USUAL
"""Words of running text elsewhere with which neither remarks nor more clients of a clause tell anything."""
_ROWS = 2
"""Lines with a client that may be rows: two tell of no list."""
_WORDS, _LOWER = 8, 0.6
"""Words beside the names that make a line running text, and the share of them in small letters."""
_ALIKE = 2 / 3
"""Share of the remarks that may end alike: what nearly all rows of a list share is taken off their cells."""
_CELLS, _GAP = re.compile(r"[\t|\r{}<>=]"), "  "
"""What may part cells."""
_BEFORE, _BEHIND = frozenset(" “"), re.compile(r"[.!?)’”\s]|[,;:](?:\s|\Z)|'s\s")
"""What may stand before a name in running text, and behind one, where the line does not begin or end there."""
_NUMBER = re.compile(r"\d+(?:[.,']\d+)*")
_STOP = re.compile(r"[.,:;!?()|/]|\s[-–—]\s")
_EDGE = " ,.;:!?)(-–—’”"
_PARTED = re.compile(r"[.!?]\s+(?=[A-Z\"'])|\A[^,]*:\s")
"""Where an enumeration may be taken to end amid its names: no colon does behind its first comma."""


class _Line(NamedTuple):
    """A line that holds matches: where it starts, what it says, the matches, and what stands before and behind each."""

    start: int
    said: str
    matches: Sequence[Match]
    between: Sequence[str]

    @property
    def end(self) -> int:
        """Where it ends, but for blanks."""
        return self.start + len(self.said)


def in_running_text(text: str, matches: Sequence[Match], watchlist: Watchlist) -> bool:
    """Whether the clients are named in sentences alone, so few in each that they can be no more than mentions.

    Args:
        text: the document.
        matches: all matches in it, in order, of which none is of an account identifier.
        watchlist: the list that they are of.
    """
    entries = {match.entry for match in matches}
    if len(entries) > _MOST or not planted(watchlist).isdisjoint(entries):
        return False
    lines, remarks, rows = list[_Line](), list[str](), 0
    for line in _lines(text, matches):
        if not _says_names(line):
            return False
        if _remarked(line):
            remarks.append(line.said)
        elif not _runs_on(line):
            rows += 1
            if rows > _ROWS:
                return False
        lines.append(line)
    if _alike(remarks) or _agreed(lines, watchlist):
        return False
    most = _together(text, lines)
    return most is not None and ((most <= _IN_A_CLAUSE and not remarks) or _amid_prose(text, lines))


def _lines(text: str, matches: Sequence[Match]) -> Iterator[_Line]:
    """The lines that hold matches, one by one."""
    held, low, high = list[Match](), 0, -1
    for match in matches:
        if match.start > high:
            if held:
                yield _line(text, low, high, held)
            held, low = [], text.rfind("\n", 0, match.start) + 1
        if match.end > high:
            high = text.find("\n", match.end)
            high = len(text) if high < 0 else high
        held.append(match)
    yield _line(text, low, high, held)


def _line(text: str, low: int, high: int, held: Sequence[Match]) -> _Line:
    said = text[low:high].rstrip()
    ends = [low, *accumulate([match.end for match in held], max)]
    starts = [*[match.start for match in held], low + len(said)]
    return _Line(low, said, held, [text[a:b] for a, b in zip(ends, starts, strict=True)])


def _says_names(line: _Line) -> bool:
    """Whether no cells are parted there, each name stands among words, and several are a part of a clause."""
    if _GAP in line.said or _CELLS.search(line.said):
        return False
    if not all(_stands_free(line.said, line.start, match) for match in line.matches):
        return False
    return _names_one(line) or _leads(line.between[0]) or _follows(line.between[-1])


def _names_one(line: _Line) -> bool:
    return len(line.matches) == 1 or len({match.entry for match in line.matches}) == 1


def _stands_free(said: str, start: int, match: Match) -> bool:
    """Whether a name stands in no quotes, and beside no other sign of values."""
    before, behind = match.start - start, match.end - start
    if before and (said[before - 1] not in _BEFORE or said.startswith(": ", before - 2)):
        return False
    return behind >= len(said) or _BEHIND.match(said, behind) is not None


def _leads(before: str) -> bool:
    """Whether words in small letters lead to the name, without a stop between."""
    return in_clause(_STOP.split(before)[-1])


def _follows(behind: str) -> bool:
    """Whether such words follow it, at once or behind a stop."""
    return in_clause(_STOP.split(behind.lstrip(_EDGE), maxsplit=1)[0])


def _remarked(line: _Line) -> bool:
    """Whether a name behind a bullet is followed by a remark that is longer than it."""
    before, behind = line.between[0], line.between[-1]
    if len(line.matches) > 1 or not before.strip() or any(map(str.isalpha, before)):
        return False
    short = 2 * letters(line.matches[0].text) < letters(line.said)
    return short and prose_words(line.said) > 0 and _follows(behind)


def _runs_on(line: _Line) -> bool:
    """Whether a line names somebody amid running text, and is longer than an item or ends as a sentence does."""
    if not (len(line.said) > LONGEST_LISTED or ends_sentence(line.said)):
        return False
    amid = any(map(str.isalpha, line.between[0])) or line.between[1][1:2].islower()
    words, lower = words_of(" ".join([said.strip(_EDGE) for said in line.between]))
    return amid and words >= _WORDS and lower >= _LOWER * words


def _alike(remarks: Sequence[str]) -> bool:
    """Whether remarks end alike, as do rows of one list."""
    if len(remarks) < 2:
        return False
    often = Counter([said.rsplit(" ", 1)[-1] for said in remarks])
    return max(often.values()) > max(1, _ALIKE * len(remarks))


def _together(text: str, lines: Sequence[_Line]) -> int | None:
    """Most clients of a passage without a blank line in it; None where it may be a list in running text."""
    most, named, clauses, end = 0, set[str](), True, 0
    for line in lines:
        if "\n\n" in text[end : line.start]:
            named, clauses = set(), True
        end, clauses = line.end, clauses and _is_clause(text, line)
        first = not named
        named |= {match.entry for match in line.matches}
        if len(named) > _BARE and not (clauses or (first and _few_items(text, line))):
            return None
        most = max(most, len(named))
    return most


def _few_items(text: str, line: _Line) -> bool:
    """Whether all enumerations of the passage around a line have so few items that none tells anything.

    No table is made of the names of one line.
    """
    low, high = text.rfind("\n\n", 0, line.start), text.find("\n\n", line.end)
    return most_items(text, low + 2 if low >= 0 else 0, high if high >= 0 else len(text)) < _ITEMS


def _is_clause(text: str, line: _Line) -> bool:
    """Whether the names of a line, if there are several, are led to by words at the beginning of a passage.

    Words that outweigh the name they lead to are an item of their own, and a clause unless names have such words too.
    """
    before, first, last = line.between[0], line.matches[0], line.matches[-1]
    if len(line.matches) == 1:
        return True
    begins = not line.start or text.endswith("\n\n", 0, line.start)
    if not begins or before.count(",") > 1 or not _leads(before) or _PARTED.search(text[first.start : last.end]):
        return False
    outweighs = letters(_STOP.split(before)[-1]) > letters(first.text)
    return not (outweighs and in_clause(" ".join([match.text for match in line.matches])))


def _amid_prose(text: str, lines: Sequence[_Line]) -> bool:
    """Whether much running text stands on lines that name nobody."""
    edges = zip([0, *[line.end for line in lines]], [*[line.start for line in lines], len(text)], strict=True)
    return sum([prose_words(said) for a, b in edges for said in text[a:b].split("\n")]) >= _PROSE


def _agreed(lines: Sequence[_Line], watchlist: Watchlist) -> bool:
    """Whether enough lines have a number that is ours, or up to a fifth smaller, for figures to say something."""
    if not watchlist.figures:
        return False
    from leakscan.assessment.agreeing import FEWEST, agreeing, may_agree

    rows = list({(line.said, match.entry) for line in lines for match in line.matches})
    often = Counter([said for said, _ in agreeing(rows, lambda row: may_agree(*row, watchlist))])
    # no number stands beside two names
    return sum([min(number, len(_NUMBER.findall(said))) for said, number in often.items()]) >= FEWEST
