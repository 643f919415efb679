"""A crawl's files behind a web server on loopback: a list of paths, WET and WARC files, each record a document."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from leakscan.cli import app
from leakscan.scan.estimate import Pace, Size, in_words, size_of_all
from leakscan.scan.path_lists import COMMON_CRAWL, is_list, listed
from tests.crawl.site import Asked, Reply, Site, serving
from tests.extract.warcs import warc, wet
from tests.scan.lists import LEAK, NAMES, NEWS, write_watchlist

CRAWL = "crawl-data/CC-MAIN-2026-10"
TABLE = "<!doctype html><table>" + "".join(
    f"<tr><td>{line.replace(',', '</td><td>')}</td></tr>" for line in LEAK.splitlines()
)


def files() -> dict[str, bytes]:
    """Two WET files and a WARC file of a crawl, and the lists of their paths."""
    quiet = [(f"https://quiet.example/{n}", f"nothing to see on page {n}\n" * 30) for n in range(40)]
    first = wet([*quiet, ("https://news.example/a", NEWS), ("https://paste.example/leak", LEAK)])
    second = wet([(f"https://other.example/{n}", f"{NAMES[n % 9]} said so, on page {n}\n") for n in range(5)])
    pages = warc(
        [
            ("https://forum.example/t/1", TABLE.encode(), "text/html"),
            ("https://x.example/p", b"\x89PNG\r\n\x1a\n", "image/png"),
        ]
    )
    found = {
        f"{CRAWL}/segments/1/wet/a.warc.wet.gz": first,
        f"{CRAWL}/segments/1/wet/b.warc.wet.gz": second,
        f"{CRAWL}/segments/1/warc/c.warc.gz": pages,
    }
    for kind in ("wet", "warc"):
        lines = "".join(f"{path}\n" for path in found if f"/{kind}/" in path)
        found[f"{CRAWL}/{kind}.paths.gz"] = gzip.compress(lines.encode())
    return found


class Served:
    """The server, with parts of files if it can, and whole files only if it can't."""

    def __init__(self, *, ranges: bool) -> None:
        self.files, self.ranges = files(), ranges
        self.site = Site(respond=self._respond)

    def _respond(self, asked: Asked) -> Reply | None:
        content = self.files.get(asked.path.lstrip("/"))
        if content is None:
            return None
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", asked.headers.get("range", ""))
        if not self.ranges or wanted is None:
            return Reply(content, headers={"Accept-Ranges": "bytes"} if self.ranges else {})
        first, last = int(wanted[1]), min(int(wanted[2] or len(content) - 1), len(content) - 1)
        told = {"Content-Range": f"bytes {first}-{last}/{len(content)}", "Accept-Ranges": "bytes"}
        return Reply(content[first : last + 1], 206, told)


@pytest.fixture(params=[True, False], ids=["ranges", "whole"])
def served(request: pytest.FixtureRequest) -> Iterator[Served]:
    found = Served(ranges=request.param)
    with serving(found.site):
        yield found


