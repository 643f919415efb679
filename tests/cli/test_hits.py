from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import NAMES, Desk

SCHEMA = {  # what others rely on in a hit's JSON
    "type": "object",
    "required": [
        "id",
        "watchlist",
        "verdict",
        "severity",
        "score",
        "document",
        "clients",
        "matches",
        "evidence",
        "status",
    ],
    "properties": {
        "verdict": {"enum": ["client-list", "canary", "identifiers", "mention"]},
        "score": {"type": "number", "minimum": 0, "maximum": 1},
        "document": {
            "required": ["path", "url", "sha256", "bytes", "source", "title", "author", "posted_at", "fetched_at"]
        },
        "clients": {"required": ["matched", "listed", "watchlist", "coverage", "purity"]},
        "matches": {"minItems": 1, "items": {"required": ["entry", "kind", "text", "start", "end", "row", "score"]}},
        "evidence": {"items": {"required": ["test", "bits", "says"]}},
    },
}
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def test_the_list_begins_each_line_with_the_id(desk: Desk) -> None:
    hits = {desk.leak(), desk.leak(NAMES[:6], path="b.csv")}
    done = desk.run("hits", "list")
    assert done.exit_code == 0
    assert {line.split()[0] for line in done.stdout.splitlines()} == hits
    assert "critical  new  client-list  acme" in done.stdout


def test_filters_of_the_list(desk: Desk) -> None:
    leak, low = desk.leak(), desk.leak(NAMES[:4], severity="low", path="other.csv")
    desk.run("hits", "dismiss", low, "--reason", "x")

    def listed(*options: str) -> set[str]:
        done = desk.run("hits", "list", *options)
        assert done.exit_code == 0, done.stderr
        return {line.split()[0] for line in done.stdout.splitlines()}

    assert listed("--status", "new") == {leak}
    assert listed("--status", "new,dismissed") == listed("--status", "new", "--status", "dismissed") == {leak, low}
    assert listed("--severity", "high..") == listed("--severity", "critical") == {leak}
    assert listed("--severity", "..medium") == listed("--severity", "low..medium") == {low}
    assert listed("--watchlist", "acme", "--source", "files", "--since", "1h") == {leak, low}
    assert listed("--since", "2999-01-01") == set()
    assert listed("--entry", "branch 11") == {leak}
    assert listed("--text", "OTHER.csv") == {low}
    assert listed("--limit", "1") == {leak}
    assert listed("--limit", "1", "--after", leak[:6]) == {low}
    assert listed("--incident", "1") == {leak, low}, "a part of a list is a repost of it"
    assert listed("--incident", "2") == set()
    assert listed("--verdict", "client-list,canary") == {leak, low}
    assert listed("--verdict", "mention") == set()
    desk.run("hits", "assign", leak, "kim")
    assert listed("--assigned", "me") == listed("--assigned", "kim") == {leak}
    assert listed("--assigned", "nobody") == {low}


@pytest.mark.parametrize(
    "wrong",
    [
        ["--status", "open"],
        ["--verdict", "leak"],
        ["--severity", "urgent"],
        ["--severity", "high..low"],
        ["--severity", ".."],
        ["--since", "yesterday"],
        ["--since", "9999999999w"],
        ["--since", "0001-01-01T00:00:00+14:00x"],
        ["--sort", "size"],
        ["--after", "feedfeed"],
        ["--limit", "0"],
    ],
)
def test_a_mistake_in_a_filter_is_a_usage_error(desk: Desk, wrong: list[str]) -> None:
    desk.leak()
    done = desk.run("hits", "list", *wrong)
    assert (done.exit_code, done.stdout) == (2, "")


def test_an_empty_list_says_whether_anything_ever_ran(desk: Desk) -> None:
    assert "nothing was ever crawled or scanned" in desk.run("hits", "list").stderr
    desk.leak()
    assert "no hits like that" in desk.run("hits", "list", "--status", "resolved").stderr


def test_a_list_that_goes_on_tells_how(desk: Desk) -> None:
    desk.leak()
    desk.leak(NAMES[:6])
    done = desk.run("hits", "list", "-n", "1")
    assert f"--after {done.stdout.split()[0]}" in done.stderr


def test_json_lines_keep_the_contract_masked_or_not(desk: Desk) -> None:
    hits = {desk.leak(), desk.leak(NAMES[:6])}
    for options in ([], ["--reveal"]):
        lines = [json.loads(line) for line in desk.run("hits", "list", "--json", *options).stdout.splitlines()]
        assert {line["id"] for line in lines} == hits
        for line in lines:
            Draft202012Validator(SCHEMA).validate(line)


