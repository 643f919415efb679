from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.cli.conftest import Desk as Workspace
from tests.web.browsing import visiting


def names(text: str) -> set[str]:
    return {family.name for family in text_string_to_metric_families(text)}


def test_a_session_sees_them(workspace: Workspace) -> None:
    with visiting(workspace.root) as visitor:
        answer = visitor.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert {"leakscan_build_info", "leakscan_hits"} <= names(answer.text)


@pytest.mark.parametrize(
    ("token", "shown", "status"),
    [
        ("s3cret", "Bearer s3cret", 200),
        ("s3cret", "bearer s3cret", 200),
        ("s3cret", "Bearer wrong", 403),
        ("s3cret", "Basic s3cret", 403),
        ("s3cret", "", 403),
        (None, "Bearer ", 403),
        (None, "Bearer None", 403),
        ("", "Bearer ", 403),
        ("größe", "Bearer gr\xf6\xdfe", 403),
    ],
)
def test_a_scraper_shows_its_token_and_sees_nothing_else(
    workspace: Workspace, token: str | None, shown: str, status: int
) -> None:
    with visiting(workspace.root, scraper=token) as visitor:
        visitor.client.cookies.clear()
        headers = [(b"Authorization", shown.encode("latin-1"))] if shown else []
        assert visitor.client.get("/metrics", headers=headers).status_code == status
        assert visitor.client.get("/", headers=headers).status_code == 403
        assert visitor.client.post("/metrics", headers=headers).status_code == 403
