"""A list pasted in a post that lies, with others, in a dump: found as if the post stood alone, and so are addresses."""

from __future__ import annotations

import functools
import json
import random
from collections.abc import Callable, Sequence

import pytest

from leakscan.assessment import assess, find_blocks, worth_blocks
from leakscan.assessment.blocks import blocks_of
from leakscan.extract import extract
from leakscan.model import Assessment, Document, Severity, Sighting
from leakscan.screening import Index, compile_index, screen
from tests.assessment.dumps import DUMPS
from tests.assessment.given import NAMES, OTHERS, REPORT, watchlist

CLIENTS = watchlist()
LISTED = NAMES[3:60:3]
OPENING = "got this from a friend, it's real\n\n"
POSTS: dict[str, str] = {
    "rows": OPENING + "\n".join(f"{name},{n * 7}" for n, name in enumerate(LISTED)) + "\nmore soon",
    "rows of tabs": OPENING + "\n".join(f"{name}\t{n * 7}" for n, name in enumerate(LISTED)) + "\nmore soon",
    "lines": "\n".join(LISTED),
    "small letters": OPENING + "\n".join(LISTED).lower(),
    "paragraphs": OPENING + "".join(f"<p>{name}</p>" for name in LISTED),
    "divisions": "<div>It's real:</div>" + "".join(f"<div>{name}</div>" for name in LISTED),
    "quoted cells": OPENING + "\n".join(f'"{n}","{name}","x{n}@mail.example"' for n, name in enumerate(LISTED)),
    "objects": OPENING + json.dumps([{"name": name, "seats": n * 7, "plan": "pro"} for n, name in enumerate(LISTED)]),
    "statements": "".join(f"INSERT INTO c VALUES ({n}, '{name}', 'pro');\n" for n, name in enumerate(LISTED)),  # noqa: S608
    "strings": f"it is real, ask for more\n\n{json.dumps(LISTED[:8])}\n\nbye",
    "few": "a sample:\n\n" + "\n".join(f"* {name}" for name in LISTED[5:11]),
}
NAMED = [name for name in NAMES if name not in LISTED][:9]
ARTICLES = (
    4 * REPORT + "\n\nAmong them are:\n\n" + "\n".join(NAMED) + "\n\n" + 4 * REPORT,
    f"{3 * REPORT}Among the customers are {', '.join(NAMED[:5])} and {NAMED[5]}. {3 * REPORT}",
)
"""They name some clients, which is no leak; as lists and alone these would be."""
TALK = ("hello there", "one\ntwo", "bye\n\n\nbye\nbye\nbye", "I don't know", "so what?\nfive\nlines\nof\nmine")


@functools.cache
def _index() -> Index:
    return compile_index([CLIENTS])


def _assessed(content: str, path: str) -> Assessment:
    text = extract(Document(content.encode(), Sighting(path=path))).text
    (matches,) = screen([text], _index())
    blocks = find_blocks(text, matches) if worth_blocks(matches, CLIENTS, text) else []
    return assess(matches, blocks, CLIENTS, text)


@pytest.mark.parametrize("post", POSTS.values(), ids=POSTS.keys())
@pytest.mark.parametrize(("path", "dump"), DUMPS.values(), ids=DUMPS.keys())
def test_a_list_in_a_post_is_found(path: str, dump: Callable[[Sequence[str]], str], post: str) -> None:
    found = _assessed(dump([*TALK, post, *TALK]), path)
    assert found.severity.rank >= Severity.HIGH.rank
    assert found.clients.matched == (8 if "[" in post and "{" not in post else 6 if "sample" in post else len(LISTED))


@pytest.mark.parametrize("post", POSTS.values(), ids=POSTS.keys())
@pytest.mark.parametrize(("path", "dump"), DUMPS.values(), ids=DUMPS.keys())
def test_a_list_amid_articles_is_found_and_they_are_none(
    path: str, dump: Callable[[Sequence[str]], str], post: str
) -> None:
    """What others wrote of clients neither hides a list nor is one."""
    found = _assessed(dump([*ARTICLES, post, *ARTICLES, *TALK]), path)
    assert found.severity.rank >= Severity.HIGH.rank


