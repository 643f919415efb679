"""docs/alerts.md shows an alert as it really arrives, and every key there is."""

from __future__ import annotations

import doctest
import json
import re
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from leakscan.cli import app
from leakscan.config import AlertsConfig
from tests.alerts.endpoint import Endpoint
from tests.alerts.test_wording import SCHEMA

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "alerts.md").read_text(encoding="utf-8")
_TODAY = re.compile(r"20(2[6-9]|[3-9]\d)-\d\d-\d\d \d\d:\d\d")
_KEY = re.compile(r"leakscan-[0-9a-f-]{36}")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)


def test_the_alert_is_what_arrives(tmp_path: Path, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    def here(*arguments: str) -> None:
        CliRunner().invoke(app, [*arguments], catch_exceptions=False)

    here("init", str(tmp_path / "w"), "--watchlist", "watchlists/facesearch-customers.csv")
    with (tmp_path / "w" / "leakscan.toml").open("a") as config:
        config.write('\n[alerts]\nurls = ["env:CHAT"]\n')
    here("--workspace", str(tmp_path / "w"), "scan", "docs/examples", "--alert")
    told = endpoint.accepted[0].told
    shown, got = (
        _KEY.sub("KEY", _TODAY.sub("NOW", text))
        for text in (blocks("alert")[0], f"{told['title']}\n{told['message']}\n")
    )
    assert doctest.OutputChecker().check_output(shown, got, doctest.ELLIPSIS), got


def test_the_payload_is_valid() -> None:
    payload = json.loads(blocks("json")[0])
    jsonschema.validate(payload, SCHEMA, format_checker=jsonschema.FormatChecker())


def test_every_key_is_explained() -> None:
    rows = " ".join(re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE))
    assert [name for name in AlertsConfig.model_fields if f"`{name}`" not in rows] == []
