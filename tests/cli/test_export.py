from __future__ import annotations

import csv
import io
import json
import stat

import openpyxl  # type: ignore[import-untyped]
import pytest

from tests.cli.conftest import NAMES, Desk

TEXT = ["csv", "html", "json", "jsonl", "misp", "sarif", "stix", "table"]


@pytest.mark.parametrize("name", TEXT)
def test_every_format_masks_names_unless_they_are_asked_for(desk: Desk, name: str) -> None:
    hit = desk.leak()
    masked = desk.run("hits", "export", "--format", name)
    assert masked.exit_code == 0, masked.stderr
    assert hit in masked.stdout
    assert "northwind" not in masked.stdout.lower()
    with desk.store() as store:
        assert store.events(hit) == []
    assert "northwind branch 02" in desk.run("hits", "export", "--format", name, "--reveal").stdout.lower()
    with desk.store() as store:
        assert [(e.who, e.action) for e in store.events(hit)] == [("kim", "revealed")]


def test_ids_a_pipe_or_a_filter_say_which(desk: Desk) -> None:
    leak, low = desk.leak(), desk.leak(NAMES[:4], severity="low", path="b.csv")

    def exported(*options: str, piped: str | None = None) -> list[str]:
        done = desk.run("hits", "export", "--format", "jsonl", *options, piped=piped)
        assert done.exit_code == 0, done.stderr
        return [json.loads(line)["id"] for line in done.stdout.splitlines()]

    assert exported() == [leak, low]
    assert exported(low[:6]) == exported(low, low) == [low]
    assert exported("--severity", "high..") == [leak]
    assert exported("-", piped=f"{low}\n{leak}\n") == [low, leak]
    assert exported("-", piped="") == []
    assert desk.run("hits", "export", "--format", "jsonl", leak, "--status", "new").exit_code == 2
    assert desk.run("hits", "export", "--format", "jsonl", "feedfeed").exit_code == 2


def test_a_file_is_for_its_owner_and_not_overwritten(desk: Desk) -> None:
    desk.leak()
    to = desk.root / "hits.xlsx"
    done = desk.run("hits", "export", "--format", "xlsx", "-o", str(to))
    assert (done.exit_code, done.stdout, f"1 hit exported to {to}" in done.stderr) == (0, "", True)
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    assert openpyxl.load_workbook(to).active.max_row == 2
    assert desk.run("hits", "export", "--format", "xlsx", "-o", str(to)).exit_code == 2
    assert desk.run("hits", "export", "--format", "xlsx", "-o", str(to), "--force").exit_code == 0
    assert [path.name for path in desk.root.glob(".hits*")] == []


def test_a_file_that_can_not_be_written_is_told(desk: Desk) -> None:
    desk.leak()
    done = desk.run("hits", "export", "--format", "csv", "-o", str(desk.root / "none" / "hits.csv"))
    assert (done.exit_code, "can't be written" in done.stderr) == (3, True)


def test_an_unknown_format_is_a_usage_error(desk: Desk) -> None:
    done = desk.run("hits", "export", "--format", "pdf")
    assert (done.exit_code, "there are: csv, html" in done.stderr) == (2, True)


def test_a_title_and_an_author_do_not_tell_what_is_masked(desk: Desk) -> None:
    hit = desk.leak()
    with desk.store() as store:
        store._db.execute("UPDATE sightings SET title = 'For NORTHWIND BRANCH 03', author = 'northwind branch 01'")
    (row,) = csv.DictReader(io.StringIO(desk.run("hits", "export", hit, "--format", "csv").stdout))
    assert (row["title"], row["author"]) == ("For N••• B••• •••", "n••• b••• •••")
