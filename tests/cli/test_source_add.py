"""`leakscan source add` against real servers: what it finds, what it writes, what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from leakscan.cli import app
from leakscan.config import load_config
from tests.crawl.feeds import feed
from tests.crawl.site import Reply, Site, serving
from tests.crawl.workspace import run, workspace
from tests.spiders.replay import FIXTURES

HTML = {"Content-Type": "text/html; charset=utf-8"}
PHPBB = Reply((FIXTURES / "phpbb" / "item" / "inputs" / "index.html").read_bytes(), headers=HTML)
PLAIN = Reply(b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>', headers=HTML)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return workspace(tmp_path / "w", ("news", "rss", "https://news.example/feed"))


def test_a_forum_is_recognised_and_written(folder: Path) -> None:
    config = folder / "leakscan.toml"
    before = "# mine\n" + config.read_text("utf-8").rstrip("\n")
    config.write_text(before, "utf-8")
    with serving(Site({"/board/": PHPBB})) as site:
        done = run(folder, "source", "add", site.url + "board/", "--every", "6h", "--allow-private")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("phpbb")
    assert "its spider finds 2 boards" in done.stdout
    assert site.paths == ["/board/"]
    assert config.read_text("utf-8").startswith(before + "\n")
    added = load_config(config).source["127-0-0-1"]
    assert (added.spider, added.url, added.every.total_seconds()) == ("phpbb", site.url + "board/", 21600)
    assert added.allow_private
    assert config.stat().st_mode & 0o777 == 0o600


THREAD = Reply((FIXTURES / "phpbb" / "item" / "inputs" / "thread-41.html").read_bytes(), headers=HTML)
BOARD = Reply((FIXTURES / "phpbb" / "item" / "inputs" / "board-2.html").read_bytes(), headers=HTML)


def test_a_thread_leads_to_the_front_page_of_its_forum(folder: Path) -> None:
    moved = Reply(status=302, headers={"Location": "/board/viewtopic.php?t=41&start=0"})
    pages = {"/old": moved, "/board/viewtopic.php?t=41&start=0": THREAD, "/board/": PHPBB}
    with serving(Site(pages)) as site:
        done = run(folder, "source", "add", site.url + "old", "--name", "forum", "--allow-private")
    assert (done.returncode, "its spider finds" in done.stdout) == (0, True), done.stderr
    assert f"the source begins at {site.url}board/" in done.stderr
    assert site.paths == ["/old", "/board/viewtopic.php?t=41&start=0", "/board/"]
    assert load_config(folder / "leakscan.toml").source["forum"].url == site.url + "board/"


def test_a_board_stays_a_board_and_the_whole_forum_is_pointed_at(folder: Path) -> None:
    with serving(Site({"/board/viewforum.php?f=2": BOARD})) as site:
        done = run(folder, "source", "add", site.url + "board/viewforum.php?f=2", "--name", "b", "--allow-private")
    assert done.returncode == 0, done.stderr
    assert f"leakscan source add {site.url}board/" in done.stderr
    assert load_config(folder / "leakscan.toml").source["b"].url == site.url + "board/viewforum.php?f=2"


def test_a_board_of_one_page_with_its_forum_s_front_stays_a_board(folder: Path) -> None:
    board = Reply((FIXTURES / "smf" / "item" / "inputs" / "board-2.html").read_bytes(), headers=HTML)
    front = Reply((FIXTURES / "smf" / "item" / "inputs" / "index.html").read_bytes(), headers=HTML)
    with serving(Site({"/index.php?board=2.0": board, "/index.php": front})) as site:
        for address, kept in (("index.php?board=2.0", "index.php?board=2.0"), ("index.php", "")):
            done = run(folder, "source", "add", site.url + address, "--name", f"n{len(kept)}", "--allow-private")
            assert done.returncode == 0, done.stderr
            assert load_config(folder / "leakscan.toml").source[f"n{len(kept)}"].url == site.url + kept


def test_a_thread_whose_front_page_lists_nothing_is_not_written(folder: Path) -> None:
    with serving(Site({"/viewtopic.php?t=41": THREAD, "/": PLAIN})) as site:
        done = run(folder, "source", "add", site.url + "viewtopic.php?t=41", "--name", "t", "--allow-private")
    assert (done.returncode, "give the address of its front page" in done.stderr) == (2, True), done.stderr
    assert "t" not in load_config(folder / "leakscan.toml").source


def test_a_feed_is_recognised(folder: Path) -> None:
    with serving(Site({"/feed": feed("a")})) as site:
        done = run(folder, "source", "add", site.url + "feed", "--name", "feed", "--allow-private")
    assert done.returncode == 0, done.stderr
    assert load_config(folder / "leakscan.toml").source["feed"].spider == "rss"


def test_what_is_not_recognised_is_not_written(folder: Path) -> None:
    before = (folder / "leakscan.toml").read_bytes()
    with serving(Site({"/": PLAIN})) as site:
        done = run(folder, "source", "add", site.url, "--allow-private")
    assert done.returncode == 2
    assert f"leakscan source add {site.url}feed" in done.stderr
    assert (folder / "leakscan.toml").read_bytes() == before


def test_whoever_knows_better_names_the_spider_and_nothing_is_asked(folder: Path) -> None:
    with serving(Site({"/": PLAIN})) as site:
        done = run(folder, "source", "add", site.url, "--spider", "mybb", "--name", "a.b", "--cookie", "env:SESSION")
    assert done.returncode == 0, done.stderr
    assert site.asked == []
    added = load_config(folder / "leakscan.toml").source["a.b"]
    assert (added.spider, added.cookie) == ("mybb", "env:SESSION")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("https://a.example/", "--name", "news"), "a source 'news' already"),
        (("https://a.example/", "--spider", "mybbb"), "no spider 'mybbb'"),
        (("ftp://a.example/",), "url: is no web address"),
        (("https://a.example/", "--cookie", "s3cret"), "must be a reference"),
        (("https://a.example/", "--name", "a b"), "is no name"),
        (("https://a.example/", "--every", "soon"), "every: is no duration"),
    ],
)
def test_mistakes_are_told_and_nothing_is_written(folder: Path, arguments: tuple[str, ...], says: str) -> None:
    before = (folder / "leakscan.toml").read_bytes()
    done = CliRunner().invoke(app, ["source", "add", *arguments, "--workspace", str(folder)])
    assert (done.exit_code, says in done.stderr) == (2, True), done.stderr
    assert (folder / "leakscan.toml").read_bytes() == before


def test_a_site_that_refuses_is_told_and_not_added(folder: Path) -> None:
    robots = Reply(b"User-agent: *\nDisallow: /\n")
    with serving(Site({"/": Reply(b"no", 403)})) as dark, serving(Site({"/robots.txt": robots, "/": PHPBB})) as closed:
        refused = run(folder, "source", "add", dark.url, "--allow-private")
        disallowed = run(folder, "source", "add", closed.url, "--allow-private")
        inside = run(folder, "source", "add", closed.url)
    assert (refused.returncode, "status-403" in refused.stderr) == (3, True), refused.stderr
    assert (disallowed.returncode, "robots" in disallowed.stderr) == (3, True), disallowed.stderr
    assert (inside.returncode, "not a public address" in inside.stderr) == (3, True), inside.stderr
    assert set(load_config(folder / "leakscan.toml").source) == {"news"}
