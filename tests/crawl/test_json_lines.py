from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

import pytest

from leakscan.crawl.json_lines import FIELDS, JsonLines
from leakscan.crawl.logs import is_json
from tests.crawl.feeds import pastes
from tests.crawl.site import Site, serving
from tests.crawl.visiting import visit


def test_a_log_named_so_is_json_and_tells_each_visit_and_no_content(tmp_path: Path) -> None:
    log = tmp_path / "crawl.jsonl"
    with serving(Site(pastes(1, 2, text="Maple Hollow Police {}"))) as site:
        source = {"spider": "pastebin", "delay": 0, "allow_private": True}
        sources = {"good": {**source, "url": site.url}, "dark": {**source, "url": f"{site.url}nowhere/"}}
        visit(sources, log=str(log))
    lines = [json.loads(line) for line in log.read_text("ascii").splitlines()]
    visits = {line["leakscan.source"]: line for line in lines if line.get("event.action") == "visit"}
    assert (visits["good"]["event.outcome"], visits["good"]["leakscan.documents"]) == ("success", 2)
    assert (visits["dark"]["event.outcome"], visits["dark"]["leakscan.health"]) == ("failure", "gone")
    assert all({"@timestamp", "log.level", "log.logger", "message"} <= line.keys() for line in lines)
    assert any(line["log.logger"].startswith("scrapy") for line in lines)
    assert "Maple Hollow" not in log.read_text()


def test_a_record_is_one_line_whatever_it_says() -> None:
    try:
        int("a\nb\x1b[31m")
    except ValueError:
        fault = sys.exc_info()
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "said %s", ("\n\x9b\u202e",), fault)
    setattr(record, FIELDS, {"leakscan.source": "\ud800"})
    line = JsonLines().format(record)
    assert line.isascii()
    assert line.isprintable()
    told = json.loads(line)
    assert told["message"] == "said \n\x9b\u202e"
    assert told["error.type"] == "ValueError"
    assert "Traceback" in told["error.stack_trace"]


def test_the_environment_can_ask_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_json(Path("/dev/stderr"))
    monkeypatch.setenv("LEAKSCAN_LOG_FORMAT", "json")
    assert is_json(Path("/dev/stderr"))
