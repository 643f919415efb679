"""What the forums under test have in common: a server that starts empty and is filled by its own software."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, NamedTuple

from tests.integration.place import call, server


class Post(NamedTuple):
    """One post; ``at`` is a Unix time."""

    author: str
    at: int
    text: str


class Thread(NamedTuple):
    """A thread, or more posts for the one of that title."""

    title: str
    posts: list[Post]


class Target:
    """A forum in a folder of its own.

    Attributes:
        spider: the spider that reads it.
        path: where its front page is.
        dated: whether posts can be given a time and an author; where not, they are written now, by the software's own.
    """

    spider: ClassVar[str]
    path: ClassVar[str] = "/"
    dated: ClassVar[bool] = True

    def __init__(self, folder: Path, software: Path, port: int) -> None:
        self.folder, self.software, self.port = folder, software, port

    def running(self) -> object:
        """A context in which the server runs."""
        raise NotImplementedError

    def add(self, threads: list[Thread]) -> None:
        """Make the threads, or write on in those that exist."""
        raise NotImplementedError


class DjangoTarget(Target):
    """A forum made with Django: ``settings`` names its module, ``seed`` is a script that writes ``threads``."""

    settings: ClassVar[str] = "settings"
    seed: ClassVar[str]

    def prepare(self) -> None:
        """Write what the project needs into its folder."""
        raise NotImplementedError

    @property
    def home(self) -> Path:
        """The project's folder."""
        return self.folder

    def django(self, *command: str) -> None:
        """Run a command of the project."""
        call(self.home, [str(self.software / "python"), "-m", "django", *command], **self._told)

    @contextmanager
    def running(self) -> Iterator[None]:
        self.prepare()
        self.django("migrate")
        command = [str(self.software / "python"), "-m", "django", "runserver", "--noreload", "--insecure"]
        with server(self.port, [*command, f"127.0.0.1:{self.port}"], self.home, **self._told):
            yield

    def add(self, threads: list[Thread]) -> None:
        (self.home / "threads.json").write_text(json.dumps(threads), "utf-8")
        begin = "import json, datetime, django\ndjango.setup()\nthreads = json.load(open('threads.json'))\n"
        at = "def at(seconds): return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)\n"
        call(self.home, [str(self.software / "python"), "-c", begin + at + self.seed], **self._told)

    @property
    def _told(self) -> dict[str, str]:
        return {"DJANGO_SETTINGS_MODULE": self.settings}