@pytest.mark.parametrize("number", [1, 3, 12])
@pytest.mark.parametrize(("path", "dump"), DUMPS.values(), ids=DUMPS.keys())
def test_articles_that_name_clients_are_no_list(path: str, dump: Callable[[Sequence[str]], str], number: int) -> None:
    found = _assessed(dump([*TALK, *(number * ARTICLES), *TALK]), path)
    assert found.severity.rank < Severity.MEDIUM.rank


SPEECHES = {
    "of paragraphs": f'{2 * REPORT}\n\nShe said: "We do.\n\nAmong them are:\n\n{{}}\n\n{REPORT}"\n\n{3 * REPORT}',
    "of the list alone": f'{4 * REPORT}\n\nHe named them: "\n{{}}\n"\n\n{3 * REPORT}',
    "in single quotes": f"{REPORT}\n\n'It is so,' he said.\n\n'{REPORT}\n\nThey are:\n\n{{}}\n\nSo.'\n\n{5 * REPORT}",
}


@pytest.mark.parametrize("speech", SPEECHES.values(), ids=SPEECHES.keys())
def test_what_an_article_quotes_is_a_part_of_it(speech: str) -> None:
    text = speech.format("\n".join(NAMED))
    assert _assessed(text, "article.txt").severity.rank < Severity.MEDIUM.rank
    assert _assessed(DUMPS["json lines"][1]([*TALK, text, *TALK]), "x.jsonl").severity.rank < Severity.MEDIUM.rank
    assert _assessed(f"{REPORT}\n\n{speech.format(', '.join(NAMED))}", "x").severity.rank < Severity.MEDIUM.rank


@pytest.mark.parametrize("number", [60, 200, 700])
@pytest.mark.parametrize("way", ["standard", "copy", "csv"])
def test_hundreds_of_articles_are_no_list_and_hide_none(way: str, number: int) -> None:
    """The lists of different posts are never one, be they more than are weighed or read."""
    path, dump = DUMPS[way]
    dice = random.Random(number)
    listed = [dice.sample(NAMES, 9) for _ in range(number)]
    posts = [f"{4 * REPORT}\n\nAmong them are:\n\n{chr(10).join(names)}\n\n{4 * REPORT}" for names in listed]
    assert _assessed(dump(posts), path).severity.rank < Severity.MEDIUM.rank
    found = _assessed(dump([*posts, POSTS["rows"], *posts[:9]]), path)
    assert found.severity.rank >= Severity.HIGH.rank
    assert found.clients.listed == len(LISTED)


@pytest.mark.parametrize("post", POSTS.values(), ids=POSTS.keys())
@pytest.mark.parametrize(("path", "dump"), DUMPS.values(), ids=DUMPS.keys())
def test_anothers_list_in_a_post_is_none(path: str, dump: Callable[[Sequence[str]], str], post: str) -> None:
    for mine, other in zip(LISTED[4:], OTHERS, strict=False):
        post = post.replace(mine, other).replace(mine.lower(), other.lower())
    found = _assessed(dump([*TALK, post, *TALK]), path)
    assert found.severity.rank < Severity.MEDIUM.rank


@pytest.mark.parametrize("address", ["Mr Jones\n{}\n5 Main St", "Mr Jones\n{}\n5 Main St\nSpringfield\nUSA\n"])
@pytest.mark.parametrize(("path", "dump"), DUMPS.values(), ids=DUMPS.keys())
def test_a_table_of_addresses_is_found(path: str, dump: Callable[[Sequence[str]], str], address: str) -> None:
    found = _assessed(dump([address.format(name) for name in LISTED]), path)
    assert found.severity.rank >= Severity.HIGH.rank
    assert found.clients.matched == len(LISTED)


def test_rows_that_go_on_are_one_row_if_they_have_many_lines() -> None:
    rows = ["1\tx\ny\n\nz\n\t2", "3\tu\t4\nv\nw\nx\n", "5\ty\t6", "7", "8\tz\t9"]
    text = "COPY t (a, b, c) FROM stdin;\n" + "\n".join(rows) + "\n\\.\n"
    (block,) = blocks_of(text)
    assert [text[row.start : row.end] for row in block.rows] == rows
