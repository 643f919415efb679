"""A headless Chromium (Debian's) and the real `leakscan serve`, for what only a browser can tell."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Playwright

ROOT = Path(__file__).parents[2]


@dataclass
class Served:
    """A running server, and the link that it printed last, which opens it once."""

    process: subprocess.Popen[str]
    link: str

    @property
    def base(self) -> str:
        found = re.match(r"https?://[^/]+", self.link)
        assert found
        return found[0]

    def printed(self) -> str:
        """The next link, which is printed when the last one was used."""
        self.link = _line(self.process)
        assert "/login?token=" in self.link, self.link
        return self.link


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    return process.stderr.readline().strip()


@contextmanager
def served(workspace: Path, *options: str) -> Iterator[Served]:
    """`leakscan serve` of a workspace, as a user starts it."""
    command = [sys.executable, "-m", "leakscan", "--workspace", str(workspace), "serve", "--port", "0", "--user", "ann"]
    with subprocess.Popen([*command, *options], cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert "open this in a browser" in _line(process)
            yield Served(process, _line(process))
        finally:
            process.terminate()
            process.wait()


@contextmanager
def chromium(playwright: Playwright, *options: str) -> Iterator[Browser]:
    """The browser; it lives as root in CI, where its sandbox can't."""
    path = shutil.which("chromium")
    assert path, "apt-get install chromium"
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *options])
    try:
        yield browser
    finally:
        browser.close()


@dataclass
class Watched:
    """A page and everything suspicious that happened in it: requests elsewhere, dialogs, errors, refusals by policy."""

    page: Page
    base: str
    elsewhere: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("dialog", self._asked_to_look)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self._said(message.type, message.text))

    def _asked_to_look(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _asked(self, url: str) -> None:
        if not url.startswith(self.base + "/"):
            self.elsewhere.append(url)

    def _said(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and "the server responded with a status of 4" not in text:
            self.errors.append(text)

    def clean(self) -> bool:
        return not (self.elsewhere or self.dialogs or self.errors)


def signed_in(browser: Browser, server: Served, **options: Any) -> BrowserContext:
    """A browser window that has followed a link of the server."""
    context = browser.new_context(**options)
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(server.link)
    assert page.title() == "Queue · leakscan"
    page.close()
    server.printed()
    return context
