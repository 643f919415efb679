"""Posts of a thread or a chat that was saved as plain text: each begins with a line that says who wrote it, and when.

``[01.02.20, 12:03:11] Jo: …``, ``2020-02-01 12:03 <jo> …``, ``jo wrote on 2020-02-01:``, ``## jo, 1 Feb 2020``: others
begin so, too. A record separator is put before each post that may hold a list, as extraction does in a page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby, islice, pairwise

import re2

from leakscan.block import POST
from leakscan.extract.bounds import may_list

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?"
_DATE = (
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}\.? {_MONTH},? \d{{4}}"
)
_TIME = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?: ?[AaPp]\.?[Mm]\b\.?)?"
_WHEN = re.compile(rf"(?<![\w.:/-])(?:(?:{_DATE})(?:(?:,? (?:at )?|T){_TIME})?|{_TIME})(?![\w/-])Z?")
_PART = r"[0-9](?::[0-9]{2}|[-/.][0-9]{1,2}[-/.][0-9]{2}|(?:st|nd|rd|th)?,? [0-9]{4}|\.? [A-Z][a-z]{2,8}\.?,? [0-9]{4})"
"""A part of each such time, which is looked for first: begun with one sign it is ten times as quick."""
_LIKELY = re.compile(_PART)
_BEFORE = 14
"""Characters of a time that may stand before that part."""
_BEGINNING = 100_000
_SEVERAL = re2.compile("(?s:.*?)".join([_PART] * 3))
"""As many as there are posts at least, which the beginning of most texts does not have; told in half the time."""
_OPENING = re.compile(r"[\s#>*\[(<•-]{0,8}\Z")
"""What may stand before a time that begins a line."""
_AUTHOR = re.compile(r"[])\s,–—-]{1,5}(?:<[@+%~&]?([^<>\s]{1,40})>|([\w@+][\w .@+'-]{0,39}?):)(?: |(?=\s)|\Z)")
"""Who says what follows: in angle brackets, or before a colon."""
_NICK = re.compile(r"<([^<>\s]{1,40})>")
"""Here it looks like a tag."""
_LEVEL = re.compile(r"(?:alert|crit|debug|err|fatal|info|notice|trace|warn)[a-z]*\b", re.IGNORECASE)
"""What an application's log has in the place of an author."""
_WORDS = re.compile(r"(?:[\w.,;:#@&()<>\[\]*'/–—-]| (?! ))*\Z")
"""What a line that tells it is made of; a row of a table, an object or a program has other signs."""
_KEY = re.compile(r"\W*[\w ]{1,30}:\s*\Z")
"""What stands before the value of a record."""
_QUOTES = ("'", '"')
"""Around a time they make it a value of SQL, JSON or CSV."""
_LETTERS, _DIGITS = re.compile(r"[^\W\d]+"), re.compile(r"\d+")
_LONGEST, _MOST_WORDS = 120, 8
_FEWEST, _FEWEST_SAID = 3, 5
"""Posts, and lines of a chat, from which on they are of a kind."""
_REPEATED = 0.7
"""Share of different authors up to which they are a chat's; a table has another name on each line."""
_FOLLOWED, _EVEN = 0.8, 0.6
"""Share of the posts behind whose first line another stands that has no time, and that of posts of the same number of
lines up to which they are posts: rows follow each other, and records are of one length."""
_FIRST, _SAMPLE = 60, 400
"""Lines with a time of which one may begin a post, and those of which some must; else the text is a table, or a log."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """A line with a time: where it stands, which kind of posts it may begin; of a chat who goes on there, and where."""

    start: int
    end: int
    kind: str = ""
    author: str = ""
    said: int = 0


def marked(text: str) -> str:
    """The text with a record separator before each line that begins such a post, and where the post ends."""
    if not _SEVERAL.search(text[:_BEGINNING]):
        return text
    lines = _dated(text)
    sample = list(islice(lines, _FIRST))
    if any(sign.kind for sign in sample):
        sample += islice(lines, _SAMPLE)
    if not _posts(sample, text):
        return text
    turns = list(_turns(_posts([*sample, *lines], text)))
    ends = [*(turn[0].start for turn in turns[1:]), len(text)]
    parts, at = list[str](), 0
    for turn, end in zip(turns, ends, strict=True):
        if may_list(text[turn[0].start : end].split("\n")):
            parts += [text[at : turn[0].start], *_said(turn, text, end)]
            at = end
    return POST.join(filter(None, [*parts, text[at:]]))


def _said(turn: Sequence[_Sign], text: str, end: int) -> Iterator[str]:
    """A line that tells who wrote a post, and the post; of a chat's lines the first alone, as a reader sees them."""
    begun = [sign.said or min(sign.end + 1, end) for sign in turn]
    ends = [*(sign.start for sign in turn[1:]), end]
    yield _NICK.sub(r"\1:", text[turn[0].start : begun[0]]).rstrip(" \n") + "\n"
    yield "".join([text[start:until] for start, until in zip(begun, ends, strict=True)])


