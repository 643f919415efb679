"""A list pasted in a post that lies, with others, in a dump: found as if the post stood alone, and so are addresses."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence

import pytest

from leakscan.assessment import assess, find_blocks, worth_blocks
from leakscan.assessment.blocks import blocks_of
from leakscan.extract import extract
from leakscan.model import Assessment, Document, Severity, Sighting
from leakscan.screening import compile_index, screen
from tests.assessment.given import NAMES, OTHERS, watchlist

CLIENTS = watchlist()
INDEX = compile_index([CLIENTS])
LISTED = NAMES[3:60:3]
OPENING = "got this from a friend, it's real\n\n"
POSTS: dict[str, str] = {
    "rows": OPENING + "\n".join(f"{name},{n * 7}" for n, name in enumerate(LISTED)) + "\nmore soon",
    "rows of tabs": OPENING + "\n".join(f"{name}\t{n * 7}" for n, name in enumerate(LISTED)) + "\nmore soon",
    "lines": "\n".join(LISTED),
    "small letters": OPENING + "\n".join(LISTED).lower(),
    "paragraphs": OPENING + "".join(f"<p>{name}</p>" for name in LISTED),
    "divisions": "<div>It's real:</div>" + "".join(f"<div>{name}</div>" for name in LISTED),
}
TALK = ("hello there", "one\ntwo", "bye\n\n\nbye\nbye\nbye", "I don't know", "so what?\nfive\nlines\nof\nmine")


def _mysql(said: str) -> str:
    for sign, written in (("\\", "\\\\"), ("'", "\\'"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r")):
        said = said.replace(sign, written)
    return f"'{said}'"


def _standard(said: str) -> str:
    return "'" + said.replace("'", "''") + "'"


def _sqlite(said: str) -> str:
    return f"replace({_standard(said)},'\\n',char(10))".replace("\n", "\\n") if "\n" in said else _standard(said)


def _insert(quote: Callable[[str], str], posts: Sequence[str]) -> str:
    rows = ",".join(f"({n},12,'2020-01-0{n}',{quote(post)})" for n, post in enumerate(posts, 1))
    return f"INSERT INTO `posts` VALUES {rows};\n"  # noqa: S608  # a text to read, no query


def _copy(posts: Sequence[str]) -> str:
    rows = (
        "\t".join((str(n), "12", post.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t"), "2020-01-01"))
        for n, post in enumerate(posts, 1)
    )
    return "COPY public.posts (id, thread, body, at) FROM stdin;\n" + "\n".join(rows) + "\n\\.\n\nSELECT 1;\n"


def _csv(posts: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows([("id", "body", "at"), *((n, post, "2020-01-01") for n, post in enumerate(posts))])
    return written.getvalue()


DUMPS: dict[str, tuple[str, Callable[[Sequence[str]], str]]] = {
    "mysql": ("x.sql", lambda posts: _insert(_mysql, posts)),
    "mysql, carriage returns": ("x.sql", lambda posts: _insert(lambda p: _mysql(p.replace("\n", "\r\n")), posts)),
    "mysql, a row a statement": ("paste", lambda posts: "".join(_insert(_mysql, [post]) for post in posts)),
    "standard": ("x.sql", lambda posts: _insert(_standard, posts)),
    "sqlite": ("x.sql", lambda posts: _insert(_sqlite, posts)),
    "copy": ("paste", _copy),
    "csv": ("x.csv", _csv),
    "json lines": ("x.jsonl", lambda posts: "\n".join(json.dumps({"id": n, "body": p}) for n, p in enumerate(posts))),
    "log": ("x.log", lambda posts: "".join(f"2020-01-01 INFO app body={json.dumps(p)} status=200\n" for p in posts)),
    "a program's": ("x.py", lambda posts: f"posts = {list(posts)!r}\n"),
}


def _assessed(content: str, path: str) -> Assessment:
    text = extract(Document(content.encode(), Sighting(path=path))).text
    (matches,) = screen([text], INDEX)
    blocks = find_blocks(text, matches) if worth_blocks(matches, CLIENTS, text) else []
    return assess(matches, blocks, CLIENTS, text)


@pytest.mark.parametrize("post", POSTS.values(), ids=POSTS.keys())
@pytest.mark.parametrize(("path", "dump"), DUMPS.values(), ids=DUMPS.keys())
def test_a_list_in_a_post_is_found(path: str, dump: Callable[[Sequence[str]], str], post: str) -> None:
    found = _assessed(dump([*TALK, post, *TALK]), path)
    assert found.severity.rank >= Severity.HIGH.rank
    assert found.clients.matched == len(LISTED)


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
