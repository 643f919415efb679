"""Leaked client lists: whole ones, samples, with newer clients and other rows among them, amid a post's chatter."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leakscan.model import Watchlist
from tests.benchmarks.leakbench.noise import garbled
from tests.benchmarks.leakbench.pools import Pool
from tests.benchmarks.leakbench.renderings import RENDERINGS, Rendering
from tests.benchmarks.leakbench.stories import story
from tests.benchmarks.leakbench.words import reported, sold

_CITIES = ("Springfield", "Austin", "Reno", "Dover", "Lyon")
_CHATTER = (
    "leaked from their CRM, proof below",
    "fresh dump, selling the full list for 2k, sample:",
    "hello everyone, we got into the admin panel last week.\nhere is a part",
    "mirror before it is gone",
    "",
)
_ENDS = ("more for reputation", "write to me", "thanks", "")


@dataclass(frozen=True)
class Leak:
    """A rendered leak: text, rendering, rows, whether our figures stand beside them, share of foreign rows."""

    text: str
    shape: str
    rows: int
    figures: bool
    foreign: float


def figures_of(rng: random.Random) -> dict[str, float]:
    """Numbers of a client as vendors keep them: few round seats, skewed accounts, many zero searches."""
    return {
        "accounts": max(1, int(rng.lognormvariate(1.5, 1.2))),
        "searches": 0 if rng.random() < 0.3 else int(rng.lognormvariate(4, 2)),
        "seats": rng.choice([1, 2, 3, 5, 5, 10, 10, 20, 25, 50, 100, 250]),
    }


def leak(
    clients: Watchlist,
    size: int,
    pool: Pool,
    rng: random.Random,
    shape: str,
    write: Rendering,
    foreign: float | None = None,
) -> Leak:
    """A leak of ``size`` rows drawn from ``clients`` in one rendering.

    Half of the leaks hold no foreign row, a third up to one in seven (newer clients, rows of others), the rest up to
    half. More than half are never foreign: such a list is as much somebody else's, and no structure tells it from a
    league table; ``foreign`` asks for a share of them. A name is damaged with a probability of 0, 0.15, 0.4 or 0.8.
    Figures are as we know them or smaller, for the list is older than what we know. Three or four rows, which decide
    nothing alone, come with our figures.
    """
    entries = rng.sample(clients.entries, min(size, len(clients)))
    few = size < FEWEST_BARE
    level, strange = rng.choice([0, 0.15, 0.4, 0.8]), 0 if few else _strangers(len(entries), rng)
    strange = strange if foreign is None else round(foreign * len(entries))
    older = 1.0 if few else rng.choice([1.0, 1.0, 1.0, 0.97, 0.85, 0.5])
    shown = [f for f in clients.figures if few or rng.random() < 0.7] if few or rng.random() < 0.6 else []
    invented = ["accounts", "searches"] if not clients.figures and rng.random() < 0.3 else []
    extra = rng.sample(["id", "city", "contact", "email", "created", "plan", "status"], rng.randrange(4))
    known = {entry.name for entry in clients.entries}
    others = [name for name, _ in rng.sample(pool, min(len(pool), 2 * size + 20)) if name not in known]
    rows = list[list[object]]()
    for index, entry in enumerate(entries):
        ours = index >= strange or not others
        name = garbled(entry.name if ours else others[index % len(others)], rng, level)
        numbers: Mapping[str, float] = entry.figures if ours and entry.figures else figures_of(rng)
        beside = [int(numbers[f] * (1 if f == "seats" else older)) for f in (*shown, *invented)]
        rows.append([name, *beside, *(_extra(column, index, rng) for column in extra)])
    rng.shuffle(rows)
    columns = ["name", *shown, *invented, *extra]
    text = _rendered(rows, columns, shape, write, rng)
    agree = bool(shown) and shape not in NAMES_ONLY and older >= _AGREES
    return Leak(text, shape, len(rows), agree, strange / len(entries))


FEWEST_BARE = 5
"""Rows below which a list is a leak only with our figures beside the names."""
_AGREES = 0.85
"""How far a figure may have grown and still agree."""
_IN_NEWS = 0.12
"""Share of the leaks that stand between news about other things."""
_PRINTED = 12
SENTENCES = frozenset(
    {"sentence", "sentence of commas", "names and commas alone", "names and semicolons", "names and bars"}
)
"""Renderings in running text."""
NAMES_ONLY = frozenset({"json strings", "list of a page", "numbered", "lines", "sentence"})
"""Renderings that leave every column but the name out."""


def _strangers(rows: int, rng: random.Random) -> int:
    """How many rows are no client's."""
    kind = rng.random()
    share = 0.0 if kind < 0.5 else rng.uniform(0.02, 0.15) if kind < 0.85 else rng.uniform(0.15, 0.5)
    return min(int(share * rows + rng.random()), rows // 2)


def _extra(column: str, index: int, rng: random.Random) -> object:
    return {
        "id": 1000 + index * 7,
        "city": rng.choice(_CITIES),
        "contact": rng.choice(["j.smith", "Ann Lee", "admin"]),
        "email": f"user{index}@mail{rng.randrange(99)}.example",
        "created": f"20{rng.randrange(14, 24)}-0{rng.randrange(1, 9)}-1{rng.randrange(9)}",
        "plan": rng.choice(["pro", "trial", "basic"]),
        "status": rng.choice(["active", "lapsed"]),
    }[column]


def _rendered(
    rows: list[list[object]], columns: Sequence[str], shape: str, write: Rendering, rng: random.Random
) -> str:
    if len(columns) > 1 and rng.random() < 0.4:
        rows, columns = [[r[1], r[0], *r[2:]] for r in rows], [columns[1], columns[0], *columns[2:]]
    name = list(columns).index("name")
    if rng.random() < 0.4:
        rows.sort(key=lambda row: str(row[name]).lower())
    text = write(rows, columns, name, rng)
    if rng.random() < 0.07 and not shape.lower().startswith(("json", "insert", "copy", "page", "xml")):
        text = "\n".join(f"> {line}" for line in text.split("\n"))
    if _amid(rows, columns, shape) and rng.random() < _IN_NEWS:
        text = f"{story(rng)}\n\n{text}\n\n{story(rng).split('. ')[0]}."
    elif rng.random() < 0.6:
        before, after = (rng.choice(_CHATTER), rng.choice(_ENDS)) if rng.random() < 0.5 else _post(len(rows), rng)
        text = f"{before}\n\n{text}\n\n{after}"
    return text


def _amid(rows: list[list[object]], columns: Sequence[str], shape: str) -> bool:
    """Whether nobody takes it for the list of an article: a table, or more names than a reporter prints."""
    table = len(columns) > 2 and shape in RENDERINGS and shape not in NAMES_ONLY
    return shape not in SENTENCES and (table or len(rows) >= _PRINTED)


def _post(rows: int, rng: random.Random) -> tuple[str, str]:
    """What a seller writes before and behind the sample; a long list may stand in a whole thread."""
    if rows >= 25 and rng.random() < 0.2:
        return "\n\n".join(reported(rng, rng.randrange(100, 600), lambda r: sold(r, 4))), sold(rng, 5)
    return sold(rng, rng.randrange(1, 6)), sold(rng, rng.randrange(3))
