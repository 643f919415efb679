from __future__ import annotations

import csv
import io
import json
import re
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from leakscan.errors import UsageError
from leakscan.model import Severity
from leakscan.output.formats import Style, output_names, renderer
from leakscan.output.formats.csv import neutral
from tests.output.hits import HOSTILE, hostile_hits, make_hit

STYLE = Style()
OWN_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
SCHEMA = json.loads(files("leakscan.output").joinpath("hit.schema.json").read_text("utf-8"))


def written(name: str, hits: list[Any], style: Style = STYLE) -> str:
    return "".join(f"{line}\n" for line in renderer(name)(hits, style))


def test_every_output_of_the_folder_is_found() -> None:
    assert output_names() == ["csv", "html", "json", "jsonl", "misp", "sarif", "stix", "table", "xlsx"]
    with pytest.raises(UsageError, match="jsonl"):
        renderer("xml")
    with pytest.raises(UsageError, match="hits export --format xlsx"):
        renderer("xlsx")


@pytest.mark.parametrize("name", ["csv", "html", "json", "jsonl", "misp", "sarif", "stix", "table"])
@pytest.mark.parametrize("style", [STYLE, Style(names=True, colour=True, width=40)])
def test_nothing_hostile_reaches_the_terminal(name: str, style: Style) -> None:
    output = OWN_COLOUR.sub("", written(name, hostile_hits(), style))
    assert not UNSAFE.findall(output)
    output.encode()


def test_json_lines_follow_the_schema() -> None:
    check = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
    lines = written("jsonl", [make_hit(), *hostile_hits()]).splitlines()
    assert len(lines) == 1 + len(HOSTILE)
    for line in lines:
        check.validate(json.loads(line))
    told = json.loads(lines[0])
    assert told["document"]["path"] == "dump/a.csv"
    assert told["matches"][0] == {
        "entry": "Acme 0", "kind": "name", "text": "Acme", "start": 0, "end": 4, "row": 1, "score": 0.97,
    }  # fmt: skip


def test_json_is_one_array_of_the_same_objects() -> None:
    hits = [make_hit(), *hostile_hits()]
    assert json.loads(written("json", hits)) == [json.loads(line) for line in written("jsonl", hits).splitlines()]
    assert json.loads(written("json", [])) == []


def test_json_is_written_while_hits_come() -> None:
    given = []

    def hits() -> Any:
        for n in range(3):
            given.append(n)
            yield make_hit()

    lines = renderer("jsonl")(hits(), STYLE)
    next(lines)
    assert given == [0]


def test_csv_has_a_row_a_hit_and_names_only_when_asked() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", [make_hit()]))))
    assert len(rows) == 1
    assert (rows[0]["verdict"], rows[0]["clients_matched"], rows[0]["taken_after"]) == (
        "client-list",
        "3",
        "2020-01-14",
    )
    assert rows[0]["figures"] == "searches: 2 of 3"
    assert "Acme 0" not in written("csv", [make_hit()])
    assert next(csv.DictReader(io.StringIO(written("csv", [make_hit()], Style(names=True)))))["clients"].startswith(
        "Acme 0"
    )


def test_no_cell_of_csv_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(written("csv", hostile_hits(), Style(names=True)))))
    cells = [cell for row in rows for cell in row]
    assert len({len(row) for row in rows}) == 1
    assert len(cells) > 300
    assert not [
        cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    ]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "'x", "''=1", "plain", "", "＝1"])
def test_the_text_of_a_neutral_cell_can_be_had_back(text: str) -> None:
    assert neutral(text).removeprefix("'") == text


def test_sarif_has_what_collectors_read() -> None:
    log = json.loads(written("sarif", [make_hit(), *hostile_hits()]))
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert log["version"] == "2.1.0"
    assert len(run["results"]) == 1 + len(HOSTILE)
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"] == "client-list"
        assert result["level"] == "error"
        assert re.fullmatch(r"[!-~]+", result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        assert result["partialFingerprints"]["leakscan/v1"]
    assert json.loads(written("sarif", []))["runs"][0]["results"] == []


def test_the_table_shows_the_most_urgent_first_with_its_reasons() -> None:
    hits = [make_hit(severity=Severity.LOW, path="low.txt"), make_hit(path="dump/a.csv")]
    table = written("table", hits)
    assert table.index("dump/a.csv") < table.index("low.txt")
    assert "3 of the 4 rows" in table
    assert "3/4" in table
    assert "0.999" in table
    assert "\x1b" not in table
    assert "Acme 0" not in table


def test_the_table_shows_names_and_colour_when_asked_and_keeps_its_width() -> None:
    table = written("table", [make_hit(path="p" * 300)], Style(names=True, colour=True, width=80))
    assert "\x1b[" in table
    assert "Acme 0" in table
    assert max(len(OWN_COLOUR.sub("", line)) for line in table.splitlines()) <= 80
    assert OWN_COLOUR.sub("", table).count("p") >= 300


def test_a_table_of_nothing_is_nothing() -> None:
    assert written("table", []) == ""
