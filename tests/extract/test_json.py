from __future__ import annotations

import json
import random

import pytest

from leakscan.assessment import assess, find_blocks
from leakscan.extract import extract
from leakscan.extract.formats.json import unescape
from leakscan.model import Entry, Severity, Watchlist
from leakscan.screening import compile_index, screen
from tests.extract.documents import document
from tests.scan.lists import NAMES


def test_escaped_names_can_be_read() -> None:
    content = json.dumps([{"name": "Société Générale 😀", "site": "a/b"}]).replace("/", "\\/")
    text = extract(document(content, "x.json")).text
    assert text == '[{"name": "Société Générale 😀", "site": "a/b"}]'


def test_the_text_remains_the_same_json_but_for_blanks() -> None:
    dice = random.Random(3)
    for _ in range(300):
        value = "".join(chr(dice.choice([*range(128), 0xE9, 0x2028, 0x1F600, 0x4E00])) for _ in range(30))
        ((key, said),) = json.loads(unescape(json.dumps({value: value}))).items()
        assert key.split() == said.split() == value.split()


def test_an_escaped_backslash_is_not_the_head_of_an_escape() -> None:
    assert unescape('"C:\\\\u0041"') == '"C:\\\\u0041"'


def test_a_string_of_many_lines_has_lines() -> None:
    paste = 'our clients\n\nAcme Corp\t5\nToyota\t7\r\nMüller "GmbH"\t9\nend'
    record = {"id": 4, "content": paste, "place": "1 Main St\nSpringfield\nUSA", "file": "C:\\new\\not\\nice\\n\\n"}
    text = extract(document(json.dumps(record) + "\n" + json.dumps({"a": "b\nc"}), "x.jsonl")).text
    assert "\nAcme Corp\t5\nToyota\t7\r\nMüller " in text
    assert '"1 Main St Springfield USA"' in text
    first, last = text.rsplit("\n", 1)
    assert json.loads(first, strict=False) == record | {"place": "1 Main St Springfield USA"}
    assert json.loads(last) == {"a": "b c"}


@pytest.mark.parametrize("number", [3, 4, 5])
def test_a_few_lines_are_an_address_and_more_are_a_text(number: int) -> None:
    written = json.dumps({"a": "x\n" * number})
    assert unescape(written).count("\n") == (number if number >= 4 else 0)


def test_json_is_known_by_its_strings_and_their_escapes() -> None:
    written = json.dumps({"content": "a\nb\nc\nd\ne"})
    assert extract(document(written, "paste")).text == '{"content": "a\nb\nc\nd\ne"}'
    paths = "[paths]\nhome = C:\\new\\nice\\net\\norm\\node"
    assert extract(document(paths, "paste")).text == paths


def test_a_list_that_is_pasted_in_a_record_is_found_as_if_it_stood_alone() -> None:
    clients = Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))
    index = compile_index([clients])
    paste = "got this from a friend\n\n" + "\n".join(f"{name},{n * 7}" for n, name in enumerate(NAMES))
    records = [{"id": 1, "content": "hello\nthere"}, {"id": 2, "content": paste}]
    text = extract(document("\n".join(map(json.dumps, records)), "x.jsonl")).text
    (matches,) = screen([text], index)
    assert {match.entry for match in matches} == set(NAMES)
    assessment = assess(matches, find_blocks(text, matches), clients, text)
    assert assessment.severity.rank >= Severity.HIGH.rank


def test_halves_of_pairs_become_the_replacement_character() -> None:
    text = extract(document('{"a": "\\ud800 x \\udc00"}', "x.json")).text
    assert text == '{"a": "\ufffd x \ufffd"}'


def test_depth_broken_lines_and_truncation_do_not_matter() -> None:
    text = extract(document("[" * 200_000 + '\n{"a": "M\\u00fcll\n{"b": "\\u00', "x.jsonl")).text
    assert text.endswith('\n{"a": "Müll\n{"b": "\\u00')
