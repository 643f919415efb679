from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from leakscan.extract import Unread, limits, members, members_of
from leakscan.extract.containers.kinds import containers
from leakscan.model import Document, Sighting
from tests.extract.documents import document, tarred, zipped

LIST = b"Acme;1\nGlobex;2\n"
BOMB = bytes(80 * limits.MIB)


def read(content: bytes, path: str = "a.zip") -> tuple[dict[str, bytes], dict[str, str]]:
    """The documents of an archive under their paths, and what was unread."""
    found = list(members(document(content, path)))
    documents = {str(d.sighting.path): d.content for d in found if isinstance(d, Document)}
    return documents, {u.path: u.reason for u in found if isinstance(u, Unread)}


def test_every_kind_of_the_folder_is_found() -> None:
    assert {kind.name for kind in containers()} == {"zip", "tar", "compressed", "warc", "mail"}


def test_what_is_no_archive_is_itself() -> None:
    one = document(LIST, "a.csv")
    assert list(members(one)) == [one]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_members_of_a_tar(mode: str) -> None:
    suffix = mode.replace("w", "").replace(":", ".")
    assert read(tarred({"in/a.csv": LIST}, mode), f"x.tar{suffix}") == ({f"x.tar{suffix}!in/a.csv": LIST}, {})


@pytest.mark.parametrize(("pack", "suffix"), [(gzip.compress, "gz"), (bz2.compress, "bz2"), (lzma.compress, "xz")])
def test_a_compressed_file_is_its_content(pack: Callable[[bytes], bytes], suffix: str) -> None:
    assert read(pack(LIST), f"dir/x.csv.{suffix}") == ({f"dir/x.csv.{suffix}!x.csv": LIST}, {})


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_of_a_zip(method: int) -> None:
    assert read(zipped({"in/a.csv": LIST, "dir/": b""}, method)) == ({"a.zip!in/a.csv": LIST}, {})


def test_archives_in_archives_are_read_two_deep_and_no_deeper() -> None:
    third = zipped({"c.csv": LIST})
    second = zipped({"third.zip": third, "b.csv": LIST})
    documents, unread = read(zipped({"second.zip": second}))
    assert list(documents) == ["a.zip!second.zip!b.csv"]
    assert "deep" in unread["a.zip!second.zip!third.zip"]


def test_an_archive_that_holds_itself_in_layers_of_compression_ends() -> None:
    content = LIST
    for _ in range(6):
        content = gzip.compress(content)
    documents, unread = read(content, "a.gz")
    assert documents == {}
    assert len(unread) == 1


def test_a_bomb_is_a_problem_and_its_neighbours_are_read() -> None:
    content = zipped({"1.csv": LIST, "bomb": BOMB, "2.csv": LIST})
    documents, unread = read(content)
    assert documents == {"a.zip!1.csv": LIST, "a.zip!2.csv": LIST}
    assert "unpacks to more" in unread["a.zip!bomb"]


def test_a_bomb_in_a_tar_is_a_problem() -> None:
    documents, unread = read(tarred({"1.csv": LIST, "bomb": BOMB + BOMB}, "w:gz"), "a.tar.gz")
    assert "a.tar.gz!1.csv" in documents
    assert any("unpacks to more" in reason for reason in unread.values())


def test_many_members_at_the_same_bytes_stop_at_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leakscan.extract.containers.DOCUMENT_BYTES", 0)
    content = bytearray(zipped({f"{n:03}": bytes(90_000) for n in range(100)}))
    first = zipfile.ZipFile(io.BytesIO(bytes(content))).infolist()[0].header_offset
    place = content.index(b"PK\1\2")
    while (place := content.find(b"PK\1\2", place)) >= 0:  # every entry now points at the first one's data
        content[place + 42 : place + 46] = first.to_bytes(4, "little")
        place += 4
    total = sum(map(len, read(bytes(content))[0].values()))
    assert total <= limits.ARCHIVE_RATIO * len(content)


def test_hostile_names_are_names_and_no_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["../up.csv", "/etc/up.csv", "C:\\up.csv", "a\x1b[2J.csv", "\u202egpj.csv", "x" * 5000]
    for content in (zipped(dict.fromkeys(names, LIST)), tarred(dict.fromkeys(names, LIST))):
        documents, _ = read(content)
        assert list(documents.values()) == [LIST] * len(names)
    assert list(tmp_path.iterdir()) == []


