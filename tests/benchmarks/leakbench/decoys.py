"""What is no leak and looks like one: directories, others' lists, league tables, stories, code, logs, combo lists."""

from __future__ import annotations

import csv
import os
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from leakscan.model import Watchlist
from tests.benchmarks.leakbench.leaks import figures_of
from tests.benchmarks.leakbench.pools import Pool
from tests.benchmarks.leakbench.renderings import RENDERINGS
from tests.benchmarks.leakbench.stories import STOCK, articles_of_papers, story

_COLUMNS = ("id", "ticker", "city", "population", "founded", "type", "website", "employees", "revenue", "phone")
_NAMING = (
    "Our customers include {}. Contact sales to learn more about the platform.",
    "The company, whose clients include {}, said on Monday that profits rose.",
    "Speakers from {} joined the panel in Denver last week, the organisers said.",
    "A breach disclosed on Friday affects {}, among 2,900 customers and 600,000 searches, according to the report.",
    "Grants were awarded to {}.",
    "Does anyone know whether {} use this? I only found an old thread.",
    "We are hiring! You will look after accounts such as {} and travel little.",
)
_CODE = (
    "def handle_{0}(request, client_id={0}):\n    if request.user is None:\n        raise PermissionError('{1}')\n"
    "    return store.get(client_id, {{'name': '{1}', 'limit': {0}}})\n"
)


@dataclass(frozen=True)
class Decoy:
    """A rendered decoy: the text, its kind, its rows."""

    text: str
    kind: str
    rows: int


def other_list(clients: Watchlist, pool: Pool, rng: random.Random) -> Decoy:
    """Someone else's client list of the same market: 5 to 30 % of it are our clients too."""
    size = rng.choice([8, 12, 25, 60, 120, 320])
    names = shared(clients, pool, size, rng.uniform(0.05, 0.3), rng)
    columns = ["name", *rng.sample(["accounts", "searches", "seats"], rng.randrange(3))]
    rows = [[name, *(int(figures_of(rng)[c]) for c in columns[1:])] for name in names]
    return Decoy(RENDERINGS[rng.choice(list(RENDERINGS))](rows, columns, 0, rng), "other list", len(rows))


def rival_list(clients: Watchlist, pool: Pool, rng: random.Random) -> Decoy:
    """A rival's client list in a market that two firms share: a fifth to nearly half of its clients are ours as well.

    So it is with the closest pairs of vendors whose customers were published: of 306 pairs one in a hundred shares more
    than 43 %, one in five more than 6 %. A list of which most are our clients is what its owner wants to hear about.
    """
    names = shared(clients, pool, rng.choice([10, 20, 40, 80]), rng.uniform(0.2, 0.45), rng)
    columns = ["name", *rng.sample(["accounts", "searches", "seats"], rng.randrange(3))]
    rows = [[name, *(int(figures_of(rng)[c]) for c in columns[1:])] for name in names]
    return Decoy(RENDERINGS[rng.choice(list(RENDERINGS))](rows, columns, 0, rng), "rival list", len(rows))


def league_table(clients: Watchlist, pool: Pool, rng: random.Random) -> Decoy:
    """Ten to fifty well-known organisations with points; up to 40 % are ours."""
    names = shared(clients, pool, rng.choice([10, 20, 50]), rng.uniform(0, 0.4), rng)
    points = sorted((rng.uniform(40, 100) for _ in names), reverse=True)
    text = "\n".join(f"{i}. {name}  {p:.1f}" for i, (name, p) in enumerate(zip(names, points, strict=True), 1))
    return Decoy("The ranking of the year\n\n" + text, "league table", len(names))


def enumeration(clients: Watchlist, rng: random.Random) -> Decoy:
    """Some clients named in a sentence, alone or within a story."""
    number = rng.choice([3, 4, 5, 6, 8, 10])
    names = [entry.name for entry in rng.sample(clients.entries, number)]
    text = rng.choice(_NAMING).format(", ".join(names[:-1]) + " and " + names[-1])
    if rng.random() < 0.6:
        text = f"{story(rng)}\n\n{text}\n\n{story(rng)}"
    return Decoy(text, "sentence", number)


def article(clients: Watchlist, rng: random.Random) -> Decoy:
    """A report about the leak: three to six customers, each in a sentence of its own, and two large numbers."""
    names = [entry.name for entry in rng.sample(clients.entries, rng.randrange(3, 7))]
    said = [f"The list names {n}, which has run {rng.randrange(10, 9000):,} searches." for n in names]
    parts = [*said, *(story(rng) for _ in said)]
    rng.shuffle(parts)
    return Decoy("\n\n".join(parts), "article", len(names))


def directory(pool: Pool, rng: random.Random) -> Decoy:
    """A public directory: whole, one region of it, an alphabetical slice or a sample, in any order and rendering."""
    return listing(_slice(pool, rng), rng)


def listing(chosen: list[tuple[str, str]], rng: random.Random) -> Decoy:
    """Organisations and their regions as a directory lists them, in any order and rendering."""
    order = rng.random()
    if order < 0.5:
        chosen.sort(key=lambda e: e[0].lower())
    elif order < 0.7:
        rng.shuffle(chosen)
    columns = ["name", *(["state"] if rng.random() < 0.7 else []), *rng.sample(_COLUMNS, rng.randrange(4))]
    rows = [[_value(c, n, r, i, rng) for c in columns] for i, (n, r) in enumerate(chosen)]
    return Decoy(RENDERINGS[rng.choice(list(RENDERINGS))](rows, columns, 0, rng), "directory", len(rows))


