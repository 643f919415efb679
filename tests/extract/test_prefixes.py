from __future__ import annotations

import difflib

import pytest

from leakscan.block import POST
from leakscan.extract import extract
from leakscan.extract.prefixes import without_prefixes
from tests.extract.documents import document

LINES = ["name,plan", "Acme,pro", "", "Globex,basic", "Initech,pro", "12 Monkeys,pro", "- Hooli,pro"]
TEXT = "\n".join(LINES)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param([f"{n:6}\t{line}" for n, line in enumerate(LINES, 1)], id="cat"),
        pytest.param([f"{n:4} {line}" for n, line in enumerate(LINES, 97)], id="an editor"),
        pytest.param([f"{n}: {line}" for n, line in enumerate(LINES, 1)], id="colons"),
        pytest.param([f"web_1  | {line}" for line in LINES], id="containers"),
    ],
)
@pytest.mark.parametrize("end", ["", "\n"])
def test_numbers_and_names_before_all_lines_are_left_out(written: list[str], end: str) -> None:
    assert extract(document("\n".join(written) + end, "x.txt")).text == TEXT + end
    assert without_prefixes("\n".join([*written, "and more"])) == "\n".join([*written, "and more"])
    assert without_prefixes("\n".join(written[:4])) == "\n".join(written[:4])


def test_the_signs_of_a_diff_are_left_out_in_its_hunks() -> None:
    new = [*LINES[:1], *LINES[3:], "Umbrella,pro"]
    written = list(difflib.unified_diff(LINES, new, "a/x.csv", "b/x.csv", lineterm="", n=1))
    head, body = written[:2], written[2:]
    assert body[0].startswith("@@ -1,4 +1,2 @@")
    text = "\n".join(["- a note", "diff --git a/x.csv b/x.csv", *head, *body, "-- ", "+1 from me"])
    assert without_prefixes(text).split("\n") == [
        *("- a note", "diff --git a/x.csv b/x.csv", "--- a/x.csv", "+++ b/x.csv"),
        *("@@ -1,4 +1,2 @@", POST, *LINES[:4], "@@ -7 +5,2 @@", POST, LINES[6], "Umbrella,pro", "-- ", "+1 from me"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{n}. Client {n}" for n in range(20)),
        "\n".join(f"{n},Client {n}" for n in range(20)),
        "\n".join(f"{n * 3} Client {n}" for n in range(20)),
        "\n".join(f"{n}\tClient {n}" for n in range(1001, 1020)),
        "\n".join(f" {n} | Client {n} |  5" for n in range(1001, 1020)),
        "\n".join(f"Client {n} | pro" for n in range(20)),
        "| Acme | 5 |\n" * 9,
        "1 a\n2 b\n3 c\n4 d\n5 e\n\nf\n",
        "",
    ],
)
def test_what_belongs_to_the_text_stays(text: str) -> None:
    assert without_prefixes(text) == text
