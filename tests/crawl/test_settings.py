from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from leakscan import __version__
from leakscan.crawl.process import load_settings, spiders
from tests.crawl.site import Asked, Site, serving
from tests.crawl.socks import Socks, proxying
from tests.crawl.visiting import ROOT, visit

WANTED: dict[str, Any] = {
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "DOWNLOAD_TLS_MIN_VERSION": "TLSv1.2",
    "DOWNLOAD_MAXSIZE": 32 * 1024 * 1024,
    "DOWNLOAD_TIMEOUT": 30,
    "TWISTED_DNS_RESOLVER": "leakscan.crawl.guard.GuardResolver",
    "ROBOTSTXT_OBEY": True,
    "DEPTH_LIMIT": 5,
    "REDIRECT_MAX_TIMES": 5,
    "METAREFRESH_MAXDELAY": 5,
    "MEMUSAGE_LIMIT_MB": 512,
    "DOWNLOAD_DELAY": 0,
    "CONCURRENT_REQUESTS": 1,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "COOKIES_ENABLED": False,
    "AUTOTHROTTLE_ENABLED": False,
    "REFERRER_POLICY": "no-referrer",
    "LOG_LEVEL": "INFO",
    "USER_AGENT": f"leakscan/{__version__}",
    "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
}


@pytest.mark.parametrize("name", WANTED)
def test_hardened(name: str) -> None:
    assert load_settings()[name] == WANTED[name]


def test_only_the_web_is_read() -> None:
    handlers = load_settings().getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}


def test_scrapys_own_lax_middlewares_are_off() -> None:
    on = {name.rsplit(".", 1)[1] for name, at in load_settings().getwithbase("DOWNLOADER_MIDDLEWARES").items() if at}
    assert not on & {"OffsiteMiddleware", "RobotsTxtMiddleware", "RetryMiddleware", "CookiesMiddleware"}


def test_no_secret_in_settings() -> None:
    """Scrapy prints them to the log."""
    assert not [name for name in load_settings() if "COOKIE" in name and name.startswith("LEAKSCAN")]


def test_spiders_are_found_from_anywhere(tmp_path: Path) -> None:
    code = "from leakscan.crawl.process import spiders; print(*spiders())"
    env = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == sorted(spiders())


def test_scrapy_lists_them_in_the_checkout() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == sorted(spiders())


def test_scrapy_crawl_writes_plain_items(tmp_path: Path) -> None:
    from tests.crawl.feeds import feed

    with serving(Site({"/feed": feed("Maple Hollow")})) as site:
        command = ["-m", "scrapy", "crawl", "rss", "-a", f"url={site.url}feed", "-a", "allow_private=true"]
        command += ["-s", "LEAKSCAN_PRIVATE_HOSTS=127.0.0.1", "-O", str(tmp_path / "out.jsonl")]
        subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert '"title": "Maple Hollow"' in (tmp_path / "out.jsonl").read_text("utf-8")


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="reads Linux' table of sockets")
@pytest.mark.parametrize("by", ["itself", "a proxy"])
def test_nothing_listens_while_a_visit_runs(by: str) -> None:
    seen: list[tuple[int, set[str]]] = []

    def respond(asked: Asked) -> None:
        inodes = _sockets_of_children()
        seen.append((len(inodes), inodes & _listening()))

    told = {"spider": "rss", "delay": 0, "allow_private": True}
    with serving(Site(respond=respond)) as site, proxying(Socks({"a.example": urlsplit(site.url).port or 0})) as proxy:
        through = {**told, "url": "http://a.example/", "proxy": proxy.url}
        visit({"it": {**told, "url": site.url} if by == "itself" else through})
    assert seen
    assert all(count and not listens for count, listens in seen)


def _sockets_of_children() -> set[str]:
    """Inodes of the sockets that child processes of this one hold."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if int((process / "stat").read_text("utf-8").rpartition(") ")[2].split()[1]) == os.getpid():
                links = [str(fd.readlink()) for fd in (process / "fd").iterdir()]
                found |= {link[8:-1] for link in links if link.startswith("socket:[")}
        except FileNotFoundError:  # it ended meanwhile, or closed a file
            continue
    return found


def _listening() -> set[str]:
    """Inodes of all sockets in state LISTEN."""
    tables = [table for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")) if table.exists()]
    rows = [line.split() for table in tables for line in table.read_text("ascii").splitlines()[1:]]
    return {row[9] for row in rows if row[3] == "0A"}