def forum_post(pool: Pool, rng: random.Random) -> Decoy:
    """Talk that names an organisation or two, with a quoted line and a short list of anything."""
    names = [name for name, _ in rng.sample(pool, 5)]
    listed = "\n".join(f"- {rng.choice(STOCK).split(',')[0]}" for _ in range(4))
    text = f"> has anyone worked with {names[0]}?\n\nYes, at {names[1]}. {story(rng)}\n\n{listed}\n\n{names[2]} too."
    return Decoy(text, "forum post", 0)


def web_page(pool: Pool, rng: random.Random) -> Decoy:
    """A page with a menu, a story and the logos of five to nine partners."""
    partners = "\n".join(f"• {name}" for name, _ in rng.sample(pool, rng.randrange(5, 10)))
    return Decoy(
        f"• Home\n• Products\n• Blog\n• Contact\n\n{story(rng)}\n\nPartners\n\n{partners}\n\n© All rights reserved",
        "web page",
        9,
    )


def code(pool: Pool, rng: random.Random) -> Decoy:
    """Source code with names in its strings."""
    text = "\n".join(_CODE.format(rng.randrange(9999), name) for name, _ in rng.sample(pool, 25))
    return Decoy(text, "code", 0)


def log(pool: Pool, rng: random.Random) -> Decoy:
    """Lines of a server's log, some with names of organisations."""
    names = [name for name, _ in rng.sample(pool, 30)]
    tenants = [names[i % 30] if i % 5 == 0 else i for i in range(150)]
    lines = (
        f"2020-02-{rng.randrange(1, 28):02} 12:{i % 60:02}:07 INFO worker-{i % 7} tenant={tenant} in {i * 37 % 900} ms"
        for i, tenant in enumerate(tenants)
    )
    return Decoy("\n".join(lines), "log", 0)


def combo_list(pool: Pool, rng: random.Random) -> Decoy:
    """Addresses and passwords at domains made of names."""
    users, words = ("john", "amy", "li", "omar"), ("summer", "Pass", "qwerty")
    domains = [re.sub("[^a-z]", "", name.lower())[:18] + ".example" for name, _ in rng.sample(pool, 60)]
    lines = (
        f"{rng.choice(users)}{rng.randrange(999)}@{domain}:{rng.choice(words)}{rng.randrange(9999)}"
        for domain in domains
    )
    return Decoy("\n".join(lines), "combo list", 60)


def news() -> Iterator[Decoy]:
    """Real news, logs and combo lists where there are some."""
    folder = os.environ.get("LEAKSCAN_BENCH_DATA")
    if not folder:
        return
    yield from (Decoy(text, "news", 0) for text in articles_of_papers())
    with (Path(folder) / "d_news_agnews/ag_news_sample.csv").open(encoding="utf-8") as file:
        briefs = [f"{row['title']}. {row['description']}" for row in csv.DictReader(file)]
    yield from (Decoy("\n".join(briefs[i : i + 5]), "news", 0) for i in range(0, len(briefs), 5))
    for path in sorted((Path(folder) / "d_logs_loghub/logs").iterdir()):
        text = path.read_text(encoding="utf-8", errors="replace")
        yield from (Decoy(text[i : i + 40_000], "log", 0) for i in range(0, min(len(text), 200_000), 40_000))


def shared(clients: Watchlist, pool: Pool, size: int, share: float, rng: random.Random) -> Sequence[str]:
    """Names of a market of which a share are clients, in any order."""
    ours = {entry.name for entry in clients.entries}
    others = [name for name, _ in rng.sample(pool, min(len(pool), 3 * size + 50)) if name not in ours]
    number = max(0, round(size * share))
    names = [e.name for e in rng.sample(clients.entries, min(number, len(clients)))] + others[: size - number]
    rng.shuffle(names)
    return names


def _slice(pool: Pool, rng: random.Random) -> list[tuple[str, str]]:
    kind = rng.random()
    if kind < 0.1:
        return list(pool[:5000])
    if kind < 0.45:
        region = rng.choice(pool)[1]
        chosen = [entry for entry in pool if entry[1] == region][:2000]
        if len(chosen) >= 15:
            return chosen
    size = min(len(pool), rng.choice([20, 50, 150, 400, 1000]))
    if kind < 0.75:
        return rng.sample(pool, size)
    start = rng.randrange(max(1, len(pool) - size))
    return sorted(pool)[start : start + size]


def _value(column: str, name: str, region: str, index: int, rng: random.Random) -> object:
    if column in {"name", "state"}:
        return name if column == "name" else region
    return {
        "id": index + 1,
        "ticker": re.sub(r"\W", "", name)[:4].upper(),
        "city": rng.choice(["Springfield", "Franklin", "Salem"]),
        "population": int(rng.lognormvariate(7, 2)),
        "founded": rng.randrange(1850, 2020),
        "type": rng.choice(["City", "County"]),
        "website": "www." + re.sub(r"\W", "", name.lower())[:14] + ".example",
        "employees": int(rng.lognormvariate(5, 2)),
        "revenue": int(rng.lognormvariate(9, 2)),
        "phone": f"555-01{index % 100:02}",
    }[column]
