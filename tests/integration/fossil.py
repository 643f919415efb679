"""Fossil's forum: a repository whose forum takes posts from anybody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from tests.integration.place import call, server
from tests.integration.target import Target, Thread


class Forum(Target):
    """Posts are written by its own forms, so they are written now, by anonymous."""

    spider = "fossil"
    path = "/forum"
    dated = False

    def __init__(self, folder: Path, software: Path, port: int) -> None:
        super().__init__(folder, software, port)
        self.first: dict[str, str] = {}

    @contextmanager
    def running(self) -> Iterator[None]:
        repository, fossil, user = str(self.folder / "r.fossil"), str(self.software), {"USER": "root"}
        call(self.folder, [fossil, "init", repository], **user)
        call(self.folder, [fossil, "user", "capabilities", "nobody", "ghjorz234567", "-R", repository], **user)
        with server(
            self.port, [fossil, "server", "--localhost", "--port", str(self.port), repository], self.folder, **user
        ):
            yield

    def add(self, threads: list[Thread]) -> None:
        for title, posts in threads:
            for post in posts:
                if title in self.first:
                    self._send("forume2", {"fpid": self.first[title], "reply": "1", "content": post.text})
                else:
                    self.first[title] = self._send("forume1", {"title": title, "content": post.text})

    def _send(self, path: str, values: dict[str, str]) -> str:
        data = urlencode({**values, "mimetype": "text/x-markdown", "submit": "Submit"}).encode()
        url = f"http://127.0.0.1:{self.port}/{path}"
        with urlopen(Request(url, data, {"Referer": url}), timeout=10) as answer:  # loopback
            return str(answer.url).rpartition("/")[2].partition("#")[0]