def test_links_and_devices_in_a_tar_are_named_and_not_followed() -> None:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for kind, name in ((tarfile.SYMTYPE, "sym"), (tarfile.LNKTYPE, "hard"), (tarfile.CHRTYPE, "device")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    found = list(members(document(written.getvalue(), "a.tar")))
    assert [(u.path, u.harmless) for u in found if isinstance(u, Unread)] == [
        ("a.tar!sym", True),
        ("a.tar!hard", True),
        ("a.tar!device", True),
    ]


def test_an_encrypted_member_is_a_problem_and_its_neighbours_are_read() -> None:
    content = bytearray(zipped({"secret.csv": LIST, "open.csv": LIST}, 0))
    content[6] |= 1
    content[content.index(b"PK\1\2") + 8] |= 1
    documents, unread = read(bytes(content))
    assert list(documents) == ["a.zip!open.csv"]
    assert "encrypted" in unread["a.zip!secret.csv"]


def test_a_damaged_member_is_a_problem_and_its_neighbours_are_read() -> None:
    content = bytearray(zipped({"1.csv": LIST, "2.csv": LIST}, 0))
    content[content.index(b"Globex")] ^= 1
    documents, unread = read(bytes(content))
    assert "a.zip!2.csv" in documents
    assert "damaged" in unread["a.zip!1.csv"]


def test_what_stands_before_a_broken_end_is_read_and_the_break_reported() -> None:
    text = b"".join(b"client %d;%d\n" % (n, n * 7919 % 1000) for n in range(20_000))
    documents, unread = read(gzip.compress(text)[:-5000], "x.gz")
    kept = documents["x.gz!x"]
    assert text.startswith(kept)
    assert len(kept) > len(text) // 2
    assert "cut short" in unread["x.gz!x"]


def test_members_beyond_the_bound_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leakscan.extract.containers.ARCHIVE_MEMBERS", 3)
    documents, unread = read(zipped({f"{n}.csv": LIST for n in range(5)}))
    assert len(documents) == 3
    assert "more than 3 members" in unread["a.zip"]


def cut(monkeypatch: pytest.MonkeyPatch, content: bytes, path: str = "x.csv") -> Iterator[Document]:
    """The pieces of a stream, with bounds small enough to see them."""
    monkeypatch.setattr("leakscan.extract.limits.DOCUMENT_BYTES", 10_000)
    monkeypatch.setattr("leakscan.extract.limits.PIECE_OVERLAP", 1_000)
    for found in members_of(io.BytesIO(content), len(content), Sighting(path=path)):
        assert isinstance(found, Document)
        yield found


def test_a_large_file_is_cut_into_pieces_that_overlap_and_miss_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [b"client %d;%d" % (n, n) for n in range(5_000)]
    pieces = list(cut(monkeypatch, b"\n".join(lines) + b"\n"))
    assert len(pieces) > 5
    assert {line for piece in pieces for line in piece.content.splitlines()} == set(lines)
    assert all(len(piece.content) <= 10_000 for piece in pieces)
    first = str(pieces[0].sighting.path)
    assert first.startswith("x.csv#bytes=0-")


def test_a_large_file_on_one_line_misses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"".join(b"%07d," % n for n in range(10_000))
    pieces = list(cut(monkeypatch, content))
    seen = b"".join(piece.content for piece in pieces)
    assert all(b"%07d" % n in seen for n in range(0, 10_000, 37))


def test_pieces_of_wide_text_are_wide_text(monkeypatch: pytest.MonkeyPatch) -> None:
    from leakscan.extract import extract

    text = "".join(f"clïent {n}\n" for n in range(3_000))
    seen = "".join(extract(piece).text for piece in cut(monkeypatch, text.encode("utf-16")))
    assert all(f"clïent {n}\n" in seen for n in range(3_000))
    assert "\ufffd" not in seen


def test_a_large_binary_is_skipped_after_its_head(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leakscan.extract.limits.DOCUMENT_BYTES", 10_000)
    content = b"\x89PNG\r\n\x1a\n" + bytes(20_000)
    assert [u.harmless for u in members_of(io.BytesIO(content), None, Sighting(path="x")) if isinstance(u, Unread)] == [
        True
    ]
