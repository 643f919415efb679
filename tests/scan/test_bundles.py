"""What workers read for themselves, and what is read for them."""

from __future__ import annotations

import gzip
import zipfile
from itertools import chain
from pathlib import Path

from leakscan.extract import limits
from leakscan.model import Document
from leakscan.scan import plan
from leakscan.scan.bundles import Bundle, Pause, Work, bundles, works
from leakscan.scan.examined import Begun, Finished, Item
from leakscan.scan.portion import Portion
from leakscan.scan.run import GROUP_BYTES, items


def made(paths: list[Path]) -> list[Work | Pause]:
    return list(works(plan([str(path) for path in paths]), lambda _: 0))


def told(item: Item) -> object:
    """What an item says, but for the time of day."""
    return (item.sighting.path, item.content) if isinstance(item, Document) else item


def names(bundle: Work | Pause) -> list[str]:
    assert isinstance(bundle, Bundle)
    return [Path(portion.path).name for portion, _ in bundle.portions]


def test_workers_read_files_and_archives_are_read_here(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.txt").write_bytes(b"b" * 2 * GROUP_BYTES)
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("member.csv", "x\n" * (GROUP_BYTES // 2))
    (tmp_path / "small.zip").write_bytes((tmp_path / "c.zip").read_bytes())
    with zipfile.ZipFile(tmp_path / "c.zip", "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("padding.bin", bytes(GROUP_BYTES))
    (tmp_path / "d.txt").write_text("d")
    first, *here, last = made([tmp_path])
    assert names(first) == ["a.txt", "b.txt"]
    read = [item for work in here if isinstance(work, list) for item in work if isinstance(item, Document)]
    assert f"{tmp_path}/c.zip!member.csv" in [document.sighting.path for document in read]
    assert names(last) == ["d.txt", "small.zip"], "of less than a megabyte one process makes short work"


def test_stretches_of_a_large_file_are_read_by_workers(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"one,two,three\n" * (2 * limits.PIECE_BYTES // 14))
    pieces = made([path])
    assert len(pieces) >= 2
    assert all(isinstance(piece, Bundle) and len(piece.portions) == 1 for piece in pieces)
    read = list(chain.from_iterable(piece.items() for piece in pieces if isinstance(piece, Bundle)))
    assert sum(len(item.content) for item in read if isinstance(item, Document)) >= path.stat().st_size


def test_what_no_one_knows_the_size_of_is_read_here(tmp_path: Path) -> None:
    packed = tmp_path / "small.txt.gz"
    packed.write_bytes(gzip.compress(b"text"))
    unknown = Portion(str(packed), "there", size=None)
    pause, read = works([unknown], lambda _: 0)
    assert pause == Pause(), "what was found before is told before it is waited for"
    assert isinstance(read, list)


def test_what_is_gone_by_the_time_that_it_is_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (bundle,) = made([tmp_path])
    (tmp_path / "a.txt").unlink()
    assert isinstance(bundle, Bundle)
    begun, unread, finished = bundle.items()
    assert isinstance(begun, Begun)
    assert getattr(unread, "reason", None) == "no such file or folder"
    assert isinstance(finished, Finished)


def test_a_bundle_holds_what_one_process_would_read_and_skips_what_was_kept(tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text(f"{number}")
    portions = list(plan([str(tmp_path)]))
    some = list(bundles(portions, lambda portion: int(portion.path.endswith("2.txt")), 100, 3))
    assert [len(bundle.portions) for bundle in some] == [3, 3, 1]
    read = list(chain.from_iterable(bundle.items() for bundle in some))
    alone = items(portions, lambda portion: int(portion.path.endswith("2.txt")))
    assert list(map(told, read)) == list(map(told, alone))
    assert b"2" not in [item.content for item in read if isinstance(item, Document)]
