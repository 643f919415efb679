"""What spiders owe to sites, and what they keep from them."""

from __future__ import annotations

from typing import Any

import pytest

from leakscan.config import SourceConfig
from leakscan.crawl.keeper import Keeper
from leakscan.crawl.keyless import keyless
from leakscan.crawl.page import Memory
from leakscan.crawl.process import spiders
from leakscan.crawl.visit import Order, Visit


def spider(name: str, **order: Any) -> Any:
    return spiders()[name](visit=Visit(Order(name, **order), Keeper(Memory())))


@pytest.mark.parametrize(
    ("order", "delay"),
    [({}, 30.0), ({"delay": 1.0}, 30.0), ({"delay": 45.0}, 45.0), ({"delay": 0.0, "allow_private": True}, 0.0)],
)
def test_a_site_is_owed_its_pace(order: dict[str, Any], delay: float) -> None:
    assert spider("ransomware_live", **order).delay == delay


def test_where_no_pace_is_owed_the_source_decides() -> None:
    assert spider("hackernews", delay=0.5).delay == 0.5
    assert spider("hackernews").delay is None


def test_the_token_for_gists_goes_to_the_api_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIST_TOKEN", "not-a-token")
    gists = spider("gists", options={"token": "env:GIST_TOKEN"})
    (listing,) = gists.first()
    file = gists.ask("https://gist.githubusercontent.com/ann/1/raw/2/a.txt", gists.read_file)
    other = gists.ask("https://api.github.com.evil.example/gists/public", gists.read_list)
    assert listing.headers["Authorization"] == b"Bearer not-a-token"
    assert "Authorization" not in file.headers
    assert "Authorization" not in other.headers


def test_a_token_for_pastes_goes_to_their_site_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HASTE", "not-a-token")
    options = {"expand": "hastebin, dpaste", "hastebin_token": "env:HASTE"}
    source = spider("telegram", url="https://t.me/s/quiet", options=options)
    asked = {
        site.hosts[0]: source.expander._request(f"https://{site.hosts[0]}/x", site)
        for site in source.expander.sites.values()
    }
    assert asked["hastebin.com"].headers["Authorization"] == b"Bearer not-a-token"
    assert "Authorization" not in asked["dpaste.com"].headers
    assert source.expander.may_ask("dpaste.com")
    assert not source.expander.may_ask("paste.ee")


def test_what_anybody_may_look_at_is_looked_at_without_configuration() -> None:
    choice = keyless({}, spiders())
    assert {"hackernews", "ransomlook", "ransomware_live", "gists", "fourchan"} <= set(choice.visit)
    assert {"pastebin", "folder", "telegram", "bepasty", "slexy", "ideone", "paste_debian"} <= set(choice.left_out)


def test_a_drop_folder_that_is_configured_is_looked_at() -> None:
    drop = SourceConfig(spider="folder", options={"path": "/var/spool/drop"})
    assert "drop" in keyless({"drop": drop}, spiders()).visit
