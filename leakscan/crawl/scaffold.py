"""`leakscan source new`: a spider, saved pages, refusals too, and tests that fail until they are real."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from string import Template

from leakscan.errors import UsageError

ENGINES = ("paste", "forum", "api")
_KINDS = {"html": "text/html; charset=utf-8", "json": "application/json", "txt": "text/plain; charset=utf-8"}
_PAGES = {  # by what stands behind the site's address: the file and its template, the list first
    "paste": {"recent": ("list.html", "paste.list.tmpl"), "raw/paste0001": ("item.txt", "paste.item.tmpl")},
    "forum": {
        "": ("list.html", "forum.list.tmpl"),
        "thread/1": ("thread.html", "forum.item.tmpl"),
        "thread/1?page=2": ("thread-2.html", "forum.more.tmpl"),
    },
    "api": {"api/recent": ("list.json", "api.list.tmpl"), "api/raw/item0001": ("item.txt", "api.item.tmpl")},
}
_CASES = {  # status, health, and the check that tells
    "item": (200, "ok", None),
    "empty": (200, "empty", None),
    "refusal": (403, "refused", "denied"),
    "challenge": (403, "challenge", "cloudflare"),
    "login-wall": (200, "login-wall", "login-form"),
    "html-instead": (200, "markup-changed", "format"),
    "error-with-200": (200, "refused", "server-error"),
}
_NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")


def checkout(start: Path) -> Path:
    """The checkout of leakscan that a folder lies in.

    Raises:
        UsageError: there is none: spiders are written where their tests are.
    """
    for folder in (start, *start.parents):
        config = folder / "scrapy.cfg"
        if (
            config.is_file()
            and "leakscan.crawl.settings" in config.read_text("utf-8")
            and (folder / "spiders").is_dir()
        ):
            return folder
    raise UsageError(
        "a spider is written in a checkout of leakscan (the folder with scrapy.cfg and spiders/); go there"
    )


def write_spider(root: Path, name: str, engine: str, url: str) -> list[Path]:
    """Write ``spiders/NAME.py`` and saved visits, of which the first has an expectation that does not hold yet.

    Returns:
        The files, the spider first.

    Raises:
        UsageError: the name is none, is taken, or the engine is unknown.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} is no name for a spider: lower-case letters, digits and '_', beginning with a letter"
        )
    if engine not in ENGINES:
        raise UsageError(f"no engine {engine!r}; there are: {', '.join(ENGINES)}")
    spider, folder = root / "spiders" / f"{name}.py", root / "tests" / "fixtures" / "spiders" / name
    if spider.exists() or folder.exists():
        raise UsageError(f"{spider if spider.exists() else folder} is there already; take another name")
    words = {"name": name, "title": name.replace("_", " ").capitalize(), "url": url.rstrip("/") + "/"}
    words["class_name"] = "".join(part.capitalize() for part in name.split("_"))
    code = (spider, _template(f"{engine}.py.tmpl", words))
    saved = [file for case in _CASES for file in _visit(folder / case, engine, words)]
    return [_write(path, text) for path, text in (code, *saved)]


def _visit(folder: Path, engine: str, words: dict[str, str]) -> list[tuple[Path, str]]:
    """A saved visit: the pages, what asks for them, and what is to come of it: nothing, which is true of no item."""
    status, health, check = _CASES[folder.name]
    shown = _PAGES[engine]
    if folder.name == "empty":
        shown = {path: (file, f"{engine}.empty.tmpl") for path, (file, _) in list(shown.items())[:1]}
    elif check is not None:
        shown = {next(iter(shown)): (f"{folder.name}.html", f"answers/{folder.name}.html")}
    at = re.sub(r"^https?://[^/]+", "", words["url"])
    meta = {
        "url": words["url"],
        "responses": {at + path: _answer(file, status) for path, (file, _) in shown.items()},
        "health": health,
        "check": check,
    }
    nothing: dict[str, object] = {"documents": [], "cursor": {}, "seen": []}
    told = {"meta.json": meta, "output.json": nothing}
    return [
        *((folder / "inputs" / file, _template(template, words)) for file, template in shown.values()),
        *((folder / file, json.dumps(value, indent=1) + "\n") for file, value in told.items()),
    ]


def _answer(file: str, status: int) -> dict[str, object]:
    return {"file": file, "status": status, "headers": {"Content-Type": _KINDS[file.rpartition(".")[2]]}}


def _template(name: str, words: dict[str, str]) -> str:
    text = files("leakscan.crawl").joinpath("templates", name).read_text("utf-8")
    return Template(text).substitute(words)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
