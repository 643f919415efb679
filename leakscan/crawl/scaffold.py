"""`leakscan source new`: a spider, a saved page and a test that fails until both are real."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from string import Template

from leakscan.errors import UsageError

ENGINES = ("paste", "forum", "api")
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
    """Write ``spiders/NAME.py`` and a saved visit with an expectation that does not hold yet.

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
    spider, case = root / "spiders" / f"{name}.py", root / "tests" / "fixtures" / "spiders" / name / "item"
    if spider.exists() or case.exists():
        raise UsageError(f"{spider} is there already; take another name")
    words = {"name": name, "title": name.replace("_", " ").capitalize(), "url": url.rstrip("/") + "/"}
    words["class_name"] = "".join(part.capitalize() for part in name.split("_"))
    return [_write(path, text) for path, text in _texts(spider, case, engine, words)]


def _texts(spider: Path, case: Path, engine: str, words: dict[str, str]) -> list[tuple[Path, str]]:
    page = {"paste": "list.html", "forum": "list.html", "api": "list.json"}[engine]
    item = {"paste": "item.txt", "forum": "thread.html", "api": "item.txt"}[engine]
    kinds = {"html": "text/html; charset=utf-8", "json": "application/json", "txt": "text/plain; charset=utf-8"}
    paths = {"paste": ("recent", "raw/a1"), "forum": ("latest", "thread/1"), "api": ("api/recent", "api/raw/a1")}[
        engine
    ]
    at = re.sub(r"^https?://[^/]+", "", words["url"])
    answers = {
        at + path: {"file": name, "headers": {"Content-Type": kinds[name.rsplit(".", 1)[1]]}}
        for path, name in zip(paths, (page, item), strict=True)
    }
    meta = {"url": words["url"], "responses": answers, "health": "ok", "check": None}
    nothing: dict[str, object] = {"documents": [], "cursor": {}, "seen": []}
    return [
        (spider, _template(f"{engine}.py.tmpl", words)),
        (case / "inputs" / page, _template(f"{engine}.list.tmpl", words)),
        (case / "inputs" / item, _template(f"{engine}.item.tmpl", words)),
        (case / "meta.json", json.dumps(meta, indent=1) + "\n"),
        (case / "output.json", json.dumps(nothing, indent=1) + "\n"),
    ]


def _template(name: str, words: dict[str, str]) -> str:
    text = files("leakscan.crawl").joinpath("templates", name).read_text("utf-8")
    return Template(text).substitute(words)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
