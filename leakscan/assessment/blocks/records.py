"""Key-value records over several lines: ``Name: Acme`` / ``Seats: 12``, the leading key begins a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._page import Line, Page
from leakscan.assessment.blocks.lines import unbulleted
from leakscan.block import Block

ORDER = 30
_KEY = re.compile(
    r"""\s{0,20} (?:[-*•+>]\s)? (["']?)
    (?P<key> [^\W\d_#][\w .#/()&-]{0,38}? | [^\W\d_][\w-]{0,30}(?:\.\w{1,30}){1,4} | [A-Z][A-Z;=,-]{0,30}(?=:) )
    \1 [ \t]{0,30}
    (?: (?:=>?|\||\.{3,60}) [ \t]* (?P<value>\S.*)?
      | : (?: [ \t]+(?P<said>\S.*) | $ | (?P<tight>(?<=[A-Z;]:)\S.*) )
      | \t+ (?P<cell>\S.*) ) $""",
    re.VERBOSE,
)
_MAYBE = re.compile(r"""\s{0,20}(?:[-*•+>]\s)?["']?(?:[\w .#/()&-]*+|[A-Z;,-]*+)["']?[ \t]*[=:|\t]""")
"""How every line with a key begins, but for those whose key is followed by dots: told in a tenth of the time."""
_SIGN = re.compile(r"=|\||\t|:(?:\s|$|(?<=[A-Z;]:))|\.\.\.")
"""What may stand behind a key; each begins with a sign of its own, which is looked for first."""
_SIGNS = (":", "...", "=", "\t", "|")
"""The same, as far as they are told without what stands around them; those of tables come last."""
_COLON = ": "
_USUAL = (":", "=", "\t")
_PLAIN = re.compile(r"""\s{0,20}(?:[-*•+>]\s)?["']?[^\W\d_#][\w .#/()&-]{0,38}["']?[ \t]{0,30}[:=\t]\s*[^\s:=|.>]""")
"""A line with a key of the first kind and a usual sign: what begins as it does, down to its value, is read as it is."""
_MORE = frozenset(":=|.>")
"""What may belong to a sign still."""
_DIGITS = re.compile(r"\d+")
_LONGEST = 200
_MOST_KEYS = 30
_FEWEST = 3
"""Lines with a key."""
_FEWEST_PAIRS = 6
"""Keys, and lines without one, of a run."""
_PART = 32
"""Lines of a part; each key of a record comes again within so many."""
_TITLE = "(title)"
"""The key of a line without one: the name above the keys of its record."""
_ORDERLY = 0.9


class Pair(NamedTuple):
    """A key and where its value stands; ``title`` is the line itself where that may be no key but a name."""

    key: str
    start: int
    end: int
    title: tuple[int, int] | None = None


_PAIRED: Callable[[tuple[str, int, int, None]], Pair] = partial(tuple.__new__, Pair)
"""``Pair._make`` in one step."""


def find(page: Page) -> list[Block]:
    """Runs of ``key: value`` lines whose keys recur in one order."""
    signed = _signed(page)
    if len(signed) < _FEWEST or not _recurring(page, signed):
        return []
    pairs = _pairs(page, signed)
    if len(pairs) < _FEWEST or _different(pairs.values()) == len(pairs):
        return []  # records whose keys are all different are none
    return [block for run in _runs(page, pairs) for block in _blocks(page.text, run)]


def _signed(page: Page) -> list[int]:
    """Lines that hold what may stand behind a key."""
    there = [sign for sign in _SIGNS if sign in page.text]
    if not there:
        return []
    sign, more = there[-1], there[0]
    if len(there) > 2:
        found = [at for at, said in enumerate(page.said) if sign in said or _SIGN.search(said)]
    elif sign == ":":  # and no other: the only one that has to stand before something
        found = [at for at, said in enumerate(page.said) if sign in said and _SIGN.search(said)]
    else:
        found = [at for at, said in enumerate(page.said) if sign in said or (more in said and _SIGN.search(said))]
    return [at for at in found if len(page.said[at]) < _LONGEST]


def _recurring(page: Page, signed: Sequence[int]) -> bool:
    """Whether a key comes again in a part of a long text: in a table of names none does."""
    if len(signed) < 3 * _PART:
        return True
    for low in (0, len(signed) // 2):
        keys = [_unnumbered(pair.key) for at in signed[low : low + _PART] if (pair := _pair(page, at))]
        if len(set(keys)) < len(keys):
            return True
    return False


def _pairs(page: Page, signed: Sequence[int]) -> dict[int, Pair]:
    """The keys and values of lines; one that begins as one before did, with ``key: ``, is read without a look at it."""
    pairs, keys, usual = dict[int, Pair](), dict[str, str](), dict[str, str]()
    for at in signed:
        said = page.said[at]
        head, _, value = said.partition(_COLON)
        if head in usual and value and value[0] not in _MORE and not value[0].isspace():
            pairs[at] = _PAIRED((usual[head], page.ends[at] - len(value), page.starts[at] + len(said.rstrip()), None))
        elif pair := _again(page, at, keys) or _pair(page, at, keys):
            pairs[at] = pair
            if (head + _COLON) in keys:
                usual[head] = keys[head + _COLON]
    return pairs


def _runs(page: Page, pairs: dict[int, Pair]) -> Iterator[list[Pair]]:
    """Lines of which at most one in a row has no key; blank lines, rules and lines without a letter are passed over.

    The one before a key, and the one behind the last, are titles.
    """
    current, last = list[Pair](), -1
    for at, pair in pairs.items():
        if last + 1 < at:
            first, later = _between(page, last, at)
            if first is not None and first != later and current:
                yield [*current, _titled(page, first)]
                current = []
            if later is not None:
                current.append(_titled(page, later))
        current.append(pair)
        last = at
    first, later = _between(page, last, len(page.said))
    yield [*current, _titled(page, first)] if first is not None and first != later else current


def _between(page: Page, last: int, at: int) -> tuple[int | None, int | None]:
    """The first and the last line between two that say something."""
    talking = [line for line in range(last + 1, at) if _talks(page, line)]
    return (talking[0], talking[-1]) if talking else (None, None)


def _talks(page: Page, at: int) -> bool:
    return not (page.blank[at] or page.rule[at]) and any(map(str.isalpha, page.said[at]))


def _titled(page: Page, at: int) -> Pair:
    return Pair(_TITLE, *_title(page.lines[at]))


def _again(page: Page, at: int, keys: dict[str, str]) -> Pair | None:
    """The key and value of a line that begins as one before did, down to its value."""
    said = page.said[at]
    for sign in _USUAL:
        if sign not in said:
            continue
        value = said[said.index(sign) + 1 :].lstrip()
        if value and value[0] not in _MORE and (key := keys.get(said[: len(said) - len(value)])):
            return _PAIRED((key, page.ends[at] - len(value), page.starts[at] + len(said.rstrip()), None))
    return None


def _pair(page: Page, at: int, keys: dict[str, str] | None = None) -> Pair | None:
    """The key and value of a line, None for a line without a key; what is before the value is kept with the key."""
    said = page.said[at]
    if not (_MAYBE.match(said) or "..." in said):
        return None
    found = _KEY.match(said.rstrip())
    if not found:
        return None
    key, start = found["key"].strip().lower(), page.starts[at]
    if found.lastgroup != "key":
        low, high = found.span(found.lastgroup or "value")
        if keys is not None and low < high and said[low] not in _MORE and _PLAIN.match(said):
            keys[said[:low]] = key
        return Pair(key, start + low, start + high)
    return Pair(key, page.ends[at], page.ends[at], _title(page.lines[at]))


def _title(line: Line) -> tuple[int, int]:
    """What a line without a value names, bare of bullets, brackets and colons."""
    bare = unbulleted(line)
    said = bare.text.strip()
    start = bare.start + bare.text.find(said)
    if said[:1] == "[" and said[-1:] == "]":
        return start + 1, start + len(said) - 1
    return start, start + len(said) - (said[-1:] == ":")


def _resolved(pairs: Sequence[Pair]) -> list[Pair]:
    """Keys without a value are names above a record, unless the key has a value elsewhere."""
    known = {pair.key for pair in pairs if pair.title is None}
    return [Pair(_TITLE, *pair.title) if pair.title and pair.key not in known else pair for pair in pairs]


def _blocks(text: str, pairs: list[Pair]) -> Iterator[Block]:
    """The run as one block, or without the lines before its first key; keys with numbers are one key."""
    if len(pairs) < _FEWEST_PAIRS:
        return
    if 2 * _different(pairs) > len(pairs) + 1:
        return  # hardly a key comes again
    pairs = _resolved(pairs)
    keyed = sum(pair.key != _TITLE for pair in pairs)
    if keyed < 3:
        return
    if block := _either(text, pairs) or _either(text, _numberless(pairs)):
        yield block


def _either(text: str, pairs: Sequence[Pair]) -> Block | None:
    return _block(text, pairs) or _block(text, pairs[1:])


def _numberless(pairs: Sequence[Pair]) -> Sequence[Pair]:
    """The pairs with keys that have no numbers; none where they have none anyway, and so were looked at."""
    keys = {key: _unnumbered(key) for key in {pair.key for pair in pairs}}
    if all(key == bare for key, bare in keys.items()):
        return ()
    return [pair._replace(key=keys[pair.key]) for pair in pairs]


def _block(text: str, pairs: Sequence[Pair]) -> Block | None:
    keys = Counter([pair.key for pair in pairs])
    recurring = sum(number for number in keys.values() if number > 1)
    if len(keys) < 2 or recurring < 0.9 * len(pairs) or len(keys) * 2 > len(pairs):
        return None
    often = max(keys.values()) * 0.8
    lead = next(at for at, pair in enumerate(pairs) if keys[pair.key] >= often)
    pairs = pairs[lead:]  # what stands before the first leading key is of no record
    columns = [key for key in keys if keys[key] > 1][:_MOST_KEYS]
    if even := _even(text, pairs, columns):
        return even
    records: list[list[Pair]] = []
    for pair in pairs:
        if pair.key == pairs[0].key:
            records.append([])
        records[-1].append(pair)
    if len(records) < 3 or not _orderly(records):
        return None
    places = {key: number for number, key in enumerate(columns)}
    rows = [_cells(record, places) for record in records]
    return Block("records", _grid.keyed(text, rows), tuple(columns))


def _even(text: str, pairs: Sequence[Pair], keys: list[str]) -> Block | None:
    """The records if all have all keys in one order, which need not be counted."""
    width = len(keys)
    rows, rest = divmod(len(pairs), width) if width > 1 else (0, 0)
    if rest or rows < _FEWEST or [key for key, _, _, _ in pairs] != keys * rows:
        return None
    return Block(
        "records",
        _grid.even(text, [start for _, start, _, _ in pairs], [end for _, _, end, _ in pairs], width),
        tuple(keys),
    )


def _orderly(records: Sequence[Sequence[Pair]]) -> bool:
    """Whether most records have two keys or more, none twice, and in the order of the others.

    So a column of few values, as a state before each name, is no key.
    """
    if sum(len(record) > 1 for record in records) < 0.6 * len(records):
        return False
    twice = sum(len({pair.key for pair in record}) < len(record) for record in records)
    follows = Counter((a.key, b.key) for record in records for a, b in pairwise(record))
    against = sum(min(number, follows[b, a]) for (a, b), number in follows.items() if a < b)
    return twice <= (1 - _ORDERLY) * len(records) and against <= (1 - _ORDERLY) * sum(follows.values())


def _cells(record: Sequence[Pair], places: dict[str, int]) -> list[tuple[int, int, int]]:
    """The values by column, the first of a key that stands twice."""
    cells: dict[int, tuple[int, int, int]] = {}
    for pair in record:
        if pair.key in places:
            cells.setdefault(places[pair.key], (places[pair.key], pair.start, pair.end))
    return list(cells.values())


def _different(pairs: Iterable[Pair]) -> int:
    """How many keys there are, keys with numbers being one."""
    return len(set(map(_unnumbered, {key for key, _, _, _ in pairs})))


def _unnumbered(key: str) -> str:
    """A key of one word without its number: ``client.12.name``; two words are a name that has one."""
    return key if " " in key or key.isalpha() else _DIGITS.sub("0", key)