def test_names_are_masked_unless_asked_for_and_asking_is_written_down(desk: Desk) -> None:
    hit = desk.leak()
    for command in (["show", hit], ["show", hit, "--json"], ["list"], ["list", "--json"]):
        masked = desk.run("hits", *command)
        assert masked.exit_code == 0
        assert "northwind" not in masked.stdout.lower(), command
    with desk.store() as store:
        assert store.events(hit) == []
    for number, command in enumerate((["show", hit], ["show", hit, "--json"], ["list", "--json"]), 1):
        assert "NORTHWIND BRANCH 03" in desk.run("hits", *command, "--reveal").stdout
        with desk.store() as store:
            assert [(e.who, e.action) for e in store.events(hit)] == [("kim", "revealed")] * number


def test_show_tells_the_whole_case(desk: Desk) -> None:
    hit, twin = desk.leak(), desk.leak(end="x,1\n", path="copy.csv")
    desk.run("hits", "confirm", hit, "--reason", "ours")
    desk.run("hits", "assign", hit, "ann")
    told = desk.run("hits", "show", hit[:6], "--rows", "2").stdout
    assert f"hit {hit}  critical  client-list  confirmed, assigned to ann" in told
    assert "A client that was planted in our copy partner-b stands here: that copy has leaked." in told
    assert "The document exposes 12 of the 2,900 clients of acme (under 1%)." in told
    assert "Rows 1 to 2 of 12 (masked; --reveal shows them)" in told
    assert "+41.2  40 of the 44 rows of one table are clients (91 %)" in told
    assert "1  ‹N••• B••• •••›,•••" in told
    assert "… and 10 more rows" in told
    assert "dump/a.csv" in told
    assert re.search(r"Z  kim  confirm: new → confirmed \(ours\)", told)
    assert re.search(rf"Incident 1\n  {twin}  critical  new  copy.csv", told)


def test_show_as_json_has_sightings_history_and_kin(desk: Desk) -> None:
    hit, twin = desk.leak(), desk.leak(end="x,1\n")
    desk.run("hits", "note", hit, "asked the host")
    told = json.loads(desk.run("hits", "show", hit, "--json").stdout)
    Draft202012Validator(SCHEMA).validate(told)
    assert told["related"] == [twin]
    assert told["sightings"][0]["path"] == "dump/a.csv"
    assert [(event["action"], event["why"]) for event in told["history"]] == [("note", "asked the host")]


def test_evidence_that_is_gone_or_changed_makes_show_incomplete(desk: Desk) -> None:
    hit = desk.leak()
    (kept,) = (desk.root / "evidence").rglob("*.warc.gz")
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-9])
    done = desk.run("hits", "show", hit)
    assert (done.exit_code, "damaged" in done.stderr) == (3, True)
    assert "40 of the 44 rows" in done.stdout, "what the store knows is shown all the same"
    kept.unlink()
    done = desk.run("hits", "show", hit)
    assert (done.exit_code, "missing; restore it" in done.stderr) == (3, True)


def test_a_pipe_from_list_to_a_decision(desk: Desk) -> None:
    hits = {desk.leak(), desk.leak(NAMES[:6])}
    for listing in (desk.run("hits", "list").stdout, desk.run("hits", "list", "--json").stdout):
        assert desk.run("hits", "acknowledge", "-", piped=listing).exit_code == 0
        desk.run("hits", "confirm", "-", piped=listing)
        with desk.store() as store:
            assert {store.hit(hit).hit.status for hit in hits} == {"confirmed"}
        assert desk.run("hits", "reopen", "-", piped=listing).exit_code == 0
    empty = desk.run("hits", "confirm", "-", piped="")
    assert (empty.exit_code, "held no id" in empty.stderr) == (0, True)


@pytest.mark.parametrize("piped", ["{}", '{"id"', "[1]", '{"id": "zz"}', "{" * 100_000, "\x1b[2J\n"])
def test_rubbish_in_a_pipe_is_a_usage_error(desk: Desk, piped: str) -> None:
    desk.leak()
    done = desk.run("hits", "confirm", "-", piped=piped)
    assert done.exit_code == 2
    assert not UNSAFE.search(done.stderr)


