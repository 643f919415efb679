"""Links to pastes, as people write them, and what the sites answer."""

from __future__ import annotations

import json

import pytest

from leakscan.crawl.links import EncryptedError, chosen, link_sites, links_in
from leakscan.crawl.payload import MarkupChangedError
from leakscan.errors import UsageError

EVERY = {site.name: site for site in link_sites()}


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("see https://dpaste.com/8ZPAQN3LB.", "https://dpaste.com/8ZPAQN3LB.txt"),
        ("https://DPASTE.com/8ZPAQN3LB.txt", "https://dpaste.com/8ZPAQN3LB.txt"),
        ('<a href="https://dpaste.org/aB3x">', "https://dpaste.org/aB3x/raw"),
        ("(https://bpa.st/5LKQ)", "https://bpa.st/5LKQ"),
        ("https://bpa.st/raw/5LKQ", "https://bpa.st/raw/5LKQ"),
        ('{"body": "https:\\/\\/paste.ee\\/p\\/aZ09x"}', "https://paste.ee/r/aZ09x"),
        ("https://pastee.dev/p/aZ09x#top", "https://pastee.dev/r/aZ09x"),
        ("https://hastebin.com/share/okazuyivob.python", "https://hastebin.com/raw/okazuyivob"),
        ("http://www.rentry.co/my-list_2", "http://rentry.co/api/raw/my-list_2"),
        ("https://privatebin.net/?f00df00df00df00d#CvXkEyHere", "https://privatebin.net/?f00df00df00df00d"),
    ],
)
def test_a_link_leads_to_its_text(text: str, raw: str) -> None:
    assert list(links_in(text, EVERY.values())) == [raw]


@pytest.mark.parametrize(
    "text",
    [
        "https://dpaste.com.evil.example/8ZPAQN3LB",
        "https://evil.example/?u=dpaste.com/8ZPAQN3LB",
        "https://bpa.st/about",
        "https://privatebin.net/?short#key",
        "dpaste.com is a site",
        "https://paste.ee/",
    ],
)
def test_what_is_no_link_to_a_paste_is_left_alone(text: str) -> None:
    assert links_in(text, EVERY.values()) == {}


def test_a_source_names_the_sites_it_follows() -> None:
    assert [chosen(no) for no in ("", "false", "no")] == [(), (), ()]
    assert {site.name for site in chosen("true")} == set(EVERY) - {"hastebin", "rentry"}
    (own,) = chosen("pinnwand:Paste.Example")
    assert list(links_in("https://paste.example/ABCD https://bpa.st/ABCD", [own])) == ["https://paste.example/ABCD"]
    with pytest.raises(UsageError, match="no site 'pastebin'"):
        chosen("dpaste, pastebin")


def test_a_paste_that_is_encrypted_is_not_taken_for_text() -> None:
    read = EVERY["privatebin"].read
    with pytest.raises(EncryptedError):
        read(json.dumps({"status": 0, "id": "x", "v": 2, "ct": "q80=", "adata": []}).encode())
    with pytest.raises(MarkupChangedError, match="does not exist"):
        read(json.dumps({"status": 1, "message": "Document does not exist, has expired or has been deleted."}).encode())


def test_every_file_of_a_pinnwand_paste() -> None:
    read = EVERY["pinnwand"].read
    page = '<div class="code"><table>…</table></div><textarea class="copy-area">{}</textarea>'
    assert read((page.format("one &amp; a half") + page.format("two\n")).encode()) == b"one & a half\n\ntwo\n"
    with pytest.raises(MarkupChangedError):
        read(b"<html><title>a new design</title></html>")


def test_the_text_of_a_rentry_page() -> None:
    read = EVERY["rentry"].read
    assert read(b'{"status": "200", "content": "a list"}') == b"a list"
    with pytest.raises(MarkupChangedError):
        read(b'{"status": "404", "content": "Entry not found"}')


def test_links_are_found_in_time_that_grows_with_the_text() -> None:
    hostile = "https://privatebin.net/?" * 50_000 + "https://rentry.co/" + "a-" * 200_000
    assert len(links_in(hostile, EVERY.values())) <= 1
