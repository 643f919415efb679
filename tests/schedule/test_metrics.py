from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from typer.testing import CliRunner

from leakscan.cli import app
from leakscan.model import Health, Severity, Verdict
from leakscan.schedule.due import Due
from leakscan.schedule.metrics import metrics
from leakscan.store import Kept, Step, Store, Visit, open_store
from tests.store.making import a_document, a_hit

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def values(text: str) -> dict[str, float]:
    """Every sample under its name and labels, read by Prometheus' own parser."""
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(f"{k}={v}" for k, v in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


def visit(source: str, health: Health, **more: Any) -> Visit:
    return Visit(source, health, NOW - timedelta(minutes=1), NOW, pages=3, bytes=70, documents=2, hits=1, **more)


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with open_store(tmp_path / "x.db") as opened:
        run = opened.begin_run("crawl")
        document = a_document("leak")
        mention = a_hit(document, verdict=Verdict.MENTION, severity=Severity.INFO, watchlist="other")
        opened.commit_step(Step("paste", (Kept(document, (a_hit(document), mention)),)), run)
        for one in (visit("paste", Health.OK), visit("forum", Health.CHALLENGE), visit("news", Health.OK, gap="a gap")):
            opened.visit(run, one)
        opened.end_run(run, status="incomplete", exit_status=3, self_test="passed")
        yield opened


def test_sources_runs_and_hits(store: Store) -> None:
    told = values(metrics(store))
    assert told["leakscan_hits{severity=critical,status=new,watchlist=acme}"] == 1
    assert told["leakscan_hits{severity=critical,status=confirmed,watchlist=acme}"] == 0
    assert told["leakscan_source_health{health=challenge,source=forum}"] == 1
    assert told["leakscan_source_health{health=ok,source=forum}"] == 0
    assert [told[f"leakscan_source_up{{source={s}}}"] for s in ("paste", "forum", "news")] == [1, 0, 0]
    assert told["leakscan_source_pages_total{source=paste}"] == 3
    assert told["leakscan_source_gaps_total{source=news}"] == 1
    assert told["leakscan_source_last_visit_timestamp_seconds{source=forum}"] == NOW.timestamp()
    assert "leakscan_source_last_ok_timestamp_seconds{source=forum}" not in told
    assert told["leakscan_runs_total{kind=crawl,status=incomplete}"] == 1
    assert told["leakscan_last_run_exit_status{kind=crawl}"] == 3
    assert "leakscan_last_success_timestamp_seconds{kind=crawl}" not in told
    assert told["leakscan_self_test_passed"] == 1


def test_no_client_is_named(store: Store) -> None:
    assert "Northwind" not in metrics(store)


def test_a_store_of_nothing_and_names_of_any_kind(tmp_path: Path) -> None:
    with open_store(tmp_path / "y.db") as store:
        assert values(metrics(store))
        run = store.begin_run("crawl")
        store.visit(run, visit('a "quoted"\nsource\\', Health.OK))
        told = values(metrics(store, [Due("x", NOW, NOW, "never visited")]))
    assert told['leakscan_source_up{source=a "quoted"\nsource\\}'] == 1
    assert told["leakscan_source_due_timestamp_seconds{source=x}"] == NOW.timestamp()


def test_the_command_prints_them_or_writes_them_for_another_user(tmp_path: Path) -> None:
    (tmp_path / "acme.csv").write_text("name\nMaple Hollow Police\n")
    (tmp_path / "leakscan.toml").write_text('[watchlist.acme]\npath = "acme.csv"\n')
    arguments = ["metrics", "--workspace", str(tmp_path)]
    printed = CliRunner().invoke(app, arguments)
    assert printed.exit_code == 0, printed.output
    assert values(printed.stdout)["leakscan_silence_trusted"] == 0
    assert values(printed.stdout)["leakscan_doctor_findings{level=fail}"] > 0
    path = tmp_path / "leakscan.prom"
    assert CliRunner().invoke(app, [*arguments, "--textfile", str(path)]).exit_code == 0
    assert values(path.read_text())["leakscan_silence_trusted"] == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert CliRunner().invoke(app, [*arguments, "--textfile", str(tmp_path / "none" / "x")]).exit_code == 3
