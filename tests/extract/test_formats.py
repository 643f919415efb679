from __future__ import annotations

import pytest

from leakscan.errors import ExtractError
from leakscan.extract import extract
from leakscan.extract.formats import formats, recognise
from tests.extract.documents import document


def test_every_format_of_the_folder_is_found() -> None:
    assert {"text", "html", "json", "sheet", "binary"} <= {f.name for f in formats()}


@pytest.mark.parametrize(
    ("content", "path", "media_type", "name"),
    [
        (b"a;b\n", "x.csv", None, "text"),
        (b"anything", None, None, "text"),
        (b"<table><tr><td>a", "x.html", None, "html"),
        (b"<table><tr><td>a", None, "text/html; charset=utf-8", "html"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><!-- a --><!DOCTYPE html><p>", "x.txt", None, "html"),
        (b'{"a": 1}', "x.JSON", None, "json"),
        (b'[{"n": "Soci\\u00e9t\\u00e9"}]', "paste", None, "json"),
        (b"\x89PNG\r\n\x1a\n....", "x.html", "text/html", "binary"),
        (b"PK\3\4", "x.xlsx", None, "sheet"),
    ],
)
def test_formats_are_told_by_signature_name_and_type(content: bytes, path: str, media_type: str, name: str) -> None:
    assert recognise(document(content, path, media_type=media_type)).name == name


def test_many_comments_before_nothing_cost_nothing() -> None:
    assert recognise(document(b"<!--a-->" * 500, "x.txt")).name == "text"


def test_text_comes_out_as_it_stands() -> None:
    table = "| name | n |\n|---|---|\n| Acme | 3 |\n"
    assert extract(document(table, "x.md")).text == table
    assert extract(document("INSERT INTO c VALUES ('Acme', 3);", "x.sql")).text == "INSERT INTO c VALUES ('Acme', 3);"


def test_an_empty_file_is_an_empty_text() -> None:
    assert extract(document(b"", "x.txt")).text == ""


@pytest.mark.parametrize(
    "head", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"\x7fELF\2\1", b"OggS\0", b"wOF2"]
)
def test_what_holds_no_text_is_skipped_and_says_so(head: bytes) -> None:
    extracted = extract(document(head + bytes(200), "x"))
    assert extracted.text == ""
    assert extracted.skipped
    assert extracted.problems == ()


@pytest.mark.parametrize(
    "head",
    [b"age-encryption.org/v1", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\0", b"SQLite format 3\0", b"\x28\xb5\x2f\xfd"],
)
def test_what_may_hold_a_list_and_is_not_read_is_an_error_with_advice(head: bytes) -> None:
    with pytest.raises(ExtractError, match="first"):
        extract(document(head + bytes(200), "x"))


def test_binary_data_of_no_known_kind_is_skipped() -> None:
    assert extract(document(bytes(range(1, 256)) * 20, "x.bin")).skipped


@pytest.mark.parametrize("declared", [("x.txt", None), ("x.csv", None), ("x", "text/plain")])
def test_binary_data_that_says_it_is_text_is_an_error(declared: tuple[str, str]) -> None:
    with pytest.raises(ExtractError, match="says it is text"):
        extract(document(bytes(range(1, 256)) * 20, declared[0], media_type=declared[1]))


def test_terminal_colours_do_not_make_a_log_binary() -> None:
    log = b"\x1b[32mINFO\x1b[0m Acme ok\n" * 50
    assert "Acme ok" in extract(document(log, "x.log")).text


def test_a_word_that_begins_like_a_program_is_text() -> None:
    assert extract(document(b"MZ Wallace Ltd\nAcme\n" * 9, "list")).text.startswith("MZ Wallace")


def test_past_the_bound_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leakscan.extract.limits.DOCUMENT_BYTES", 1000)
    with pytest.raises(ExtractError, match="larger than"):
        extract(document(b"a" * 1001, "x.txt"))
