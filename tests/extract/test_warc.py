from __future__ import annotations

import gzip
import io
import random
from datetime import UTC, datetime

import pytest

from leakscan.extract import Unread, extract, members_of
from leakscan.model import Document, Sighting
from tests.extract.warcs import warc, wet

PAGE = "<p>Zürich Police</p><p>Bern Police</p>".encode("cp1252")


def read(content: bytes, path: str = "x.warc.gz") -> list[Document | Unread]:
    return list(members_of(io.BytesIO(content), len(content), Sighting(path=path)))


def documents(content: bytes, path: str = "x.warc.gz") -> list[Document]:
    found = read(content, path)
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


@pytest.mark.parametrize("packed", [True, False])
def test_records_are_documents_with_url_and_time(packed: bool) -> None:
    pages = [(f"https://site.example/{n}", f"page {n}\n") for n in range(3)]
    found = documents(wet(pages, packed=packed), "x.warc.wet.gz" if packed else "x.warc.wet")
    assert [(d.sighting.url, d.content.decode()) for d in found] == pages
    assert found[0].sighting.path == f"x.warc.wet{'.gz' * packed}!https://site.example/0"
    assert found[0].sighting.fetched_at == datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_page_is_read_as_its_sender_declared_it() -> None:
    (page,) = documents(warc([("https://x.example/list", PAGE, "text/html; charset=windows-1252")]))
    assert (page.media_type, page.charset) == ("text/html", "windows-1252")
    assert extract(page).text.split("\n\n") == ["Zürich Police", "Bern Police"]


def test_a_body_comes_out_of_its_coding() -> None:
    coded = warc([("https://x.example/", gzip.compress(PAGE), "text/html")], headers={"Content-Encoding": "gzip"})
    assert documents(coded)[0].content == PAGE


def test_more_records_than_an_archive_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leakscan.extract.containers.ARCHIVE_MEMBERS", 3)
    assert len(documents(wet([(f"https://x.example/{n}", "x") for n in range(9)]))) == 9


def test_an_archive_that_was_fetched_is_opened() -> None:
    from tests.extract.documents import zipped

    packed = warc([("https://x.example/dump.zip", zipped({"a.csv": b"a;b"}), "application/zip")])
    assert documents(packed)[0].sighting.path == "x.warc.gz!https://x.example/dump.zip!a.csv"
    assert documents(packed)[0].sighting.url == "https://x.example/dump.zip"


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_is_cut_short_says_so(packed: bool) -> None:
    whole = wet([(f"https://x.example/{n}", "some text " * 50) for n in range(4)], packed=packed)
    *before, last = read(whole[:-60])
    assert len(before) >= 3
    assert isinstance(last, Unread)
    assert not last.harmless


def test_damage_ends_in_a_reason_and_never_in_a_fault() -> None:
    dice = random.Random(1)
    whole = warc([(f"https://x.example/{n}", PAGE * 3, "text/html") for n in range(5)], packed=False)
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(dice.randrange(1, 6)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        assert read(bytes(broken), "x.warc")


def test_a_body_in_chunks_comes_out_whole() -> None:
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (PAGE, PAGE * 9)) + b"0\r\n\r\n"
    coded = warc([("https://x.example/", chunked, "text/html")], headers={"Transfer-Encoding": "chunked"})
    assert documents(coded)[0].content == PAGE * 10


def test_a_bomb_in_a_body_is_a_problem_and_the_next_record_is_read() -> None:
    bomb = gzip.compress(bytes(300 << 20))
    coded = warc([("https://x.example/bomb", bomb, "text/html")], headers={"Content-Encoding": "gzip"}, packed=False)
    found = read(coded + warc([("https://x.example/", PAGE, "text/html")], packed=False), "x.warc")
    assert [isinstance(item, Unread) for item in found[-2:]] == [True, False]
    assert sum(len(item.content) for item in found if isinstance(item, Document)) < 32 << 20


@pytest.mark.parametrize(
    "head", [b"WARC/1.0\r\n" + b"x" * 200_000, b"WARC/1.0\r\n" + b"a: b\r\n" * 20_000, b"WARC/1.0\r\n\r\n"]
)
def test_a_head_without_an_end_is_refused(head: bytes) -> None:
    (unread,) = read(head, "x.warc")
    assert isinstance(unread, Unread)
