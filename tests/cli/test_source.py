from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from leakscan.cli import app
from leakscan.crawl.scaffold import ENGINES, write_spider
from leakscan.errors import UsageError
from tests.crawl.feeds import feed, pastes
from tests.crawl.site import Site, serving
from tests.crawl.workspace import ROOT, run, workspace

pytestmark = pytest.mark.long

typed = CliRunner()


def test_list_before_and_after_a_visit(tmp_path: Path) -> None:
    with serving(Site({"/feed": feed("a")})) as site:
        folder = workspace(tmp_path / "w", ("news", "rss", site.url + "feed"), ("dark", "rss", site.url + "none"))
        before = typed.invoke(app, ["source", "list", "--workspace", str(folder)])
        assert run(folder, "crawl").returncode == 3
    assert before.exit_code == 0
    assert "never" in before.stdout
    after = typed.invoke(app, ["source", "list", "--json", "--workspace", str(folder)])
    rows = {row["source"]: row for row in map(json.loads, after.stdout.splitlines())}
    assert (rows["news"]["health"], rows["dark"]["health"]) == ("ok", "gone")
    assert rows["news"]["every"] == 1800
    table = typed.invoke(app, ["source", "list", "--workspace", str(folder)]).stdout
    assert table.splitlines()[0].split() == ["SOURCE", "SPIDER", "EVERY", "LAST", "VISIT", "HEALTH", "URL"]


def test_spiders_are_listed() -> None:
    told = typed.invoke(app, ["source", "spiders"]).stdout
    assert {line.split()[0] for line in told.splitlines()} >= {"discourse", "pastebin", "rss"}


def test_trying_a_source_keeps_nothing(tmp_path: Path) -> None:
    with serving(Site(pastes(1, 2))) as site:
        folder = workspace(tmp_path / "w", ("paste", "pastebin", site.url), ("dark", "rss", site.url))
        good, dark = run(folder, "source", "test", "paste"), run(folder, "source", "test", "dark")
    assert good.returncode == 0, good.stderr
    assert good.stdout.startswith("paste: ok (3 pages, 2 documents)")
    assert site.url + "key00001" in good.stdout
    assert dark.returncode == 3
    assert dark.stdout.startswith("dark: gone")
    assert not (folder / "leakscan.db").exists()


def test_an_unknown_source_is_a_usage_error(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", ("news", "rss", "https://news.example/feed"))
    done = typed.invoke(app, ["source", "test", "nws", "--workspace", str(folder)])
    assert done.exit_code == 2
    assert "there are: news" in done.stderr


def test_new_refuses_outside_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = typed.invoke(app, ["source", "new", "some_site"])
    assert done.exit_code == 2
    assert "checkout" in done.stderr


@pytest.mark.parametrize("name", ["Upper", "../up", "a", "with-dash", "class name"])
def test_new_refuses_names_that_are_none(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="no name for a spider"):
        write_spider(tmp_path, name, "paste", "https://site.example/")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a spider's tests need, with a new spider of each engine."""
    root = tmp_path_factory.mktemp("checkout")
    ignored = shutil.ignore_patterns("__pycache__", "worlds")
    for name in ("leakscan", "spiders", "tests/spiders", "tests/crawl", "tests/fixtures/spiders/rss"):
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    for name in ("scrapy.cfg", "pyproject.toml", "tests/__init__.py"):
        shutil.copy(ROOT / name, root / name)
    for engine in ENGINES:
        command = ["leakscan", "source", "new", f"new_{engine}", "--engine", engine, "https://new.example/x/"]
        env = {"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"}
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=root, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[0] == f"spiders/new_{engine}.py"
    return root


def _pytest(root: Path, *files: str) -> subprocess.CompletedProcess[str]:
    tests = [f"tests/spiders/test_{name}.py" for name in files]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests, "-k", "new_"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_the_walk_from_a_scaffold_to_a_spider(checkout: Path) -> None:
    """As docs/sources.md tells it: the tests say what is missing, until nothing is."""
    pages = checkout / "tests/fixtures/spiders"
    before = _pytest(checkout, "pages")
    failed = {line.split()[1] for line in before.stdout.splitlines() if line.startswith("FAILED")}
    assert failed == {
        f"tests/spiders/test_pages.py::test_{name}"
        for engine in ENGINES
        for name in (f"saved_pages[new_{engine}-item]", f"every_spider_has_its_pages[new_{engine}]")
    }
    for engine in ENGINES:
        item = pages / f"new_{engine}" / "item"
        for page in (item / "inputs").iterdir():
            page.write_text(page.read_text("utf-8").replace("replace this", "a real"), "utf-8")
        (item / "output.json").unlink()
    assert "read it, and run again if it is right" in _pytest(checkout, "pages").stdout
    for engine in ENGINES:
        item, again = pages / f"new_{engine}" / "item", pages / f"new_{engine}" / "second-visit"
        brought = json.loads((item / "output.json").read_text("utf-8"))
        assert "a real" in brought["documents"][0]["text"]
        shutil.copytree(item, again)
        meta = json.loads((again / "meta.json").read_text("utf-8"))
        meta |= {"cursor": brought["cursor"], "seen": brought["seen"]}
        (again / "meta.json").write_text(json.dumps(meta), "utf-8")
        (again / "output.json").unlink()
    _pytest(checkout, "pages")
    for engine in ENGINES:
        assert json.loads((pages / f"new_{engine}/second-visit/output.json").read_text("utf-8"))["documents"] == []
    after = _pytest(checkout, "pages", "answers", "layouts", "manners", "generic")
    assert after.returncode == 0, after.stdout


def test_a_written_spider_is_clean(checkout: Path) -> None:
    files = [str(checkout / "spiders" / f"new_{engine}.py") for engine in ENGINES]
    for command in (["ruff", "check", "-q"], ["ruff", "format", "--check", "-q"]):
        done = subprocess.run(
            [sys.executable, "-m", *command, *files], cwd=checkout, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout
    assert all(len(Path(path).read_text("utf-8").splitlines()) <= 90 for path in files)
