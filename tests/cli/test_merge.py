from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from leakscan.cli import app
from leakscan.evidence import recall
from leakscan.store import open_store
from tests.scan.lists import LEAK, NAMES, NEWS, write_watchlist

SHARDS = 5


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a leak, mentions, a large log and quiet pages."""
    monkeypatch.setattr("leakscan.extract.limits.PIECE_BYTES", 20_000)
    monkeypatch.setattr("leakscan.extract.limits.PIECE_OVERLAP", 1_000)
    folder = tmp_path / "dump"
    folder.mkdir()
    (folder / "leak.csv").write_text(LEAK)
    (folder / "large.log").write_text("".join(f"{n} {NAMES[n % 17]} logged in\n" for n in range(3_000)))
    for n in range(20):
        (folder / f"{n}.txt").write_text(f"{n} {NEWS}" if n % 2 else f"quiet {n}")
    return folder


def place(folder: Path) -> Path:
    folder.mkdir()
    write_watchlist(folder / "acme.csv")
    (folder / "leakscan.toml").write_text('[watchlist.acme]\npath = "acme.csv"\n')
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)], env={"COLUMNS": "300"})


def shards(tmp_path: Path, dump: Path, numbers: range = range(1, SHARDS + 1)) -> list[Path]:
    """Workspaces of machines that scanned one shard each."""
    found = []
    for number in numbers:
        folder = place(tmp_path / f"shard{number}")
        done = run("scan", dump, "--workspace", folder, "--shard", f"{number}/{SHARDS}")
        assert done.exit_code in {0, 1}, done.output
        found.append(folder / "leakscan.db")
    return found


def found_in(folder: Path) -> dict[str, Any]:
    with open_store(folder / "leakscan.db") as store:
        assert store.verify() == []
        hits = store.hits(with_matches=True)
        for hit in hits:
            recall(folder / "evidence", hit.hit.sha256)
        rows = store._db.execute("SELECT hit, rows, text FROM snippets ORDER BY hit").fetchall()
    return {"hits": {h.id: (h.hit.assessment, h.hit.sighting.path, h.evidence) for h in hits}, "rows": rows}


def test_shards_joined_are_the_whole(tmp_path: Path, dump: Path) -> None:
    whole, joined = place(tmp_path / "whole"), place(tmp_path / "joined")
    assert run("scan", dump, "--workspace", whole).exit_code == 1
    done = run("merge", *shards(tmp_path, dump), "--workspace", joined)
    assert done.exit_code == 0, done.output
    assert found_in(joined) == found_in(whole)
    assert len(found_in(whole)["hits"]) > 14
    assert run("merge", tmp_path / "shard1" / "leakscan.db", "--workspace", joined).exit_code == 0
    assert found_in(joined) == found_in(whole)


def test_a_shard_that_is_missing_or_was_killed_is_told(tmp_path: Path, dump: Path) -> None:
    joined = place(tmp_path / "joined")
    stores = shards(tmp_path, dump, range(1, SHARDS))
    done = run("merge", *stores, "--workspace", joined)
    assert done.exit_code == 3
    assert f"shard {SHARDS} of {SHARDS} is missing" in done.stderr
    (last,) = shards(tmp_path, dump, range(SHARDS, SHARDS + 1))
    with open_store(last) as store:
        ((digest, told),) = store.cursor("*scans*").items()
        from leakscan.store import Step

        assert isinstance(told, dict)
        store.commit_step(Step("*scans*", cursor={digest: {**told, "done": False}}))
    done = run("merge", last, "--workspace", joined)
    assert done.exit_code == 3
    assert "did not come to its end" in done.stderr


def test_a_shard_that_is_done_is_not_read_again_and_tells_the_same(tmp_path: Path, dump: Path) -> None:
    folder = place(tmp_path / "one")
    command = ("scan", dump, "--workspace", folder, "--shard", "1/2", "--format", "jsonl")
    first, again = run(*command), run(*command)
    assert first.exit_code == again.exit_code
    ids = [sorted(json.loads(line)["id"] for line in done.stdout.splitlines()) for done in (first, again)]
    assert ids[0] == ids[1] != []
    with open_store(folder / "leakscan.db") as store:
        assert next(run.documents for run in store.runs()) == 0


def test_a_shard_that_could_not_read_everything_is_told(tmp_path: Path, dump: Path) -> None:
    (dump / "lie.txt").write_bytes(bytes(range(1, 256)) * 9)
    folder, joined = place(tmp_path / "one"), place(tmp_path / "joined")
    assert run("scan", dump, "--workspace", folder, "--shard", "1/1").exit_code == 3
    done = run("merge", folder / "leakscan.db", "--workspace", joined)
    assert done.exit_code == 3
    assert "shard 1/1 could not read 1 files" in done.stderr


def test_evidence_that_is_gone_or_changed_is_told_and_the_hit_comes(tmp_path: Path, dump: Path) -> None:
    folder, joined = place(tmp_path / "one"), place(tmp_path / "joined")
    run("scan", dump / "leak.csv", dump / "1.txt", "--workspace", folder)
    first, second = sorted((folder / "evidence").rglob("*.gz"))
    first.unlink()
    second.write_bytes(second.read_bytes()[:-5])
    done = run("merge", folder / "leakscan.db", "--workspace", joined)
    assert done.exit_code == 3
    assert "this evidence can't be read" in done.stderr
    assert "is damaged" in done.stderr
    with open_store(joined / "leakscan.db") as store:
        assert [hit.evidence for hit in store.hits()] == [None, None]


def test_databases_without_evidence_go_into_one(tmp_path: Path, dump: Path) -> None:
    write_watchlist(tmp_path / "acme.csv")
    for number in (1, 2):
        options = ("--watchlist", tmp_path / "acme.csv", "--db", tmp_path / f"{number}.db")
        scanned = run("scan", dump, *options, "--shard", f"{number}/2")
        assert scanned.exit_code in {0, 1}, scanned.output
    done = run("merge", tmp_path / "1.db", tmp_path / "2.db", "--db", tmp_path / "all.db")
    assert done.exit_code == 0, done.output
    with open_store(tmp_path / "all.db") as store:
        assert len(store.hits()) > 14


def test_errors_of_use(tmp_path: Path) -> None:
    folder = place(tmp_path / "one")
    assert run("merge", tmp_path / "none.db", "--workspace", folder).exit_code == 2
    with open_store(folder / "leakscan.db"):
        pass
    assert run("merge", folder / "leakscan.db", "--workspace", folder).exit_code == 2
    assert run("scan", "-", "--workspace", folder, "--shard", "1/2").exit_code == 2
    shutil.rmtree(folder)
