from __future__ import annotations

import json
import random

from leakscan.extract import extract
from leakscan.extract.formats.json import unescape
from tests.extract.documents import document


def test_escaped_names_can_be_read() -> None:
    content = json.dumps([{"name": "Société Générale 😀", "site": "a/b"}]).replace("/", "\\/")
    text = extract(document(content, "x.json")).text
    assert text == '[{"name": "Société Générale 😀", "site": "a/b"}]'


def test_the_text_remains_the_same_json() -> None:
    dice = random.Random(3)
    for _ in range(300):
        value = "".join(chr(dice.choice([*range(128), 0xE9, 0x2028, 0x1F600, 0x4E00])) for _ in range(30))
        assert json.loads(unescape(json.dumps({value: value}))) == {value: value}


def test_an_escaped_backslash_is_not_the_head_of_an_escape() -> None:
    assert unescape('"C:\\\\u0041"') == '"C:\\\\u0041"'


def test_halves_of_pairs_become_the_replacement_character() -> None:
    text = extract(document('{"a": "\\ud800 x \\udc00"}', "x.json")).text
    assert text == '{"a": "\ufffd x \ufffd"}'


def test_depth_broken_lines_and_truncation_do_not_matter() -> None:
    text = extract(document("[" * 200_000 + '\n{"a": "M\\u00fcll\n{"b": "\\u00', "x.jsonl")).text
    assert text.endswith('\n{"a": "Müll\n{"b": "\\u00')
