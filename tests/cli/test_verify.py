from __future__ import annotations

import json
import re
import sqlite3

from tests.cli.conftest import NAMES, Desk


def test_a_store_that_is_whole_says_so_and_names_its_head(desk: Desk) -> None:
    desk.run("hits", "confirm", desk.leak(), "--reason", "ours")
    done = desk.run("verify")
    assert (done.exit_code, done.stdout) == (0, "")
    head = re.search(r"1 kept documents and 1 events; head ([0-9a-f]{64})", done.stderr)
    assert head
    desk.run("hits", "reopen", desk.leak())
    assert desk.run("verify", "--head", head[1]).exit_code == 0


def test_a_head_that_is_not_in_the_history_is_named(desk: Desk) -> None:
    desk.leak()
    done = desk.run("verify", "--head", "ab" * 32)
    assert (done.exit_code, "no event of the history has the digest" in done.stdout) == (3, True)


def test_missing_and_altered_evidence_is_named(desk: Desk) -> None:
    desk.leak()
    desk.leak(NAMES[:5], path="b.csv")
    first, second = sorted((desk.root / "evidence").rglob("*.warc.gz"))
    first.unlink()
    content = bytearray(second.read_bytes())
    content[len(content) // 2] ^= 1
    second.write_bytes(content)
    done = desk.run("verify", "--json")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.exit_code, [fault["about"] for fault in told]) == (3, ["evidence", "evidence"])
    assert "missing" in told[0]["says"]
    assert first.name in told[0]["says"]
    assert second.name[:64] in told[1]["says"]


def test_an_edited_event_is_named(desk: Desk) -> None:
    desk.run("hits", "note", desk.leak(), "asked the host")
    with sqlite3.connect(desk.root / "leakscan.db") as connection:
        connection.execute("DROP TRIGGER events_as_written")
        connection.execute("UPDATE events SET why = '\x1b[2Jnothing'")
    connection.close()
    done = desk.run("verify")
    assert (done.exit_code, "event 1 (hit " in done.stdout) == (3, True)
    assert "\x1b" not in done.stdout


def test_evidence_without_its_store_is_a_fault_and_an_empty_workspace_is_none(desk: Desk) -> None:
    assert (desk.run("verify").exit_code, desk.run("verify", "--head", "ab").exit_code) == (0, 3)
    assert not (desk.root / "leakscan.db").exists()
    desk.leak()
    (desk.root / "leakscan.db").unlink()
    assert "is gone" in desk.run("verify").stdout


def test_files_that_belong_to_no_hit_are_told_and_no_fault(desk: Desk) -> None:
    desk.leak()
    (desk.root / "evidence" / "stray").write_text("x")
    done = desk.run("verify")
    assert (done.exit_code, "1 files of" in done.stderr) == (0, True)
