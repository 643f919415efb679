"""An alert says in one glance what happened and what to do, and gives nothing away that it should not."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from leakscan.alerts import wording
from leakscan.alerts.composing import compose, digest, single
from leakscan.alerts.message import Content, loads
from leakscan.alerts.wording import Told
from leakscan.config import AlertsConfig
from leakscan.model import Evidence, Severity, Sighting
from leakscan.output.escape import printable
from leakscan.store import Kept, Store
from tests.alerts.making import a_leak, commit
from tests.store.making import CLIENTS

SCHEMA = json.loads(Path(wording.__file__).with_name("alert.schema.json").read_text(encoding="utf-8"))
SETTINGS = AlertsConfig(urls=("env:CHAT",))
TELLING = (
    "https://news.example/northwind-branch-7-leaked",
    "https://paste.example/q?c=Northwind%20Branch%207",
    "https://northwindbranch7.example/a",
    "https://user:pw@paste.example/NORTHWIND_BRANCH_7#x",
    "https://paste.example/n%C3%B6rthwind%2520branch%25207",
)


def told(store: Store, leak: Kept, settings: AlertsConfig = SETTINGS) -> Content:
    commit(store, leak)
    compose(store, "env:CHAT", settings)
    message = store.claim("env:CHAT")
    assert message is not None
    return loads(message.content)


def test_ten_seconds(store: Store) -> None:
    """Grave? What? Whose? How much? Where? Why? And now? Each has its line, and none is long."""
    content = told(
        store, a_leak(severity=Severity.CRITICAL), AlertsConfig(urls=("env:CHAT",), link="https://desk:8400/")
    )
    (hit,) = store.hits()
    assert content.title == "CRITICAL: acme's client list has surfaced (40 of 2,900 clients)"
    assert content.body.splitlines()[:5] == [
        "What: client-list of watchlist acme, score 0.998; incident 1, 1 document",
        "Where: hxxps://paste[.]example/a (source paste)",
        "When: seen 2026-11-22 18:00 UTC",
        "Why: 40 of the 44 rows of one table are clients (91 %)",
        f"Next: leakscan hits show {hit.id}",
    ]
    assert f"Or: https://desk:8400/hits/{hit.id}" in content.body.splitlines()
    assert max(map(len, content.body.splitlines())) < 110


def test_a_planted_client_is_said_first_with_its_copy(store: Store) -> None:
    content = told(store, a_leak(severity=Severity.CRITICAL, copies=["partner-b"]))
    assert "Planted client found of: copy partner-b" in content.body


def test_no_name_of_a_client_unless_asked_for(store: Store) -> None:
    leak = a_leak()
    (hit,) = leak.hits
    says = Evidence("figures", 3.0, "Northwind Branch 7 has 12 seats")
    leak = replace(leak, hits=(replace(hit, assessment=replace(hit.assessment, evidence=(says,))),))
    content = told(store, leak)
    assert "northwind" not in content.dumps().casefold()
    (stored,) = store.hits(with_matches=True)
    (alert, _), *_ = store.alerts()
    named = single(Told(alert, stored, 1, 40), AlertsConfig(names=True)).dumps()
    assert "Northwind Branch 12" in named
    assert "and 10 more" in named


@pytest.mark.parametrize("url", TELLING)
def test_an_address_that_names_a_client_is_not_told(store: Store, url: str) -> None:
    content = told(store, a_leak(url=url))
    assert "names a client" in content.body
    letters = re.sub(r"[\W_]", "", content.dumps().casefold())
    assert "northwindbranch" not in letters


def test_short_names_hide_an_address_only_as_words_of_their_own(store: Store) -> None:
    (hit,) = a_leak(clients=["ICE", "Gap"]).hits
    for url, hidden in (("https://a.example/notice", False), ("https://a.example/the-ICE-list", True)):
        seen = replace(hit.sighting, url=url)
        assert ("names a client" in wording.place(hit, seen, names=False)) is hidden


def test_nothing_in_it_is_a_link_to_where_the_leak_lies() -> None:
    (hit,) = a_leak().hits
    for url in (
        "https://paste.example/a?b=http://c.example",
        "HTTP://paste.example",
        "https://[bad",
        "ftp://x.example/a",
    ):
        where = wording.place(hit, replace(hit.sighting, url=url), names=False)
        assert "http" not in where.casefold()
        assert "paste.example" not in where.casefold()


HOSTILE = (
    "\x1b[2J\x1b]52;c;AAAA\x07",
    "\u202emoc.elpmaxe",
    "a\r\nSubject: spoofed\r\nX: y",
    "{{ app_id }}{% raw %}",
    "<!channel> @everyone <@U1> [x](http://evil.example)",
    "\x00\x9b31m\ud800",
    "x" * 5000,
    "<img src=x onerror=alert(1)>",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text_on_its_own_line(store: Store, hostile: str) -> None:
    leak = a_leak(url=f"https://paste.example/{hostile}")
    (hit,) = leak.hits
    sighting = replace(hit.sighting, title=hostile, author=hostile, source=f"forum{hostile}")
    assessment = replace(hit.assessment, watchlist=f"acme{hostile}", evidence=(Evidence("purity", 3.0, hostile),))
    leak = Kept(replace(leak.document, sighting=sighting), (replace(hit, sighting=sighting, assessment=assessment),))
    content = told(store, leak)
    for text in (content.title, *content.body.splitlines(), *content.fields.values()):
        assert text == printable(text)
        assert "\n" not in text
    assert len(content.body.splitlines()) == 7
    assert len(content.title) < 5200


def test_the_fields_are_as_documented(store: Store) -> None:
    def checked(content: Content) -> dict[str, Any]:
        envelope = {
            "version": "1.0",
            "title": content.title,
            "message": content.body,
            "type": "info",
            "attachments": [],
        }
        payload = {**envelope, **content.fields, "idempotency_key": "leakscan-1"}
        jsonschema.validate(payload, SCHEMA, format_checker=jsonschema.FormatChecker())
        return payload

    for text in ("a", "b"):
        commit(store, a_leak(text, CLIENTS[: 10 if text == "a" else 40], copies=["p"] * (text == "b")))
    told = [Told(alert, store.hit(alert.hit), 1, 3) for alert, _ in store.alerts()]
    assert [checked(single(one, SETTINGS))["kind"] for one in told] == ["new", "new"]
    gathered = checked(digest(told, "https://desk:1"))
    assert (gathered["kind"], gathered["alerts"], gathered["link"]) == ("digest", "2", "https://desk:1/")


def test_a_path_is_told_as_it_is_and_not_if_it_names_a_client() -> None:
    (hit,) = a_leak().hits
    for path, shown in (
        ("dump/a.csv", "dump/a.csv (source files)"),
        ("Northwind Branch 7.csv", "source files (its path"),
    ):
        assert wording.place(hit, Sighting(path=path), names=False).startswith(shown)


def test_it_tells_where_the_news_is_and_not_where_all_began(store: Store) -> None:
    """Somebody scanned the file that was sent in; two days later the same file is up on a site."""
    now = store.clock()
    store.clock = lambda: now - timedelta(days=2)
    commit(store, a_leak(source="files", url="https://mail.example/attachment"), rule=None)
    store.clock = lambda: now
    content = told(store, a_leak(url="https://paste.example/news"))
    assert "Where: hxxps://paste[.]example/news (source paste), and at 1 other place" in content.body.splitlines()
    assert f", the document first {now - timedelta(days=2):%Y-%m-%d}" in content.body
    assert content.fields["places"] == "2"
