"""Files that somebody attached: found by their links, fetched with everything a visit heeds, opened, screened."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from leakscan.crawl.files import files_in, is_opaque
from tests.crawl.feeds import linking
from tests.crawl.site import Reply, Site, serving
from tests.crawl.visiting import visit
from tests.crawl.workspace import CLIENTS, run, workspace

AT = "https://forum.example/bb/thread/4"
ATTACHED = """
./download/file.php?id=20&sid=0123456789abcdef0123456789abcdef attachment.php?attachmentid=12&d=1170
attachment.php?aid=7 index.php?action=dlattach;topic=27.0;attach=3 /attachments/clients-csv.1234/
/uploads/short-url/aB3.csv
/applications/core/interface/file/attachment.php?id=9 /archives/list/x@y.example/message/AB/attachment/3/rows.csv
rows.csv /files/LIST.XLSX dump.sql.gz https://forum.example/x/all.zip archive.7z
""".split()  # noqa: SIM905  # a list reads better
OTHERS = """
/index.php viewtopic.php?t=4 /attachments/ photo.png download/file.php?avatar=2_1.png https://other.example/rows.csv
ftp://forum.example/rows.csv mailto:ann@forum.example javascript:void(0) http://[::1 /2026-February.txt.gz
/archives/list/x@y.example/export/x.mbox.gz #rows.csv /style.css
""".split()  # noqa: SIM905  # as above


@pytest.mark.parametrize("link", ATTACHED)
def test_an_attachment_is_found(link: str) -> None:
    assert len(files_in(f'<p>see <a href="{link}">the list</a></p>', AT)) == 1


@pytest.mark.parametrize("link", OTHERS)
def test_other_links_are_none(link: str) -> None:
    assert files_in(f'<a href="{link}">see</a>', AT) == {}


def test_files_at_the_site_s_other_name_are_asked_for_where_it_was_reached() -> None:
    page = '<a href="http://board.example:8080/rows.csv">rows</a> <a href="http://other.example/more.csv">more</a>'
    assert files_in(page, AT, {"board.example:8080"}) == {"https://forum.example/rows.csv": "rows"}


def test_a_picture_is_none_whatever_its_address() -> None:
    assert files_in('<a href="attachment.php?aid=7">holiday.JPG</a>', AT) == {}


def test_kinds_that_can_not_be_opened() -> None:
    assert is_opaque("https://forum.example/x/list.rar?x=1")
    assert not is_opaque("https://forum.example/x/list.zip")


TOLD: dict[str, Any] = {"spider": "rss", "delay": 0, "allow_private": True}


def test_files_are_read_once_and_what_is_withheld_is_told() -> None:
    wall = Reply(b"<!DOCTYPE html><p>You must be logged in to view this.</p>", 200, {"Content-Type": "text/html"})
    pages: dict[str, Reply | bytes] = {"/feed": linking("/a.csv", "/b.csv", "/gone.csv", "/c.rar")}
    pages |= {"/a.csv": b"Maple Hollow,4\n", "/b.csv": wall}
    with serving(Site(pages)) as site:
        first = visit({"it": {**TOLD, "url": site.url + "feed"}})["it"]
        again = visit({"it": {**TOLD, "url": site.url + "feed"}}, cursors={"it": first["cursor"]})["it"]
        off = visit({"it": {**TOLD, "url": site.url + "feed", "options": {"attachments": False}}})["it"]
    assert first["health"] == "ok"
    assert first["texts"][1:] == ["Maple Hollow,4\n"]
    told = " ".join(first["problems"])
    assert "login-words" in told
    assert "c.rar: a file of a kind that can't be opened" in told
    assert "gone.csv" not in told
    assert list(first["cursor"]["links"]) == [f"{site.url}b.csv"], "it is asked for again"
    assert again["cursor"]["links"][f"{site.url}b.csv"] == ["files", 2]
    assert len(off["texts"]) == 1


def test_a_list_in_an_attached_archive_is_a_hit(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("export/clients.csv", "customer,searches\n" + "".join(f"{name},4\n" for name in CLIENTS))
        archive.writestr("../../evil.txt", "nothing")
    with serving(Site({"/feed": linking("/all.zip"), "/all.zip": packed.getvalue()})) as site:
        place = workspace(tmp_path / "w", ("news", "rss", f"{site.url}feed"))
        done = run(place, "crawl", "--json", "--fail-on", "low")
    (hit,) = map(json.loads, done.stdout.splitlines())
    assert hit["document"]["url"] == f"{site.url}all.zip"
    assert hit["document"]["path"] == f"{site.url}all.zip!export/clients.csv"
    assert hit["clients"]["matched"] == len(CLIENTS)
    assert not (tmp_path / "evil.txt").exists()
