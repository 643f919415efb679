"""An object store, spoken to over its own protocol: a server process on loopback, and a scan of what lies in it."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leakscan.extract import Unread
from leakscan.model import Document
from leakscan.scan import documents_of, plan
from leakscan.scan.job import Scan
from leakscan.scan.keep import Keeper
from leakscan.scan.on_cluster import ClusterEngine
from leakscan.screening import compile_index
from tests.cluster.machines import access, cluster
from tests.extract.documents import zipped
from tests.scan.lists import LEAK, NAMES, NEWS, WATCHLIST

pytestmark = [pytest.mark.integration, pytest.mark.timeout(300)]
SERVER = "import sys; from moto.server import main; main(['-H', '127.0.0.1', '-p', sys.argv[1]])"
LARGE = "".join(f"{n} {NAMES[n % 17]} logged in\n" for n in range(3_000))


@pytest.fixture(scope="module")
def store() -> Iterator[Any]:
    """A bucket ``dumps`` as fsspec has it; the environment of this process and its children points to the server."""
    import socket

    from fsspec import filesystem

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
    told |= {"AWS_DEFAULT_REGION": "us-east-1"}
    with subprocess.Popen([sys.executable, "-c", SERVER, str(port)], stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            with pytest.MonkeyPatch.context() as patch:
                for name, value in told.items():
                    patch.setenv(name, value)
                s3 = filesystem("s3", skip_instance_cache=True)
                s3.mkdir("dumps")
                _fill(s3)
                yield s3
        finally:
            server.kill()


def _wait_for(port: int) -> None:
    import socket
    import time

    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the object store does not come up")


CONTENTS = {
    "2026/leak.csv": LEAK.encode(),
    "2026/news.zip": zipped({f"{n}.txt": f"{n} {NEWS}".encode() for n in range(4)}),
    "2026/quiet.txt.gz": gzip.compress(b"nothing to see\n"),
    "large.log": LARGE.encode(),
    "name with # and ?.txt": NEWS.encode(),
}


def _fill(s3: Any) -> None:
    for name, content in CONTENTS.items():
        s3.pipe_file(f"dumps/{name}", content)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leakscan.extract.limits.PIECE_BYTES", 20_000)
    monkeypatch.setattr("leakscan.extract.limits.PIECE_OVERLAP", 1_000)


def found(*paths: str) -> list[Document | Unread]:
    return [item for portion in plan(paths) for item in documents_of(portion)]


def test_a_bucket_reads_like_a_folder(store: Any, tmp_path: Path) -> None:
    for name, content in CONTENTS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    near, far = found(str(tmp_path)), found("s3://dumps/")
    assert [item.content for item in near if isinstance(item, Document)] == [
        item.content for item in far if isinstance(item, Document)
    ]
    paths = [str(item.sighting.path) for item in far if isinstance(item, Document)]
    assert paths[0] == "s3://dumps/2026/leak.csv"
    assert paths[-1] == "s3://dumps/name with # and ?.txt"
    assert sum("large.log#bytes=" in path for path in paths) >= 4
    assert len(found("s3://dumps/2026")) == 6
    assert len(found("s3://dumps/2026/leak.csv")) == 1


def test_what_is_not_there_is_told(store: Any) -> None:
    for url in ("s3://dumps/nothing.txt", "s3://nobucket/x"):
        (unread,) = found(url)
        assert isinstance(unread, Unread)
        assert not unread.harmless


def test_a_server_that_does_not_answer_is_told(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leakscan.scan.remote._WAITS", ())
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    from s3fs import S3FileSystem

    S3FileSystem.clear_instance_cache()
    try:
        (unread,) = found("s3://dumps/2026/leak.csv")
    finally:
        S3FileSystem.clear_instance_cache()
    assert isinstance(unread, Unread)
    assert "can't be read" in unread.reason


def test_workers_of_a_cluster_read_the_bucket_themselves(store: Any, tmp_path: Path) -> None:
    from leakscan.cluster import connected

    index = compile_index([WATCHLIST])
    results = {}
    with cluster(tmp_path, ["one", "two"]) as machines, connected(access(machines)) as client:
        client._client.wait_for_workers(2, timeout=120)
        for name, engine in (("far", ClusterEngine(client)), ("near", None)):
            with Keeper(None, None) as keeper:
                work = Scan(["s3://dumps/"], index, keeper)
                work.begin()
                results[name] = sorted((hit.id, hit.sighting.path, hit.assessment.score) for hit in work.hits(engine))
                assert not work.summary.problems
    assert results["far"] == results["near"]
    assert len(results["far"]) > 8
