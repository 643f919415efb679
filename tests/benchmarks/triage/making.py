"""A store with a million hits and ten million matches, written straight into its tables."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from leakscan.model import Assessment, Clients, Severity, Status, Verdict, hit_id
from leakscan.store import assessments, open_store

ENTRIES = 5_000
MATCHES = 10  # of a hit
LISTS = ("acme", "flock")
SOURCES = tuple(f"source-{n}" for n in range(20))
BATCH = 20_000
_SEVERITIES = list(Severity)
_WEIGHTS = (50, 30, 12, 6, 2)
_INDEXES = (
    "matches_by_entry",
    "hits_by_urgency",
    "hits_by_status",
    "hits_by_watchlist",
    "hits_by_time",
    "hits_by_clients",
    "hits_with_canaries",
)


def make(root: Path, hits: int) -> None:
    """Make a workspace in ``root`` whose store holds so many hits."""
    (root / "leakscan.toml").write_text("")
    with open_store(root / "leakscan.db") as store:
        connection = store._db.conn
        connection.execute("PRAGMA synchronous = OFF")
        indexes = [
            connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", [name]).fetchone()[0]
            for name in _INDEXES
        ]
        for name in _INDEXES:
            connection.execute(f"DROP INDEX {name}")
        connection.execute("BEGIN")
        _entries(connection)
        for first in range(0, hits, BATCH):
            for table, rows in _rows(first, min(hits, first + BATCH)).items():
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608  # named below
        for index in indexes:
            connection.execute(index)
        connection.execute("INSERT INTO search(search) VALUES ('rebuild')")
        connection.execute("COMMIT")


def words(chance: random.Random) -> list[str]:
    """Two thousand made-up words, so that titles and names share their letters as real ones do."""
    parts = ("ba", "cor", "den", "el", "fir", "gan", "hol", "in", "kar", "lo", "mun", "nor", "pol", "ri", "sta", "tor")
    return sorted({"".join(chance.choices(parts, k=chance.randint(2, 4))) for _ in range(3_000)})[:2_000]


def names() -> list[str]:
    """The entries' names."""
    chance = random.Random(1)
    vocabulary = words(chance)
    return [" ".join(chance.sample(vocabulary, 3)).title() for _ in range(ENTRIES)]


def _entries(connection: object) -> None:
    rows = [(n, LISTS[n % 2], f"k{n}", name, f"{name}\nk{n}".casefold()) for n, name in enumerate(names(), 1)]
    connection.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", rows)  # type: ignore[attr-defined]


def _rows(first: int, end: int) -> dict[str, list[tuple[object, ...]]]:
    chance = random.Random(first)
    vocabulary, clients = words(random.Random(1)), names()
    tables: dict[str, list[tuple[object, ...]]] = {
        name: [] for name in ("documents", "sightings", "hits", "matches", "snippets")
    }
    for number in range(first, end):
        for table, row in _hit(number, chance, vocabulary, clients):
            tables[table].append(row)
    return tables


def _hit(
    number: int, chance: random.Random, vocabulary: list[str], clients: list[str]
) -> Iterator[tuple[str, tuple[object, ...]]]:
    sha256 = f"{chance.getrandbits(256):064x}"
    watchlist = LISTS[number % 2]
    hit = hit_id(watchlist, sha256)
    seen = f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T{chance.randint(0, 23):02}:00:00Z"
    title, author = " ".join(chance.sample(vocabulary, 4)), f"{chance.choice(vocabulary)}{number % 97}"
    url = f"https://paste{number % 50}.example/{sha256[:8]}"
    severity = chance.choices(_SEVERITIES, _WEIGHTS)[0]
    a = Assessment(watchlist, Verdict.CLIENT_LIST, severity, 0.98, Clients(MATCHES, 12, 2900, 0.003, 0.8), (), ())
    told = assessments.sealed(a, {})
    status = chance.choice(list(Status))
    figures = (str(a.verdict), str(severity), severity.rank, a.score, MATCHES, 12, 0.003, 0.8)
    found = [chance.randrange(ENTRIES // 2) * 2 + number % 2 for _ in range(MATCHES)]
    texts = [clients[n].upper() for n in found]
    places = f"{title}\n{author}\n{url}"
    yield "documents", (sha256, 512, "text/plain", "utf-8", None)
    seen_at = (number + 1, sha256, SOURCES[number % 20], None, url, title, author, None, seen, seen, None, None)
    yield "sightings", seen_at
    yield "hits", (hit, watchlist, sha256, *figures, told, str(status), None, None, seen, seen)
    for place, (n, text) in enumerate(zip(found, texts, strict=True)):
        yield (
            "matches",
            (hit, place, n + 1, "name", text, place * 40, place * 40 + len(text), place, 0.97, "", "", None),
        )
    yield "snippets", (number + 1, hit, "", "\n".join((places, *dict.fromkeys(texts))).casefold())
