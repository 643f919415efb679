"""Leaked lists as files: a table in some layout, written in some hand, damaged on its way, alone or within a post."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leakscan.model import Entry, Watchlist
from tests.benchmarks.leakbench.acceptance.spelling import hand
from tests.benchmarks.leakbench.layouts import Layout, Table, damages, layouts
from tests.benchmarks.leakbench.pools import Pool

SIZES = (5, 5, 8, 8, 8, 12, 18, 25, 25, 25, 40, 75, 150, 400)
_NAMED = (
    "Organisation name",
    "Customer",
    "acct_name",
    "Kunde",
    "client",
    "company",
    "Agency",
    "title",
    "org",
    "tenant",
)
_BESIDE: dict[str, Callable[[random.Random, int], str]] = {
    "ref": lambda rng, at: f"C-{rng.randrange(10**5):05}",
    "town": lambda rng, at: rng.choice(["Leeds", "New Haven", "St. Paul", "Lyon", "Graz", "Reno"]),
    "renewal": lambda rng, at: f"{rng.randrange(1, 28):02}/{rng.randrange(1, 12):02}/20{rng.randrange(15, 25)}",
    "rep": lambda rng, at: rng.choice(["jdoe", "M. Rossi", "unassigned"]),
    "MRR": lambda rng, at: f"{rng.randrange(100, 9000) / 10:.2f}",
    "contact e-mail": lambda rng, at: f"it{rng.randrange(999)}@example.org",
    "segment": lambda rng, at: rng.choice(["SMB", "Enterprise", "Public sector"]),
    "pk": lambda rng, at: str(4000 + at * 3),
    "active": lambda rng, at: rng.choice(["t", "f"]),
}
_BEFORE = (
    "found this on an open bucket, enjoy",
    "full client base of the vendor, {rows} of {many} rows as proof. PM for price, escrow accepted.",
    "Hello, today I am sharing a part of the customer database. Date: 2024. Format below.",
    "part 1",
    "dump of their CRM. i wrote to them and they did not answer, so here you go.\ncolumns as in the file.",
    "-----\nteam leak presents\n-----",
    "who wants the rest? sample:",
)
_BEHIND = (
    "pass: infected",
    "contact on the usual channel",
    "more next week",
    "reply to see the link",
    "(end of sample)",
)


@dataclass(frozen=True)
class Leak:
    """A file: its text and ending, and how it was made: layout, damage, hand, rows, share of them that are no clients,
    whether figures of ours stand beside the names.
    """

    text: str
    ending: str
    layout: str
    damage: str
    hand: str
    rows: int
    foreign: float
    figures: bool


def leak(clients: Watchlist, pool: Pool, size: int, rng: random.Random) -> Leak:
    """A leak of about ``size`` rows of a watchlist."""
    style = rng.choice([layout for layout in layouts().values() if _bears(layout, size)])
    entries = rng.sample(clients.entries, min(size, len(clients)))
    foreign = rng.choice([0.0, 0.0, 0.0, 0.0, 0.03, 0.08, 0.15])
    writer = hand(rng)
    table, strangers = _table(clients, entries, pool, foreign, rng)
    names = [writer.write(name, rng) for name in table.names]
    written = Table(
        table.columns, tuple(_renamed(row, table.name, n) for row, n in zip(table.rows, names, strict=True)), table.name
    )
    text, damaged = _damaged(style, style.write(written, rng), rng)
    if style.ending == ".txt" and rng.random() < 0.5:
        before = rng.choice(_BEFORE).format(rows=len(entries), many=len(clients))
        text = f"{before}\n\n{text}\n\n{rng.choice(_BEHIND)}"
    shown = style.whole and any(figure in table.columns for figure in clients.figures)
    return Leak(text, style.ending, style.name, damaged, writer.habit, len(entries), strangers / len(entries), shown)


def _bears(layout: Layout, size: int) -> bool:
    """Whether somebody would write so many rows like that: a sentence is neither short nor endless."""
    return size >= 16 if layout.name in SENTENCES else True


SENTENCES = frozenset({"sentence of commas", "names and commas alone", "names and semicolons", "names and bars"})
"""Layouts that put the bare names into one sentence: fewer than sixteen are a mention, and no leak."""


def _table(
    clients: Watchlist, entries: Sequence[Entry], pool: Pool, foreign: float, rng: random.Random
) -> tuple[Table, int]:
    figures = [figure for figure in clients.figures if rng.random() < 0.7] if rng.random() < 0.6 else []
    beside = rng.sample(list(_BESIDE), rng.randrange(4))
    others = [*figures, *beside]
    rng.shuffle(others)
    at = rng.choice([0, 0, 0, min(1, len(others)), len(others)])
    columns = (*others[:at], rng.choice(_NAMED), *others[at:])
    known = {entry.name for entry in clients.entries}
    strange = [name for name, _ in rng.sample(pool, min(len(pool), 2 * len(entries) + 30)) if name not in known]
    older, rows, strangers = rng.choice([1.0, 1.0, 0.95]), list[tuple[str, ...]](), 0
    for number, entry in enumerate(entries):
        ours = not strange or rng.random() >= foreign
        strangers += not ours
        said = {figure: entry.figures[figure] if ours else float(rng.randrange(400)) for figure in figures}
        cells = [str(int(said[c] * older)) if c in said else _BESIDE[c](rng, number) for c in others]
        rows.append((*cells[:at], entry.name if ours else strange[number % len(strange)], *cells[at:]))
    order = rng.random()
    if order < 0.35:
        rows.sort(key=lambda row: row[at].lower())
    return Table(columns, tuple(rows), at), strangers


def _renamed(row: tuple[str, ...], at: int, name: str) -> tuple[str, ...]:
    return (*row[:at], name, *row[at + 1 :])


def _damaged(style: Layout, text: str, rng: random.Random) -> tuple[str, str]:
    if not style.lined or rng.random() >= 0.25:
        return text, ""
    plain = style.one and style.ending == ".txt"
    name = rng.choice([name for name in damages() if plain or name not in PLAIN])
    return "\n".join(damages()[name](text.split("\n"), rng)), name


PLAIN = frozenset(
    {"pages", "log", "sections", "remarks", "blank lines", "double spaced", "numbered lines", "search output"}
)
"""Damages that only rows of one line bear: a dump or a file of records is not printed on pages, nor logged."""
