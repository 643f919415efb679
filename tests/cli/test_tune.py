from __future__ import annotations

import doctest
import json
import re
import stat
from pathlib import Path

import pytest

from leakscan.model import Severity
from leakscan.store import Store
from leakscan.workspace import find_workspace
from tests.cli.conftest import Desk
from tests.tuning.making import decided

CONFIG = '# what we look for\n[alerts]  # who is told\nmin_severity = "high"    # as agreed\n'


@pytest.fixture
def tuned(desk: Desk) -> Desk:
    """A workspace in which a source gives nothing but false alarms, and small ones."""
    (desk.root / "leakscan.toml").write_text(CONFIG)
    with desk.store() as store:
        history(store)
    return desk


def history(store: Store) -> None:
    for n in range(6):
        decided(store, True, 24 + n, n, severity=Severity.CRITICAL)
        decided(store, False, 4, n, source="news")


def test_it_says_what_decisions_speak_for_and_changes_nothing(tuned: Desk) -> None:
    done = tuned.run("tune")
    assert done.exit_code == 0, done.stderr
    assert "12 decided hits in 12 cases: 6 confirmed, 6 dismissed" in done.stdout
    assert re.search(r"high \(now\) +6 of 6 +6 of 6", done.stdout)
    assert re.search(r"critical +6 of 6 +0 of 6", done.stdout)
    assert "[alerts] min_clients = 12 (now 1; the smallest leak held 24)" in done.stdout
    assert "would have spared 6 of 6 alerts; such as " in done.stdout
    assert "lost 0 of 6 leaks (with so many, up to 39% still could be)" in done.stdout
    assert "Office" not in done.stdout
    assert (tuned.root / "leakscan.toml").read_text() == CONFIG
    with tuned.store() as store:
        assert store.mutes() == []
    told = json.loads(tuned.run("tune", "--json").stdout)
    names = ["alerts-severity-critical", "alerts-clients-12", "mute-source-news"]
    assert [one["name"] for one in told["suggestions"]] == names


def test_what_is_named_is_done_and_nothing_else(tuned: Desk) -> None:
    path = tuned.root / "leakscan.toml"
    path.chmod(0o640)
    names = ("alerts-clients-12", "alerts-severity-critical", "mute-source-news")
    done = tuned.run("tune", *(word for name in names for word in ("--apply", name)))
    assert done.exit_code == 0, done.stderr
    assert path.read_text() == CONFIG.replace('"high"', '"critical"') + "min_clients = 12\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert "mute 1 until" in done.stderr
    config = find_workspace(tuned.root).config.alerts
    assert (config.min_clients, config.min_severity) == (12, Severity.CRITICAL)
    with tuned.store() as store:
        (mute,) = store.mutes()
        assert (mute.source, mute.who, mute.hidden) == ("news", "kim", 6)
        assert "leakscan tune" in mute.reason
        assert store.verify() == []


def test_a_configuration_without_the_table_gets_it(tuned: Desk) -> None:
    (tuned.root / "leakscan.toml").write_text("# nothing yet\n")
    assert tuned.run("tune", "--apply", "alerts-clients-12").exit_code == 0
    assert (tuned.root / "leakscan.toml").read_text() == "# nothing yet\n\n[alerts]\nmin_clients = 12\n"


def test_what_is_not_suggested_is_not_done(tuned: Desk) -> None:
    done = tuned.run("tune", "--apply", "alerts-clients-12", "--apply", "mute-source-paste")
    assert done.exit_code == 2
    assert "'mute-source-paste' is not suggested; what is: alerts-severity-critical, alerts-clients-12" in done.stderr
    assert (tuned.root / "leakscan.toml").read_text() == CONFIG, "all of it or nothing"


def test_a_workspace_without_decisions(desk: Desk) -> None:
    desk.leak()
    assert "nothing was confirmed or dismissed yet" in desk.run("tune").stdout
    assert desk.run("tune", "export").stdout == ""


def test_labels_to_share_hold_nothing_to_know_anybody_by(tuned: Desk, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in tuned.run("tune", "export").stdout.splitlines()]
    assert len(rows) == 12
    assert {row["decision"] for row in rows} == {"confirmed", "dismissed"}
    allowed = {
        "schema",
        "incident",
        "decision",
        "verdict",
        "severity",
        "score",
        "clients",
        "bytes",
        "canaries",
        "figures",
        "evidence",
    }
    assert {key for row in rows for key in row} == allowed
    with tuned.store() as store:
        hits = store.hits(with_matches=True)
    text = json.dumps(rows).casefold()
    secrets = {"acme", "news", "paste", "m0nk", "dump", "seen before", "kim", "office", "searches", "2026", "partner"}
    secrets |= {hit.id for hit in hits} | {hit.hit.sha256 for hit in hits}
    secrets |= {str(evidence.says) for hit in hits for evidence in hit.hit.assessment.evidence}
    assert [word for word in secrets if word.casefold() in text] == []
    to = tmp_path / "labels.jsonl"
    assert tuned.run("tune", "export", "-o", str(to)).exit_code == 0
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    assert [json.loads(line) for line in to.read_text().splitlines()] == rows
    assert tuned.run("tune", "export", "-o", str(to)).exit_code == 2
    assert tuned.run("tune", "export", "-o", str(tmp_path / "no" / "x")).exit_code == 3


def test_the_documentation_shows_what_is_printed(tuned: Desk) -> None:
    page = (Path(__file__).parents[2] / "docs" / "tune.md").read_text(encoding="utf-8")
    found = re.search(r"```tune\n(.*?)```", page, re.DOTALL)
    assert found
    printed = tuned.run("tune").stdout
    assert doctest.OutputChecker().check_output(found[1], printed, doctest.ELLIPSIS), printed
