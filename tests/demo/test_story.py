from __future__ import annotations

from pathlib import Path

from leakscan.demo.outcome import judge
from leakscan.demo.run import Demo
from leakscan.demo.story import story
from leakscan.model import Hit, Severity
from leakscan.output.formats import Style
from tests.demo.test_outcome import FOUND, PAGES, hit


def told(*hits: Hit, problems: tuple[str, ...] = ()) -> str:
    return "\n".join(story(Demo(1, judge(PAGES, hits, set(PAGES), problems), 9), Path("my demo"), Style()))


def test_a_good_end_tells_finds_decoys_and_real_commands() -> None:
    text = told(FOUND)
    assert f"leaked list of 9 clients: high client-list, hit {FOUND.id}" in text
    assert "1 news article, 1 naming up to 3 of your clients: not alerted on" in text
    assert f"leakscan --workspace 'my demo' hits show {FOUND.id}" in text
    assert "9 clients were looked for on 3 pages of a paste site and a forum. The list has surfaced:" in text
    assert "WRONG" not in text
    assert "NOT FOUND" not in text


def test_a_bad_end_says_what_differs() -> None:
    text = told(hit("u2", Severity.HIGH), problems=("forum: refused",))
    assert "NOT FOUND: leaked list, the leak" in text
    assert "WRONGLY ALERTED ON: u2" in text
    assert "INCOMPLETE: forum: refused" in text
    assert "1 ALERTED ON" in text


def test_nothing_found_is_said() -> None:
    assert "Nothing was found." in told()
