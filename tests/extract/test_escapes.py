from __future__ import annotations

import json

import pytest

from leakscan.block import LINE_ENDS
from leakscan.extract import extract
from leakscan.extract.escapes import lined, with_line_ends
from tests.extract.documents import document

MANY = "\\n".join("abcdef")
LINES = "\n".join("abcdef")


@pytest.mark.parametrize("number", [LINE_ENDS - 1, LINE_ENDS])
def test_a_string_of_many_lines_has_lines_and_one_of_few_has_blanks(number: int) -> None:
    written = "Acme" + "\\nSpringfield" * number
    assert lined(written) == ("Acme" + "\nSpringfield" * number if number == LINE_ENDS else written.replace("\\n", " "))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mr Jones\\r\\nAcme\\n5 Main St", "Mr Jones  Acme 5 Main St"),
        ("Acme\\n", "Acme\\n"),
        ("Acme\\n(5)", "Acme\\n(5)"),
        ("Jones\\t\\n\\tAcme", "Jones   Acme"),
        ("C:\\\\new\\\\names", "C:\\\\new\\\\names"),
        ("home = C:\\new\\nice\\net\\norm\\node", "home = C:\\new\\nice\\net\\norm\\node"),
        ("Plan B:\\nAcme\\nb\\nc\\nd", "Plan B:\nAcme\nb\nc\nd"),
        ("C:\\Users\\new\\names\\not\\none\\nil", "C:\\Users\\new\\names\\not\\none\\nil"),
        ("\\alpha = \\nu + \\nabla \\not\\neq \\nu", "\\alpha = \\nu + \\nabla \\not\\neq \\nu"),
        (f"said \\'yes\\' and \\u00e9: {MANY}", f"said \\'yes\\' and \\u00e9: {LINES}"),
        (f"a\\tb\\r\\n{MANY}", f"a\tb\r\n{LINES}"),
        ("plain", "plain"),
    ],
)
def test_what_becomes_of_escapes(written: str, read: str) -> None:
    assert lined(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (f"(1,'x','{MANY}','it''s\\nAcme'),(2,'y\\n')", f"(1,'x','{LINES}','it''s Acme'),(2,'y\\n')"),
        (f"(1,'a\tb\\n{MANY}');", f"(1,'a\tb\n{LINES}');"),
        (f"SELECT E'{MANY}', N'a\\nb', 'c\\nd'", f"SELECT E'{LINES}', N'a b', 'c d'"),
        (f"1\tit's\\ta {MANY}\t'a\\nb\tc\\nd", f"1\tit's  a {LINES}\t'a b\tc d"),
        (f'body="{MANY}" note="a\\nb"', f'body="{LINES}" note="a b"'),
        (f"don't; the customers' list: {MANY}", f"don't; the customers' list: {LINES}"),
        (f"cut off: '{MANY}, \"x", f"cut off: '{LINES}, \"x"),
        ("a\\nb\r\nc\\nd", "a b\r\nc d"),
        ("app: a#011b#012c#015#012d#012e#012", "app: a\tb\nc\r\nd\ne\n"),
        (
            f"replace('see \\begin{{x}} it''s\\ry {MANY}','\\n',char(10))",
            f"replace('see \\begin{{x}} it''s\\ry {LINES}','\\n',char(10))",
        ),
        (
            f"replace(replace('C:\\x\\r{MANY}','\\r',char(13)),'\\n',char(10))",
            f"replace(replace('C:\\x{LINES}','\\r',char(13)),'\\n',char(10))",
        ),
        ("replace('5 Main St\\nParis \\x','\\n',char(10))", "replace('5 Main St Paris \\x','\\n',char(10))"),
        ("#012 of #012, #012 and #0123", "#012 of #012, #012 and #0123"),
        ("nothing here\n", "nothing here\n"),
    ],
)
def test_each_string_of_a_line_is_read_by_itself(written: str, read: str) -> None:
    assert with_line_ends(written) == read


def test_an_apostrophe_ends_no_string() -> None:
    written = f"x = 'a\\nb don't c\\nd {MANY}'"
    assert with_line_ends(written) == written.replace("\\n", "\n")


def test_texts_are_read_so_and_what_is_json_by_its_strings() -> None:
    assert extract(document(f"VALUES ('{MANY}');", "x.sql")).text == f"VALUES ('{LINES}');"
    records = json.dumps([{"a": "x\ny"}, {"a": LINES}])
    assert extract(document(records, "x.json")).text == f'[{{"a": "x y"}}, {{"a": "{LINES}"}}]'


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "written",
    [
        "('a" * 40_000,
        "'" * 90_000,
        "\\t" * 90_000,
        "\\" * 90_001,
        "('\\'" * 30_000,
        "\\n'a\\n\"b" * 20_000,
        "\\n" * 90_000,
    ],
)
def test_hostile_quoting_costs_linear_time(written: str) -> None:
    assert len(with_line_ends(written + "\\n")) <= len(written) + 2
