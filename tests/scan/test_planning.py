from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from leakscan.errors import UsageError
from leakscan.model import Document
from leakscan.scan import documents_of, plan, scan_portions
from leakscan.scan.examined import Examined
from leakscan.scan.planning import whole_files
from leakscan.scan.portion import Portion, Shard, parse_shard
from leakscan.scan.remote import opened
from leakscan.screening import compile_index
from tests.scan.lists import NAMES, WATCHLIST

BOUND, OVERLAP = 20_000, 1_000


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leakscan.extract.limits.PIECE_BYTES", BOUND)
    monkeypatch.setattr("leakscan.extract.limits.PIECE_OVERLAP", OVERLAP)


def contents(*paths: str | Path) -> list[Document]:
    found = [item for portion in plan(map(str, paths)) for item in documents_of(portion)]
    documents = [item for item in found if isinstance(item, Document)]
    assert len(documents) == len(found)
    return documents


def rows(count: int, seed: int = 1) -> list[bytes]:
    dice = random.Random(seed)
    return [b"%d,%s,%d" % (n, b"x" * dice.randrange(60), dice.randrange(10**6)) for n in range(count)]


def test_a_large_text_is_parted_alike_and_no_row_is_lost(tmp_path: Path) -> None:
    lines = rows(4_000)
    (tmp_path / "dump.sql").write_bytes(b"\n".join(lines) + b"\n")
    pieces = contents(tmp_path / "dump.sql")
    assert len(pieces) % 4 == 0
    assert {line for piece in pieces for line in piece.content.splitlines()} == set(lines)
    sizes = [len(piece.content) for piece in pieces]
    assert max(sizes) <= BOUND + 2 * OVERLAP
    assert max(sizes) - min(sizes) < 3 * OVERLAP
    assert str(pieces[0].sighting.path).startswith(f"{tmp_path}/dump.sql#bytes=0-")


def test_a_small_text_and_what_is_no_text_stay_whole(tmp_path: Path) -> None:
    (tmp_path / "small.csv").write_bytes(b"\n".join(rows(100)))
    (tmp_path / "large.csv.gz").write_bytes(gzip.compress(random.Random(2).randbytes(60_000), 0))
    (tmp_path / "large.html").write_bytes(b"<html>" + b"<p>x</p>" * 9_000)
    (tmp_path / "large.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(60_000))
    assert [portion.start for portion in plan([str(tmp_path)])] == [None] * 4


@pytest.mark.parametrize("seed", range(6))
def test_a_name_at_a_cut_is_found(tmp_path: Path, seed: int) -> None:
    """Text without a line end, names everywhere: those that stand across a cut are whole in one of its pieces."""
    dice = random.Random(seed)
    words = [dice.choice([*NAMES, "nothing to see", "here and there"]) for _ in range(5_000)]
    text = "; ".join(words)
    (tmp_path / "log.txt").write_text(text)
    portions = list(plan([str(tmp_path / "log.txt")]))
    found = set()
    for group in scan_portions(portions, compile_index([WATCHLIST])):
        for result in group:
            if isinstance(result, Examined):
                start = int(result.place.partition("#bytes=")[2].partition("-")[0])
                found |= {start + m.start for hit in result.hits for m in hit.assessment.matches}
    starts = {place for name in NAMES for place in _places(text, name)}
    assert len(portions) > 3
    assert starts <= found


def _places(text: str, name: str) -> list[int]:
    places, at = [], text.find(name)
    while at >= 0:
        places.append(at)
        at = text.find(name, at + 1)
    return places


@pytest.mark.parametrize("charset", ["utf-16", "utf-32"])
def test_pieces_of_wide_text_are_wide_text(tmp_path: Path, charset: str) -> None:
    text = "".join(f"row {n} of Zürich\n" for n in range(6_000))
    (tmp_path / "wide.csv").write_bytes(text.encode(charset))
    pieces = contents(tmp_path / "wide.csv")
    assert len(pieces) > 3
    decoded = [piece.content.decode(piece.charset or "") for piece in pieces]
    assert {line for piece in decoded for line in piece.splitlines()[1:-1]} >= set(text.splitlines()[2:-2])


def test_a_url_is_parted_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "dump.sql").write_bytes(b"\n".join(rows(2_000)))
    near, far = contents(tmp_path / "dump.sql"), contents(f"file://{tmp_path}/dump.sql")
    assert [piece.content for piece in near] == [piece.content for piece in far]


def test_a_file_that_became_shorter_is_told(tmp_path: Path) -> None:
    path = tmp_path / "dump.sql"
    path.write_bytes(b"\n".join(rows(2_000)))
    portions = list(plan([str(path)]))
    path.write_bytes(path.read_bytes()[:1_000])
    reasons = [getattr(item, "reason", "") for item in documents_of(portions[-1])]
    assert "shorter" in reasons[0]


def test_the_total_is_told_without_opening_anything(tmp_path: Path) -> None:
    (tmp_path / "dump.sql").write_bytes(b"\n".join(rows(2_000)))
    (tmp_path / "x.txt").write_text("x")
    assert sum(p.size or 0 for p in whole_files([str(tmp_path)])) == sum(p.stat().st_size for p in tmp_path.iterdir())


def test_shards_part_the_portions_among_them(tmp_path: Path) -> None:
    (tmp_path / "dump.sql").write_bytes(b"\n".join(rows(4_000)))
    for n in range(200):
        (tmp_path / f"{n}.txt").write_text("x")
    portions = list(plan([str(tmp_path)]))
    shares = [[p for p in portions if Shard(number, 7).holds(p)] for number in range(1, 8)]
    assert sorted(p.key for share in shares for p in share) == sorted(p.key for p in portions)
    assert all(10 < len(share) < 60 for share in shares)


def test_a_key_follows_the_content() -> None:
    one = Portion("a", "a", 5, "1")
    assert one.key == Portion("elsewhere", "a", 5, "1").key
    assert (
        len({one.key, Portion("a", "a", 6, "1").key, Portion("a", "a", 5, "2").key, Portion("a", "a", 5, "1", 0).key})
        == 4
    )


@pytest.mark.parametrize("text", ["0/3", "4/3", "1", "1/0", "a/b", "-1/3", "1/3/3"])
def test_a_shard_that_is_none(text: str) -> None:
    with pytest.raises(UsageError, match="3/8"):
        parse_shard(text)


def test_a_connection_that_breaks_is_taken_up_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fsspec.implementations.local import LocalFileOpener

    path = tmp_path / "x.bin"
    path.write_bytes(random.Random(3).randbytes(300_000))
    breaks = iter([False, True, False, True, True] + [False] * 1000)
    read = LocalFileOpener.read

    def broken(self: LocalFileOpener, size: int = -1) -> bytes:
        if next(breaks):
            raise ConnectionResetError("gone")
        return bytes(read(self, min(size, 50_000)))

    monkeypatch.setattr(LocalFileOpener, "read", broken)
    monkeypatch.setattr("leakscan.scan.remote._WAITS", (0.0, 0.0, 0.0))
    with opened(f"file://{path}", 1 << 16) as stream:
        assert stream.read() == path.read_bytes()
