"""A post of a dump is a text of its own: its string, or its cell of a COPY."""

from __future__ import annotations

import json

import pytest

from leakscan.assessment.scope import scope

LIST = "Acme\nBolt\nCrane\nDrum"


def _scoped(text: str) -> str:
    start = text.index("Acme")
    low, high = scope(text, start, text.index("Drum") + 4)
    return text[low:high]


@pytest.mark.parametrize(
    "text",
    [
        f'{{"id": 7, "body": "see:\n{LIST}\nbye"}}',
        f"INSERT INTO p VALUES (6,'a, ''b'' and c'),(7,'see:\n{LIST}\nbye',0);",  # noqa: S608
        f"(6,'it\\'s, \\'so\\''),(7, N'see:\n{LIST}\nbye')",
        f'6,"a ""b"", c"\n7,"see:\n{LIST}\nbye"\n8,"d"\n',
        f"12:00 INFO body='see:\n{LIST}\nbye' status=200",
        f"COPY p (id, body) FROM stdin;\n6\ta\n7\tsee:\n{LIST}\nbye\t2020\n\\.\n",
        f'["{"they said that it was so " * 9}, isn\'t it", \'see:\n{LIST}\nbye\', "{"and so it was told them " * 9}"]',
        f'["an ""other""", "see:\n{LIST}\nbye", "x"]',
    ],
)
def test_the_string_or_cell_around_a_list(text: str) -> None:
    assert _scoped(text) == f"see:\n{LIST}\nbye"


@pytest.mark.parametrize(
    "text",
    [
        f"It said 'see:\n{LIST}\nbye",
        f'"Closed", he said:\n{LIST}\n"and so", she said',
        "\n".join(f'"{name}","x"' for name in LIST.split("\n")),
        f"a\tb\n{LIST}\nc\td\n",
        "COPY p (id, name) FROM stdin;\n" + "\n".join(f"{n}\t{name}" for n, name in enumerate(LIST.split("\n"))),
        json.dumps(LIST.split("\n")),
        LIST,
    ],
)
def test_a_list_in_no_string_is_a_part_of_all_there_is(text: str) -> None:
    assert _scoped(text) == text


def test_a_string_that_begins_far_before_is_as_good_as_the_text() -> None:
    text = f'{{"body": "{"talk " * 6000}\n{LIST}\nbye"}}'
    assert _scoped(text) == text
