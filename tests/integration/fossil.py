"""Fossil's forum, from Debian's package."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

SPIDER = "fossil"
PATH = "/forum"


def install(cache: Path) -> None:
    """Unpack fossil and the library it needs from the distribution's packages."""
    if (cache / "usr" / "bin" / "fossil").exists():
        return
    subprocess.run(["apt-get", "download", "fossil", "libfuse2"], cwd=cache, check=True, capture_output=True)
    for package in cache.glob("*.deb"):
        subprocess.run(["dpkg", "-x", str(package), str(cache)], check=True)


def start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """A new repository whose forum takes posts from anybody."""
    cache = Path(os.environ["LEAKSCAN_INTEGRATION_CACHE"])
    library = next(cache.rglob("libfuse.so.2")).parent
    env = {**os.environ, "LD_LIBRARY_PATH": str(library), "HOME": str(folder), "USER": "root"}
    fossil, repository = str(cache / "usr" / "bin" / "fossil"), str(folder / "r.fossil")
    subprocess.run([fossil, "init", repository], env=env, check=True, capture_output=True)
    subprocess.run(
        [fossil, "user", "capabilities", "nobody", "ghjorz234567", "-R", repository],
        env=env,
        check=True,
        capture_output=True,
    )
    return subprocess.Popen(
        [fossil, "server", "--localhost", "--port", str(port), repository],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def seed(url: str, threads: list[tuple[str, list[str]]]) -> None:
    """Make the threads, each reply to the first post."""
    for title, posts in threads:
        first = _post(url, "forume1", {"title": title, "content": posts[0]})
        for text in posts[1:]:
            _post(url, "forume2", {"fpid": first, "reply": "1", "content": text})


def reply(url: str, text: str) -> None:
    """Answer in the oldest thread that the list shows."""
    page = urlopen(f"{url}/forum", timeout=10).read().decode()  # noqa: S310  # loopback
    _post(url, "forume2", {"fpid": re.findall(r"/forumpost/([0-9a-f]+)", page)[-1], "reply": "1", "content": text})


def _post(url: str, path: str, values: dict[str, str]) -> str:
    data = urlencode({**values, "mimetype": "text/x-markdown", "submit": "Submit"}).encode()
    request = Request(f"{url}/{path}", data, {"Referer": f"{url}/{path}"})  # noqa: S310  # loopback
    with urlopen(request, timeout=10) as answer:  # noqa: S310  # as above
        return str(answer.url).rpartition("/")[2].partition("#")[0]
