"""What has to be found: the stolen list, an edited repost of it, and a sample that is offered as proof in a thread."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from leakscan.demo.cast import Cast
from leakscan.demo.page import Dice, Page, Place
from leakscan.demo.pages.chatter import remark
from leakscan.model import Entry

_TAKEN = date(2020, 2, 1)
"""The day the list was stolen: who joined later is not in it, who had left before is not in it either."""

_COPY = "partner-b"
"""The copy it was stolen from; its planted client is among the rows."""


@dataclass(frozen=True, slots=True)
class _Stolen:
    """One row as the thieves have it."""

    entry: Entry
    written: str
    accounts: int
    searches: int
    last_search: str


def make(cast: Cast, draw: Dice) -> Iterator[Page]:
    """Three documents of one theft."""
    rows = _stolen(cast, draw)
    yield _leaked_list(rows)
    yield _repost(rows, draw)
    yield from _thread(rows, draw)


def _stolen(cast: Cast, draw: Dice) -> list[_Stolen]:
    there = [
        entry
        for entry in cast.watchlist.entries
        if entry.canary in (None, _COPY)
        and (entry.since is None or entry.since <= _TAKEN)
        and (entry.until is None or entry.until > _TAKEN)
    ]
    return [_row(entry, draw) for entry in there]


def _row(entry: Entry, draw: Dice) -> _Stolen:
    accounts, searches = int(entry.figures.get("accounts", 1)), int(entry.figures.get("searches", 0))
    if searches and draw.random() < 0.1:  # the theft is some weeks old, and busy clients went on searching since
        searches -= min(searches - 1, draw.randint(1, 9))
    last = (_TAKEN - timedelta(days=int(draw.paretovariate(0.7)) % 200)).isoformat() if searches else ""
    return _Stolen(entry, _as_written(entry.name, draw), accounts, searches, last)


def _as_written(name: str, draw: Dice) -> str:
    """The name as a trial user typed it once: abbreviated, misspelt, in capitals, or right."""
    fate = draw.random()
    if fate < 0.22:
        return _abbreviated(name)
    if fate < 0.31:
        return _misspelt(name, draw)
    return name.upper() if fate < 0.37 else name


def _abbreviated(name: str) -> str:
    for long, short in (
        ("Police Department", "PD"), ("County Sheriff's Office", "County SO"), ("Department", "Dept"),
        ("University", "Univ"), (" Inc.", ""), (" Ltd", ""), (" GmbH", ""), ("Police Service", "Police Svc"),
        (" and ", " & "),
    ):  # fmt: skip
        if long in name:
            return name.replace(long, short)
    return name


def _misspelt(name: str, draw: Dice) -> str:
    words = name.split()
    at = max(range(len(words)), key=lambda index: len(words[index]))
    cut = draw.randint(1, len(words[at]) - 2)
    words[at] = words[at][:cut] + words[at][cut + 1 :]
    return " ".join(words)


def _leaked_list(rows: Sequence[_Stolen]) -> Page:
    ordered = sorted(rows, key=lambda row: -row.searches)
    return Page("leaked list", "fs_customers_full", _table(ordered, ","), Place.PASTES, len(rows), planted=True)


def _repost(rows: Sequence[_Stolen], draw: Dice) -> Page:
    """Another hand: sorted by name, another delimiter and header; a tenth of the rows gone, some edited."""
    kept = [row for row in rows if not row.entry.canary and draw.random() > 0.1]
    kept.sort(key=lambda row: row.written.casefold())
    edited = [
        _Stolen(r.entry, _as_written(r.entry.name, draw), r.accounts, r.searches, "") if draw.random() < 0.15 else r
        for r in kept
    ]
    lines = ["name | users | queries | last"]
    lines += [f"{row.written} | {row.accounts} | {row.searches} | {row.last_search}" for row in edited]
    text = "reup since the first one got taken down, cleaned a bit\n\n" + "\n".join(lines) + "\n"
    return Page("edited repost", "re: that face thing", text, Place.PASTES, len(edited), planted=True)


def _thread(rows: Sequence[_Stolen], draw: Dice) -> Iterator[Page]:
    """A seller's thread: the offer with twelve rows as proof, and what others say about it."""
    title = "[SELLING] face recognition company, whole customer base"
    sample = draw.sample([row for row in rows if not row.entry.canary], 12)
    offer = (
        "Got this from a friend who had access for some weeks. Customers, accounts, searches, everything. "
        "Price in private, serious people only, escrow is fine. Proof:\n\n"
        f"```\n{_table(sample, ', ')}```\n\n"
        f"{remark(draw)}\n"
    )
    yield Page("sample in a forum post", title, offer, Place.FORUM, len(sample), planted=True)
    for reply in ("vouch, he showed me the rest", "How old is it?", "three weeks at most. PM me", remark(draw)):
        yield Page("forum post", title, reply + "\n", Place.FORUM)


def _table(rows: Sequence[_Stolen], cut: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=cut[0], lineterminator="\n")
    writer.writerow(("customer", "accounts", "searches", "last search"))
    writer.writerows((row.written, row.accounts, row.searches, row.last_search) for row in rows)
    return text.getvalue()
