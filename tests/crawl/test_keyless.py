from __future__ import annotations

from leakscan.config import SourceConfig
from leakscan.crawl.keyless import keyless
from leakscan.crawl.process import spiders


class Open:
    home = "https://open.example/"
    needs = ""
    local = False


class Paid:
    home = "https://paid.example/"
    needs = "a subscription"
    local = False


class Engine:
    home = None
    needs = ""
    local = False


SPIDERS: dict[str, type] = {"open": Open, "paid": Paid, "engine": Engine}


def test_a_home_without_a_key_is_visited_and_the_others_say_what_they_need() -> None:
    choice = keyless({}, SPIDERS)
    assert dict(choice.visit) == {"open": SourceConfig(spider="open")}
    assert choice.left_out["paid"] == "a subscription"
    assert "an address" in choice.left_out["engine"]


def test_a_configured_source_stands_for_its_spiders_home() -> None:
    forum = SourceConfig(spider="engine", url="https://forum.example/")
    mine = SourceConfig(spider="open", url="https://mirror.example/")
    choice = keyless({"forum": forum, "mine": mine}, SPIDERS)
    assert dict(choice.visit) == {"forum": forum, "mine": mine}
    assert set(choice.left_out) == {"paid"}


def test_what_depends_on_an_account_is_left_out() -> None:
    sources = {
        "cookie": SourceConfig(spider="engine", url="https://a.example/", cookie="env:C"),
        "token": SourceConfig(spider="open", options={"token": "env:T"}),
        "off": SourceConfig(spider="engine", url="https://b.example/", enabled=False),
        "paid": SourceConfig(spider="paid"),
    }
    choice = keyless(sources, SPIDERS)
    assert not choice.visit
    assert set(choice.left_out) >= set(sources)


def test_every_real_spider_is_accounted_for() -> None:
    choice = keyless({}, spiders())
    assert set(choice.visit) | set(choice.left_out) == set(spiders())
    assert "PRO account" in choice.left_out["pastebin"]
