"""Power lost at any byte of the log: what opens is a prefix of the commits, and what is done again completes it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from leakscan.model import Hit
from leakscan.store import Store, open_store
from tests.store.making import a_document, a_step

STEPS = 12
slow = pytest.mark.slow


@dataclass(frozen=True)
class Crashed:
    """A database and its log, as they lay on disk when the power went."""

    database: Path
    log: bytes
    hits: dict[str, Hit]


def step(store: Store, number: int) -> None:
    document = a_document(f"{number}", url=f"https://x.example/{number}")
    store.commit_step(a_step(document, source="paste", cursor={"last": number}, seen=(f"{number}",)))


def found(store: Store) -> dict[str, Hit]:
    return {hit.id: hit.hit for hit in store.hits(with_matches=True)}


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crashed]:
    """Some steps lie in the database, the others in the log alone."""
    folder = tmp_path_factory.mktemp("power")
    with open_store(folder / "leakscan.db") as store:
        for number in range(3):
            step(store, number)
        store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        for number in range(3, STEPS):
            step(store, number)
        shutil.copy(folder / "leakscan.db", folder / "crashed.db")
        yield Crashed(folder / "crashed.db", (folder / "leakscan.db-wal").read_bytes(), found(store))


def offsets(count: int) -> list[int]:
    """Places in a log, as shares of a million: not at its frames' ends in particular."""
    return random.Random(2).sample(range(1_000_001), count)


@pytest.mark.parametrize("torn", ["cut", "zeros", "garbage"])
@pytest.mark.parametrize("count", [5, pytest.param(1_000, marks=[slow, pytest.mark.timeout(3600)])])
def test_power_lost_at_any_byte_of_the_log(crashed: Crashed, tmp_path: Path, count: int, torn: str) -> None:
    dice, seen = random.Random(3), set()
    for number, share in enumerate(offsets(count)):
        at = len(crashed.log) * share // 1_000_000
        rest = len(crashed.log) - at
        tail = {"cut": b"", "zeros": bytes(rest), "garbage": dice.randbytes(rest)}[torn]
        path = tmp_path / f"{number}.db"
        shutil.copy(crashed.database, path)
        path.with_name(f"{path.name}-wal").write_bytes(crashed.log[:at] + tail)
        with open_store(path) as store:
            assert store.verify() == []
            last = store.cursor("paste")["last"]
            assert isinstance(last, int)
            before = found(store)
            assert before == {key: crashed.hits[key] for key in before}
            assert len(before) == last + 1
            assert store.has_seen("paste", [f"{n}" for n in range(STEPS)]) == {f"{n}" for n in range(last + 1)}
            seen.add(last)
            for again in range(last + 1, STEPS):
                step(store, again)
            assert found(store) == crashed.hits
            assert store.verify() == []
        path.unlink()
    assert len(seen) >= 3