def _dated(text: str) -> Iterator[_Sign]:
    """The lines with something like a time, in order."""
    at = 0
    while found := _LIKELY.search(text, at):
        start, at = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.start()) % (len(text) + 1)
        yield _sign(start, at, text[start:at], max(0, found.start() - start - _BEFORE))


def _sign(start: int, end: int, line: str, near: int) -> _Sign:
    when = _WHEN.search(line, near, _LONGEST) if near < _LONGEST else None
    if when is None:
        return _Sign(start, end)
    before, behind = line[: when.start()], line[when.end() :]
    if _OPENING.match(before) and (author := _AUTHOR.match(behind)):
        said = author[1] or author[2]
        kind = "" if _LEVEL.match(said) else f"{before.strip()}0{behind[0]}"
        return _Sign(start, end, kind, said, start + when.end() + author.end())
    return _Sign(start, end, _kind(before, behind) if len(line) <= _LONGEST else "")


def _kind(before: str, behind: str) -> str:
    """Which kind of line it is that has a time between some words; none if it is a value, or rather a row."""
    if before[-1:] in _QUOTES or behind[:1] in _QUOTES:
        return ""
    words = len(before.split()) + len(behind.split())
    if not 0 < words <= _MOST_WORDS or _KEY.match(before) or not (_WORDS.match(before) and _WORDS.match(behind)):
        return ""
    return f"{_last(before)} 0 {_last(behind)}"


def _last(said: str) -> str:
    """What kind of signs the last word has."""
    return _LETTERS.sub("a", _DIGITS.sub("0", "".join(said.split()[-1:])))


def _posts(dated: Sequence[_Sign], text: str) -> list[_Sign]:
    """The lines that begin posts, in order: those of a kind that others have, too."""
    following = pairwise([*dated, _Sign(len(text), len(text))])
    followed = {sign.start for sign, then in following if text[sign.end : then.start].strip()}
    kinds = defaultdict[str, list[_Sign]](list)
    for sign in dated:
        kinds[sign.kind].append(sign)
    return sorted(
        (sign for kind, signs in kinds.items() if kind and _are_posts(signs, followed, text) for sign in signs),
        key=lambda sign: sign.start,
    )


def _are_posts(signs: Sequence[_Sign], followed: Set[int], text: str) -> bool:
    """Whether lines of a kind begin posts, not rows: others without a time follow them, or authors come again."""
    authors = {sign.author for sign in signs}
    if len(signs) >= _FEWEST_SAID and 1 < len(authors) <= _REPEATED * len(signs):
        return True
    if len(signs) < _FEWEST or sum([sign.start in followed for sign in signs]) < _FOLLOWED * len(signs):
        return False
    sizes = Counter(text.count("\n", sign.start, then.start) for sign, then in pairwise(signs))
    return max(sizes.values()) <= max(1, _EVEN * sizes.total())


def _turns(signs: Sequence[_Sign]) -> Iterator[Sequence[_Sign]]:
    """The lines that begin each post; in a chat the same author goes on."""
    for _, turn in groupby(signs, lambda sign: sign.author or sign.start):
        yield tuple(turn)
