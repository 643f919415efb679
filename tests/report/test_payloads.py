"""Three hundred payloads in every field of a report leave its page as it is: parsed as browsers do, and in one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser

from leakscan.model import Severity, Status, Verdict
from leakscan.report import Disclosure, Report, write_disclosure, write_report
from leakscan.report.disclosure import Finding
from leakscan.report.records import Case, Client, Coverage, SourceState
from tests.hostile import sample, unsafe
from tests.web.payloads import PAYLOADS

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def report(text: str) -> Report:
    """A report in which every text a stranger or a colleague can write is this one."""
    case = Case(
        7, text, text, Verdict.CLIENT_LIST, Severity.HIGH, 3, 2, (Status.NEW, Status.CONFIRMED), NOW, NOW, text, 5.5
    )
    return Report(
        since=NOW - timedelta(days=30),
        until=NOW,
        revealed=True,
        hits=dict.fromkeys(reversed(Severity), 2),
        mentions=1,
        dismissed=1,
        cases=(case, replace(case, incident=8, hours_left=None)),
        more_cases=1,
        coverage=(Coverage(text, 3, 9), Coverage(text, 0, 0)),
        clients=(Client(text, text, 2, Severity.LOW, NOW),),
        more_clients=2,
        sources=(SourceState(text, text, NOW, text), SourceState(text, "ok", None, "")),
        incomplete_runs=1,
        daily={(NOW - timedelta(days=n)).date(): {Severity.HIGH: n, Severity.LOW: 1} for n in range(9)},
    )


def disclosure(text: str) -> Disclosure:
    finding = Finding(NOW, None, text, (text, text), text, text)
    return Disclosure(text, NOW - timedelta(days=30), NOW, (finding, replace(finding, posted_at=NOW)))


def pages(text: str) -> tuple[str, str]:
    return write_report(report(text), "html"), write_disclosure(disclosure(text), "html")


def shape(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every element and the names of its attributes, in the order of the document, as an HTML5 parser sees them."""
    root = LexborHTMLParser(page).root
    assert root is not None
    return [(str(node.tag), tuple(sorted(node.attributes))) for node in root.traverse()]


PLAIN = tuple(shape(page) for page in pages("plain"))


def test_no_payload_in_any_field_changes_an_element_or_an_attribute() -> None:
    assert len(PAYLOADS) >= 300
    for payload in (*PAYLOADS, *sample(60)):
        for page, plain in zip(pages(payload), PLAIN, strict=True):
            assert shape(page) == plain, payload
            assert unsafe(page) == [], payload


def test_no_attribute_holds_what_a_stranger_wrote_or_leads_elsewhere() -> None:
    for page in pages("sentinel"):
        root = LexborHTMLParser(page).root
        assert root is not None
        for node in root.traverse():
            for name, value in node.attributes.items():
                assert name not in {"href", "src", "style", "action", "srcset"}, (node.tag, name)
                assert not name.startswith("on")
                assert "sentinel" not in (value or ""), (node.tag, name)


def test_the_policy_lets_nothing_run_and_nothing_be_fetched() -> None:
    for page in pages("plain"):
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        policy = unescape(policy)
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
        assert "<script" not in page


def test_the_bars_of_the_days_stand_on_each_other_within_the_chart() -> None:
    from leakscan.report.drawing import HEIGHT, WIDTH, bars

    for days in (1, 30, 120, 400, 4_000):
        first = NOW.date() - timedelta(days=days - 1)
        drawn = bars(
            {first: {Severity.HIGH: 3, Severity.LOW: 1}, NOW.date(): {Severity.CRITICAL: 9}}, first, NOW.date()
        )
        assert drawn
        assert all(bar.y >= 0 and bar.y + bar.height <= HEIGHT + 0.2 and 0 <= bar.x < WIDTH for bar in drawn), days
        same = [(low, high) for low, high in pairwise(drawn) if low.x == high.x]
        assert all(abs(high.y + high.height - low.y) < 0.2 for low, high in same)


@pytest.mark.integration
@pytest.mark.timeout(1_800)
def test_in_a_browser_nothing_of_it_runs_or_is_fetched(tmp_path: object) -> None:
    pytest.importorskip("playwright", reason="make .venv/.installed-dev")
    from playwright.sync_api import sync_playwright

    from tests.web.chromium import chromium

    with sync_playwright() as playwright, chromium(playwright) as browser:
        page = browser.new_page()
        wrong: list[str] = []
        page.on("request", lambda request: None if request.url == "about:blank" else wrong.append(request.url))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        for payload in PAYLOADS:
            for written, plain in zip(pages(payload), PLAIN, strict=True):
                page.set_content(written)
                found = page.evaluate("() => [...document.querySelectorAll('*')].map(e => e.localName)")
                assert found == [tag for tag, _ in plain if not tag.startswith("-")], payload
                assert wrong == [], payload