def scan(folder: Path, *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    write_watchlist(folder / "acme.csv")
    options = ("--watchlist", str(folder / "acme.csv"), "--no-store", "--format", "jsonl")
    done = CliRunner().invoke(app, ["scan", *arguments, *options], env={"COLUMNS": "300", "LEAKSCAN_WORKSPACE": None})
    hits = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return done.exit_code, hits, done.stderr


def test_texts_of_a_crawl(served: Served, tmp_path: Path) -> None:
    status, hits, said = scan(tmp_path, f"{served.site.url}{CRAWL}/wet.paths.gz")
    assert status == 1, said
    told = {hit["document"]["url"]: hit["verdict"] for hit in hits}
    assert told.pop("https://paste.example/leak") == "client-list"
    assert told.pop("https://news.example/a") == "mention"
    assert set(told) == {f"https://other.example/{n}" for n in range(5)}
    assert {hit["document"]["fetched_at"] for hit in hits} == {"2026-03-01T12:00:00Z"}
    assert "2 files, about" in said
    assert "47 documents read" in said


def test_pages_of_a_crawl(served: Served, tmp_path: Path) -> None:
    status, hits, said = scan(tmp_path, f"{served.site.url}{CRAWL}/warc.paths.gz")
    assert (status, [(h["document"]["url"], h["verdict"]) for h in hits]) == (
        1,
        [("https://forum.example/t/1", "client-list")],
    )
    assert "1 skipped" in said


def test_a_list_kept_here_of_files_there(served: Served, tmp_path: Path) -> None:
    (tmp_path / "wet.paths").write_bytes(gzip.decompress(served.files[f"{CRAWL}/wet.paths.gz"]))
    status, hits, _ = scan(tmp_path, str(tmp_path / "wet.paths"), "--base", served.site.url)
    assert (status, len(hits)) == (1, 7)


def test_the_estimate(served: Served, tmp_path: Path) -> None:
    write_watchlist(tmp_path / "acme.csv")
    arguments = [
        "scan",
        f"{served.site.url}{CRAWL}/wet.paths.gz",
        "--watchlist",
        str(tmp_path / "acme.csv"),
        "--no-store",
    ]
    done = CliRunner().invoke(app, [*arguments, "--estimate"], env={"LEAKSCAN_WORKSPACE": None})
    assert done.exit_code == 0, done.output
    size = sum(len(content) for path, content in served.files.items() if path.endswith("wet.gz"))
    assert done.stdout.startswith(f"2 files, about {in_words(size)} (by the sizes of 2 of them)")
    assert "a second" in done.stdout


def test_a_file_that_is_gone_and_one_cut_short_are_told(tmp_path: Path) -> None:
    served = Served(ranges=True)
    first = next(iter(served.files))
    served.files[first] = served.files[first][:-500]
    del served.files[f"{CRAWL}/segments/1/wet/b.warc.wet.gz"]
    with serving(served.site):
        status, _, said = scan(tmp_path, f"{served.site.url}{CRAWL}/wet.paths.gz")
    assert status == 3
    assert "a.warc.wet.gz: damaged or cut short" in said
    assert "b.warc.wet.gz: no such file" in said


def test_a_list_that_is_missing_empty_or_broken_is_told(tmp_path: Path) -> None:
    for content in (None, b"", gzip.compress(b"a\nb\n" * 500)[:-9]):
        if content is not None:
            (tmp_path / "wet.paths.gz").write_bytes(content)
        (portion,) = listed(str(tmp_path / "wet.paths.gz"))
        assert portion.unread is not None
        assert not portion.unread.harmless


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("wet.paths.gz", True),
        ("s3://b/crawl-data/X/warc.paths", True),
        ("CC-MAIN-2026-10-wet.paths.gz", True),
        ("x/wet.paths.gz/y", False),
        ("paths.gz", False),
        ("answet.paths", False),
    ],
)
def test_a_list_is_known_by_its_name(path: str, is_one: bool) -> None:
    assert is_list(path) is is_one


def test_lines_are_relative_to_where_the_list_is(tmp_path: Path) -> None:
    (tmp_path / "wet.paths").write_text(f"{CRAWL}/x.gz\nhttps://elsewhere.example/y.gz\n\n")
    places = [portion.place for portion in listed(str(tmp_path / "wet.paths"))]
    assert places == [f"{COMMON_CRAWL}{CRAWL}/x.gz", "https://elsewhere.example/y.gz"]
    assert next(p.place for p in listed(str(tmp_path / "wet.paths"), "/mnt/cc")) == f"/mnt/cc/{CRAWL}/x.gz"


def test_sizes_and_paces_in_words(tmp_path: Path) -> None:
    assert str(Size(3, 1_234_567)) == "3 files, 1.2 MB"
    assert str(Size(90_000, 9_000_000_000_000, 20)) == "90,000 files, about 9.0 TB (by the sizes of 20 of them)"
    assert Pace(1_000_000, 3_000_000, 1.0).hours(3_600_000_000) == 1.0
    assert size_of_all([]) == Size(0, 0)
