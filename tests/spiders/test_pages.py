"""Every spider over its saved pages. A new spider is tested by adding a folder beside the others, and fails without."""

from __future__ import annotations

import inspect
import json
import statistics
import sys

import pytest

from leakscan.crawl.process import spiders
from leakscan.model import Health
from tests.spiders.replay import FIXTURES, Case, Met, cases, output_of, replay

SPIDERS = sorted(name for name, spider in spiders().items() if not spider.local)
CASES = [case for spider in SPIDERS for case in cases(spider)]
WANTED = ("item", "second-visit", "empty", "refusal", "challenge", "login-wall", "html-instead", "error-with-200")


def test_there_are_many_spiders_and_they_are_small() -> None:
    files = {spider.__module__: spider for spider in spiders().values()}
    lines = [len(inspect.getsource(sys.modules[module]).splitlines()) for module in files]
    assert len(files) == len(spiders()) >= 28, "one a file"
    assert statistics.median(lines) <= 90


@pytest.mark.parametrize("spider", SPIDERS)
def test_every_spider_has_its_pages(spider: str) -> None:
    names = {case.folder.name for case in cases(spider)}
    assert not [wanted for wanted in WANTED if wanted not in names], f"save pages in {FIXTURES / spider}"


@pytest.mark.parametrize("spider", SPIDERS)
def test_every_spider_has_a_second_page(spider: str) -> None:
    """Saved, and asked for: the next page of a list or thread, another list that the first one names, an archive."""
    met: list[Met] = []
    for case in cases(spider):
        replay(case, met=met)
    read = [m for m in met if m.response.status == 200]
    assert [m for m in read if m.request.cb_kwargs["told"].listing], "a list"
    assert [m for m in read if m.documents], "what it lists"
    further = [m for m in read if m.request.meta.get("depth_reset") and not _is_first(m)]
    further += [m for m in read if m.led_to and not m.request.cb_kwargs["told"].listing]
    assert bool(further) or not spiders()[spider].paged


def _is_first(m: Met) -> bool:
    return m.request.cb_kwargs["told"].listing and not any(m.request.cb_kwargs["told"].passed.values())


@pytest.mark.parametrize("folder", sorted(path.name for path in FIXTURES.iterdir()))
def test_every_folder_of_pages_has_its_spider(folder: str) -> None:
    assert folder in SPIDERS


@pytest.mark.parametrize("case", CASES, ids=str)
def test_saved_pages(case: Case) -> None:
    visit = replay(case)
    told = {found.check for found in visit.findings}
    assert visit.health is Health(case.meta["health"]), visit.detail
    assert case.meta["check"] in told if case.meta.get("check") else not told, visit.findings
    assert (visit.gap is not None) is case.meta.get("gap", False)
    if visit.health is Health.OK:
        assert bool(visit.problems) is case.meta.get("incomplete", False), visit.problems
    expected = case.folder / "output.json"
    if not expected.exists():
        expected.write_text(json.dumps(output_of(visit), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        pytest.fail(f"wrote {expected}: read it, and run again if it is right")
    assert output_of(visit) == json.loads(expected.read_text("utf-8"))


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.meta["health"] != "ok" and not case.meta.get("partial")], ids=str
)
def test_a_dark_source_leaves_its_cursor_alone(case: Case) -> None:
    assert output_of(replay(case))["cursor"] == case.meta.get("cursor", {})
