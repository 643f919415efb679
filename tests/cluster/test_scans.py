"""Scans on a real cluster over TLS: what one process finds, whatever befalls the workers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from leakscan.cli import app
from leakscan.cluster import Call, Lost, Returned, connected
from leakscan.scan.job import Scan
from leakscan.scan.keep import Keeper
from leakscan.scan.on_cluster import ClusterEngine
from leakscan.screening import compile_index
from leakscan.store import open_store
from tests.cluster import there
from tests.cluster.machines import Machines, access, cluster, table
from tests.extract.documents import zipped
from tests.scan.lists import LEAK, NAMES, NEWS, WATCHLIST, write_watchlist
from tests.waiting import until

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with cluster(tmp_path_factory.mktemp("cluster"), ["one", "two"]) as found:
        yield found


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dump")
    (folder / "leak.csv").write_text(LEAK)
    (folder / "news.zip").write_bytes(zipped({f"{n}.txt": f"{n} {NEWS}".encode() for n in range(5)}))
    (folder / "lie.txt").write_bytes(bytes(range(1, 256)) * 9)
    (folder / "large.log").write_text("".join(f"{n} {NAMES[n % 17]} logged in\n" for n in range(3_000)))
    for n in range(60):
        (folder / f"page{n:02}.txt").write_text(f"{NAMES[n % 18]} said so, on page {n}.\n" * (n % 3))
    return folder


@pytest.fixture(autouse=True)
def many_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leakscan.scan.on_cluster._BUNDLE_PORTIONS", 2)
    monkeypatch.setattr("leakscan.extract.limits.PIECE_BYTES", 20_000)
    monkeypatch.setattr("leakscan.extract.limits.PIECE_OVERLAP", 1_000)


def kept(folder: Path) -> dict[str, Any]:
    with open_store(folder / "x.db") as store:
        assert store.verify() == []
        hits = store.hits(with_matches=True)
        found = {
            h.id: (h.hit.sighting.path, h.hit.assessment.score, h.hit.assessment.matches, h.evidence) for h in hits
        }
        rows = store._db.execute("SELECT hit, rows FROM snippets ORDER BY hit").fetchall()
    evidence = sorted(str(path.relative_to(folder)) for path in (folder / "evidence").rglob("*.gz"))
    return {"hits": found, "rows": rows, "evidence": evidence}


def scan(folder: Path, dump: Path, engine: ClusterEngine | None, meanwhile: Any = None) -> dict[str, Any]:
    """What a scan into a fresh store comes to; ``meanwhile`` is called at its first hit."""
    folder.mkdir(exist_ok=True)
    with Keeper(folder / "x.db", folder / "evidence", far=engine is not None) as keeper:
        work = Scan([str(dump)], compile_index([WATCHLIST]), keeper)
        work.begin()
        for number, _ in enumerate(work.hits(engine)):
            if number == 0 and meanwhile is not None:
                meanwhile()
        keeper.finish(work.summary, 0)
    told = {name: getattr(work.summary, name) for name in ("documents", "bytes_read", "portions", "bytes_done", "hits")}
    return told | {"problems": sorted(work.summary.problems)} | kept(folder)


@pytest.fixture(scope="module")
def alone(dump: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("leakscan.extract.limits.PIECE_BYTES", 20_000)
        patch.setattr("leakscan.extract.limits.PIECE_OVERLAP", 1_000)
        found = scan(tmp_path_factory.mktemp("alone"), dump, None)
    assert len(found["hits"]) > 40
    assert len(found["problems"]) == 1
    return found


def test_a_cluster_finds_what_one_process_does_though_a_worker_is_killed(
    machines: Machines, dump: Path, alone: dict[str, Any], tmp_path: Path
) -> None:
    machines.start("three")
    with connected(access(machines)) as client:
        client._client.wait_for_workers(3, timeout=120)
        found = scan(tmp_path, dump, ClusterEngine(client), lambda: machines.kill("three"))
        assert len(client._client.nthreads()) == 2
    assert found == alone


def test_what_kills_every_worker_is_told_and_the_rest_is_done(machines: Machines) -> None:
    with connected(access(machines)) as client:
        calls = [Call(there.deadly if n == 3 else there.doubled, (n,), n) for n in range(8)]
        outcomes = {outcome.call.about: outcome for outcome in client.each(calls, at_once=1)}
    lost = outcomes.pop(3)
    assert isinstance(lost, Lost)
    assert (lost.died, "died" in lost.why) == (True, True)
    assert {n: o.value for n, o in outcomes.items() if isinstance(o, Returned)} == {
        n: 2 * n for n in range(8) if n != 3
    }


def test_a_result_that_died_with_its_worker_before_it_was_fetched_is_made_anew(machines: Machines) -> None:
    machines.start("brief")
    with connected(access(machines)) as client:
        client._client.wait_for_workers(3, timeout=120)
        states = client._client.futures

        def calls() -> Iterator[Call[int]]:
            yield from (Call(there.slowly_doubled, (n,), n) for n in range(5))
            until(lambda: all(state.status == "finished" for state in states.values()))

        outcomes = client.each(calls())
        first = next(outcomes)
        machines.kill("brief")
        until(lambda: any(state.status == "lost" for state in states.values()))
        told = [first, *outcomes]
    assert {o.call.about: o.value for o in told if isinstance(o, Returned)} == {n: 2 * n for n in range(5)}


def test_what_raises_is_told(machines: Machines) -> None:
    with connected(access(machines)) as client:
        (lost,) = client.each([Call(there.doubled, (None,), "x")])
    assert isinstance(lost, Lost)
    assert "TypeError" in lost.why


def test_what_is_carried_is_on_every_worker_those_that_come_later_included(machines: Machines) -> None:
    with connected(access(machines)) as client:
        name = client.carry({"looked for": 5})
        machines.start("late")
        client._client.wait_for_workers(3, timeout=120)
        told = client._client.run(there.held_there, name)
        assert list(told.values()) == [{"looked for": 5}] * 3
        client.drop(name)
        assert list(client._client.run(there.held_there, name).values()) == [None] * 3
        machines.kill("late")


def command(machines: Machines, folder: Path, *arguments: str) -> Result:
    write_watchlist(folder / "acme.csv")
    (folder / "leakscan.toml").write_text(f'[watchlist.acme]\npath = "acme.csv"\n[cluster]\n{table(machines)}\n')
    return CliRunner().invoke(app, ["scan", *arguments, "--workspace", str(folder)], env={"COLUMNS": "300"})


def test_the_command(machines: Machines, dump: Path, tmp_path: Path) -> None:
    done = command(machines, tmp_path, str(dump), "--format", "jsonl", "--cluster", machines.address)
    assert done.exit_code == 3, done.output
    assert "lie.txt: says it is text" in done.stderr
    verdicts = [json.loads(line)["verdict"] for line in done.stdout.splitlines()]
    assert verdicts.count("client-list") >= 1
    assert len(verdicts) > 40


def test_a_certificate_of_another_authority_does_not_get_in(machines: Machines, tmp_path: Path) -> None:
    from tests.crawl.authority import Authority

    other = Authority(tmp_path)
    pem = other.write("127.0.0.1")
    files = {"--tls-ca-file": other.path, "--tls-cert": pem, "--tls-key": pem}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("leakscan.cluster.connect.PATIENCE", 3.0)
        done = command(Machines(tmp_path, files, machines.address), tmp_path, ".", "--cluster", machines.address)
    assert done.exit_code == 3
    assert "can't be reached" in done.stderr