@pytest.mark.parametrize(
    ("command", "action", "after"),
    [
        (["acknowledge"], "acknowledge", "acknowledged"),
        (["confirm", "-r", "why"], "confirm", "confirmed"),
        (["dismiss", "--reason", "why"], "dismiss", "dismissed"),
    ],
)
def test_decisions(desk: Desk, command: list[str], action: str, after: str) -> None:
    hits = [desk.leak(), desk.leak(NAMES[:6])]
    done = desk.run("hits", command[0], *(hit[:8] for hit in hits), *command[1:])
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"{hits[0]} is now {after} (was new)" in done.stderr
    with desk.store() as store:
        assert [store.events(hit)[-1].action for hit in hits] == [action] * 2
    again = desk.run("hits", command[0], *hits, *command[1:])
    assert (again.exit_code, "decided so before" in again.stderr) == (0, True)


def test_resolve_and_reopen(desk: Desk) -> None:
    hit = desk.leak()
    assert desk.run("hits", "resolve", hit).exit_code == 2
    desk.run("hits", "confirm", hit)
    assert desk.run("hits", "resolve", hit, "--reason", "taken down").exit_code == 0
    assert desk.run("hits", "reopen", hit).exit_code == 0
    with desk.store() as store:
        assert [event.after for event in store.events(hit)] == ["confirmed", "resolved", "new"]
        assert store.verify_events() == []


def test_dismissing_needs_a_reason(desk: Desk) -> None:
    assert desk.run("hits", "dismiss", desk.leak()).exit_code == 2


@pytest.mark.parametrize("command", [["show"], ["confirm"], ["acknowledge"], ["reopen"], ["resolve"]])
def test_an_unknown_id_is_a_usage_error(desk: Desk, command: list[str]) -> None:
    desk.leak()
    done = desk.run("hits", *command, "feedfeed")
    assert (done.exit_code, "there is no hit feedfeed" in done.stderr) == (2, True)


def test_notes_and_assignments_on_many(desk: Desk) -> None:
    hits = [desk.leak(), desk.leak(NAMES[:6])]
    assert desk.run("hits", "note", *hits, "asked the host").exit_code == 0
    assert desk.run("hits", "assign", *hits, "ann").exit_code == 0
    assert desk.run("hits", "assign", hits[0], "nobody").exit_code == 0
    with desk.store() as store:
        assert [store.hit(hit).assignee for hit in hits] == [None, "ann"]
        assert [e.action for e in store.events(hits[0])] == ["note", "assign", "assign"]


def test_nothing_hostile_reaches_the_terminal(desk: Desk) -> None:
    evil = "\x1b[2J\x1b]52;c;eA==\x07\u202egnp\u200b[/bold]\x9b31m"
    hit = desk.leak(end=f"{evil},{evil}\n", path=evil, source="s\x1b")
    desk.run("hits", "note", hit, evil)
    desk.run("hits", "assign", hit, evil)
    for command in (["list"], ["show", hit], ["show", hit, "--reveal"], ["list", "--json"], ["show", hit, "--json"]):
        done = desk.run("hits", *command, "--reveal") if "show" not in command else desk.run("hits", *command)
        assert done.exit_code == 0, done.stderr
        assert not UNSAFE.search(done.stdout + done.stderr), command
    assert "[/bold]" in desk.run("hits", "show", hit).stdout


def test_without_a_workspace_there_is_nothing_to_list(tmp_path: Path) -> None:
    done = Desk(tmp_path / "none").run("hits", "list")
    assert done.exit_code == 2
    assert not (tmp_path / "none").exists()


def test_a_large_incident_is_told_in_part_and_as_json_whole(desk: Desk) -> None:
    hits = [desk.leak(NAMES[:6], end=f"x,{n}\n", path=f"{n}.csv") for n in range(24)]
    told = desk.run("hits", "show", hits[0]).stdout.split("Incident 1\n")[1].splitlines()
    assert (len(told), told[-1]) == (21, "  … and more: leakscan hits list --incident 1")
    related = json.loads(desk.run("hits", "show", hits[0], "--json").stdout)["related"]
    assert set(related) == set(hits[1:])


def test_listing_loads_nothing_heavy(desk: Desk) -> None:
    desk.leak()
    code = (
        "import sys; from typer.testing import CliRunner; from leakscan.cli import app\n"
        "assert CliRunner().invoke(app, ['hits', 'list']).exit_code == 0\n"
        "heavy = {'numpy', 'sqlite_utils', 'scrapy', 'rapidfuzz', 'warcio'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
