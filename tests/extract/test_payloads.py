from __future__ import annotations

import json

import pytest

from leakscan.assessment import assess, find_blocks
from leakscan.extract import extract
from leakscan.extract.payloads import unnested
from leakscan.model import Entry, Severity, Watchlist
from leakscan.screening import compile_index, screen
from tests.extract.documents import document
from tests.scan.lists import NAMES


def test_strings_that_hold_json_become_parts_of_it() -> None:
    inner = [{"b": json.dumps({"c": 'd "e" \\ f\n'})}, {"b": "[1]"}]
    told = json.loads(unnested(json.dumps({"a": json.dumps(inner), "k": '[x] "y"', "n": json.dumps(inner, indent=1)})))
    expected = [{"b": {"c": 'd "e" \\ f\n'}}, {"b": "[1]"}]
    assert told["a"] == told["n"] == expected
    assert told["k"] == '[x] "y"'


@pytest.mark.parametrize("text", ['{"a": "{\\"}', '{"a": "say \\"x\\""}', '["[\\"", 5]', "none", '"{\\"open'])
def test_any_other_string_is_kept(text: str) -> None:
    assert unnested(text) == text


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", ['"[\\"' * 50_000, '"{{\\n' * 50_000, '"[' + "\\n" * 100_000, '"{' + '\\"' * 100_000])
def test_hostile_quoting_costs_linear_time(text: str) -> None:
    assert len(unnested(text)) <= len(text)


@pytest.mark.parametrize("indent", [None, 1])
def test_a_list_in_a_payload_is_found(indent: int | None) -> None:
    clients = Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))
    rows = [{"name": name, "seats": n} for n, name in enumerate(NAMES)]
    log = f"2024-01-01 INFO sent {json.dumps({'to': 'queue', 'payload': json.dumps(rows, indent=indent)})}"
    text = extract(document(log + "\n" + log.replace("queue", "archive"), "x.log")).text
    (matches,) = screen([text], compile_index([clients]))
    assert assess(matches, find_blocks(text, matches), clients, text).severity.rank >= Severity.HIGH.rank
