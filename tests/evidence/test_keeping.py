from __future__ import annotations

import gzip
import hashlib
import random
import stat
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from leakscan.errors import EvidenceError
from leakscan.evidence import keep, keeping_place, recall
from leakscan.model import Document, Sighting

SEEN = Sighting("paste", url="https://paste.example/raw/x1", fetched_at=datetime(2026, 11, 22, 18, tzinfo=UTC))
DOCUMENT = Document(b"Avon IN PD,12,340\r\n" * 50, SEEN, media_type="text/csv", charset="utf-8")


def test_what_is_kept_is_recalled(tmp_path: Path) -> None:
    place = keep(tmp_path / "evidence", DOCUMENT)
    assert place == tmp_path / "evidence" / DOCUMENT.sha256[:2] / f"{DOCUMENT.sha256}.warc.gz"
    assert recall(tmp_path / "evidence", DOCUMENT.sha256) == DOCUMENT.content


def test_only_the_owner_may_look(tmp_path: Path) -> None:
    place = keep(tmp_path / "evidence", DOCUMENT)
    modes = [stat.S_IMODE(p.stat().st_mode) for p in (place, place.parent, place.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]
    assert [p.name for p in place.parent.iterdir()] == [place.name]


def test_any_warc_reader_can_read_it_and_its_digests_hold(tmp_path: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    with keep(tmp_path, DOCUMENT).open("rb") as file:
        (record,) = [
            (r.rec_type, dict(r.rec_headers.headers), r.content_stream().read())
            for r in ArchiveIterator(file, check_digests="raise")
        ]
    kind, headers, content = record
    assert (kind, content) == ("resource", DOCUMENT.content)
    assert headers["WARC-Target-URI"] == SEEN.url
    assert headers["WARC-Date"] == "2026-11-22T18:00:00Z"
    assert headers["WARC-Payload-Digest"] == f"sha256:{DOCUMENT.sha256}"
    assert headers["Content-Type"] == "text/csv; charset=utf-8"


def test_keeping_twice_writes_once(tmp_path: Path) -> None:
    first = keep(tmp_path, DOCUMENT).stat()
    assert keep(tmp_path, DOCUMENT).stat().st_ino == first.st_ino


def test_every_flipped_bit_is_noticed_and_keeping_again_mends_it(tmp_path: Path) -> None:
    place = keep(tmp_path, DOCUMENT)
    whole = place.read_bytes()
    chance = random.Random(7)
    bits = [*range(48 * 8), *chance.sample(range(48 * 8, len(whole) * 8), 300)]
    for bit in bits:
        broken = bytearray(whole)
        broken[bit // 8] ^= 1 << bit % 8
        place.write_bytes(broken)
        with pytest.raises(EvidenceError):
            recall(tmp_path, DOCUMENT.sha256)
    keep(tmp_path, DOCUMENT)
    assert recall(tmp_path, DOCUMENT.sha256) == DOCUMENT.content


@pytest.mark.parametrize("cut", [0, 1, 9, 10, 50, -1, -8])
def test_a_file_cut_short_is_noticed(tmp_path: Path, cut: int) -> None:
    place = keep(tmp_path, DOCUMENT)
    place.write_bytes(place.read_bytes()[:cut])
    with pytest.raises(EvidenceError, match="damaged"):
        recall(tmp_path, DOCUMENT.sha256)


def test_something_appended_is_noticed(tmp_path: Path) -> None:
    place = keep(tmp_path, DOCUMENT)
    place.write_bytes(place.read_bytes() * 2)
    with pytest.raises(EvidenceError, match="damaged"):
        recall(tmp_path, DOCUMENT.sha256)


def test_another_document_in_its_place_is_noticed(tmp_path: Path) -> None:
    other = keep(tmp_path, replace(DOCUMENT, content=b"another")).read_bytes()
    keep(tmp_path, DOCUMENT).write_bytes(other)
    with pytest.raises(EvidenceError, match="changed after it was kept"):
        recall(tmp_path, DOCUMENT.sha256)


def test_missing_evidence_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="is missing; restore it"):
        recall(tmp_path, DOCUMENT.sha256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "AB" * 32, "a" * 63, "a" * 64 + "\n"])
def test_only_a_hash_is_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(EvidenceError, match="not a SHA-256"):
        keeping_place(tmp_path, name)


@pytest.mark.parametrize(
    ("content", "sighting", "media_type"),
    [
        (b"", SEEN, None),
        (b"HTTP/1.1 200 OK\r\nX: y\r\n\r\nbody", SEEN, "text/html"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n\r\n", SEEN, None),
        (
            bytes(range(256)) * 9,
            replace(SEEN, url="https://x.example/\r\nWARC-Date: 1999\r\n\r\n\ud800\0"),
            "a/b\r\nEvil: 1",
        ),
        (b"x", replace(SEEN, url=None, path="dump/\udcff \r\n名.csv"), "text/plain; charset=x"),
        (b"x", replace(SEEN, url=None, path=None), "../../x"),
    ],
)
def test_hostile_documents_are_kept_as_they_are(
    tmp_path: Path, content: bytes, sighting: Sighting, media_type: str | None
) -> None:
    from warcio.archiveiterator import ArchiveIterator

    document = Document(content, sighting, media_type=media_type, charset="u\r\nEvil: 2")
    packed = keep(tmp_path, document).read_bytes()
    assert recall(tmp_path, document.sha256) == content
    (record,) = ArchiveIterator(BytesIO(packed))
    assert b"Evil" not in record.rec_headers.to_bytes()
    assert record.rec_headers.get_header("WARC-Date") == "2026-11-22T18:00:00Z"


def test_a_folder_that_can_not_be_written_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "evidence").write_text("a file where the folder should be")
    with pytest.raises(EvidenceError, match="can't be kept"):
        keep(tmp_path / "evidence", DOCUMENT)


def test_gzip_itself_reads_it(tmp_path: Path) -> None:
    assert gzip.decompress(keep(tmp_path, DOCUMENT).read_bytes()).endswith(DOCUMENT.content + b"\r\n\r\n")


def test_a_forged_record_with_the_right_checksums_is_noticed(tmp_path: Path) -> None:
    place = keep(tmp_path, DOCUMENT)
    for plain in (b"", b"WARC/1.1\r\n", gzip.decompress(place.read_bytes()) * 2, b"no record"):
        body = gzip.compress(plain)[10:]
        place.write_bytes(place.read_bytes()[:16] + hashlib.sha256(body).digest() + body)
        with pytest.raises(EvidenceError, match="changed after it was kept"):
            recall(tmp_path, DOCUMENT.sha256)
