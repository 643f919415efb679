"""Fifty secrets in every place that takes one: none in any byte that is written, whatever fails."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from leakscan.store import open_store
from tests.cli.hostile import ROOT, run_all
from tests.crawl.site import Reply, Site, serving
from tests.crawl.workspace import CLIENTS

pytestmark = pytest.mark.long

SECRETS = tuple(f"cnry{n:02}+Zq/7w" for n in range(50))
LEAK = "name,accounts\n" + "".join(f"{name},{n}\n" for n, name in enumerate(CLIENTS))
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>
<item><guid>1</guid><title>list</title><link>{url}leak</link><description>{text}</description></item></channel></rss>"""
LOOKS = (  # what is said about sources, the homes of secrets, failures and hits, once a crawl has been made
    ("doctor",), ("source", "list"), ("source", "list", "--json"), ("alert", "test"), ("alert", "list"),
    ("runs", "list"), ("runs", "show", "1"), ("runs", "show", "1", "--json"), ("schedule",),
    ("schedule", "--systemd"), ("hits", "list"), ("hits", "list", "--json", "--reveal"), ("report", "--reveal"),
    ("report", "--format", "html"), ("report", "--format", "json"), ("verify",), ("watchlist", "check", "x.csv"),
    ("hits", "export", "--format", "stix", "-o", "hits.stix"), ("hits", "export", "--format", "sarif", "--reveal"),
)  # fmt: skip


def _source(name: str, url: str, more: str) -> str:
    told = f'[source.{name}]\nspider = "rss"\nurl = "{url}"\ndelay = 0\nallow_private = true\nmax_pages = 5\n'
    return f"{told}{more}\n"


def _toml(site: str, folder: Path, secrets: Iterator[str]) -> tuple[str, dict[str, str]]:
    """A configuration that has all of them: cookies and alert targets by reference, proxies' passwords in the clear."""
    surroundings: dict[str, str] = {}
    text = '[watchlist.acme]\npath = "watchlists/acme.csv"\n'
    pages = ("feed", "missing", "refused", "round", "garbage", "empty", "drip")
    for number in range(14):
        surroundings[f"COOKIE_{number}"] = f"session={next(secrets)}"
        text += _source(f"env-{number}", f"{site}{pages[number % 7]}", f'cookie = "env:COOKIE_{number}"')
    for number in range(6):
        (folder / f"cookie-{number}").write_text(f"session={next(secrets)}\n")
        text += _source(f"file-{number}", f"{site}{pages[number]}", f'cookie = "file:cookie-{number}"')
    for number in range(5):
        user, password = next(secrets), next(secrets)
        proxy = f"http://{quote(user, safe='')}:{quote(password, safe='')}@{site[7:].rstrip('/')}"
        text += _source(f"proxy-{number}", f"{site}{pages[number]}", f'proxy = "{proxy}"')
    targets = []
    for number in range(5):
        user, password, path, token = (quote(next(secrets), safe="") for _ in range(4))
        surroundings[f"TARGET_{number}"] = f"json://{user}:{password}@{site[7:]}{path}?-token={token}"
        targets.append(f'"env:TARGET_{number}"')
    return f'{text}[alerts]\nurls = [{", ".join(targets)}]\nmin_severity = "info"\n', surroundings


def _told(secret: str) -> set[bytes]:
    """The ways in which a secret may stand somewhere."""
    plain = secret.encode()
    pair = {base64.b64encode(plain), base64.b64encode(b"session=" + plain), base64.urlsafe_b64encode(plain)}
    return {plain, quote(secret, safe="").encode(), quote(secret).encode(), plain.hex().encode(), *pair}


@pytest.mark.timeout(600)
def test_fifty_secrets_are_in_no_byte_that_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "watchlists").mkdir()
    (tmp_path / "watchlists" / "acme.csv").write_text("name\n" + "".join(f"{name}\n" for name in CLIENTS))
    secrets = iter(SECRETS)
    pages: dict[str, Reply | bytes] = {
        "/garbage": b"\x00\xff" * 99,
        "/empty": b"",
        "/leak": LEAK.encode(),
        "/refused": Reply(b"no", 403),
    }
    site = Site({**pages, "/round": Reply(b"", 302, {"Location": "/round"}), "/drip": Reply(b"x", 500)})
    with serving(site) as served:
        feed = FEED.format(url=served.url, text=LEAK.replace("\n", "&#10;"))
        served.pages["/feed"] = Reply(feed.encode(), 200, {"Content-Type": "application/rss+xml"})
        toml, surroundings = _toml(served.url, tmp_path, secrets)
        assert next(secrets, None) is None, "all fifty have a place"
        (tmp_path / "leakscan.toml").write_text(toml)
        known = set(tmp_path.rglob("*"))
        for name, value in {**surroundings, "HOME": str(tmp_path)}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(tmp_path)
        said = _crawled(tmp_path) + "".join(run_all(tmp_path, LOOKS, terminal=False)[:2]).encode()
        with open_store(tmp_path / "leakscan.db") as store:
            assert store.hits(), "there was something to write about"
        assert sum("cookie" in asked.headers for asked in served.asked) > 10, "and the secrets were used"
        assert sum("proxy-authorization" in asked.headers for asked in served.asked) > 2
        assert b"env:TARGET_4: not delivered" in said
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path not in known]
    assert len(written) > 3
    everything = b"\n".join([said, *written])
    assert [secret for secret in SECRETS if any(way in everything for way in _told(secret))] == []


def _crawled(folder: Path) -> bytes:
    command = [sys.executable, "-m", "leakscan", "--workspace", str(folder), "crawl"]
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([*command, "--log", "crawl.log"], env=surroundings, capture_output=True, check=False)
    assert done.returncode == 3, done.stderr[-2_000:]
    assert b"fault in leakscan" not in done.stderr, done.stderr[-2_000:]
    return done.stdout + done.stderr


def test_a_fault_tells_where_it_was_and_not_what_was_held(tmp_path: Path) -> None:
    """A traceback names lines of the program; the values in them, a secret among them, are not shown."""
    (tmp_path / "leakscan.toml").write_text('[alerts]\nurls = ["env:TARGET"]\n')
    code = (
        "import leakscan.secret as s\n"
        "def broken(*_, **__):\n    value = __import__('os').environ['TARGET']; return 1 / (len(value) - len(value))\n"
        "import leakscan.workspace as w; w.find_workspace = broken\n"
        f"from leakscan.cli import app; app(['--workspace', {str(tmp_path)!r}, 'report'])"
    )
    told = os.environ | {"TARGET": SECRETS[0], "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=told, capture_output=True, text=True, check=False)
    assert (done.returncode, "fault in leakscan" in done.stderr) == (3, True)
    assert SECRETS[0] not in done.stdout + done.stderr
