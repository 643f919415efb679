from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from leakscan.block import POST
from leakscan.extract import extract
from leakscan.extract.signed import marked
from tests.extract.documents import document

LIST = [f"Client {n} Ltd" for n in range(8)]
POSTS: Sequence[Sequence[str]] = (
    ["hello there,", "anybody in?"],
    LIST,
    ["why?"],
    ["no", "idea", "but see", "these"],
    LIST,
)
HEADS: dict[str, Callable[[str, int], str]] = {
    "wrote on": lambda who, n: f"{who} wrote on 2020-01-0{n} 12:0{n}:",
    "mail": lambda who, n: f"On Jan {n}, 2020 at 1:0{n} PM, {who} wrote:",
    "heading": lambda who, n: f"## {who}, {n} March 2020",
    "number": lambda who, n: f"#{n}  {who}  01/0{n}/2020".replace("  ", " "),
    "anonymous": lambda _, n: f"Anonymous 01/0{n}/20 (Wed) 12:0{n}:11 No.12345{n}",
    "posted": lambda who, n: f"Posted by {who} on {n} Jan 2020",
    "clock": lambda who, n: f"{who} [12:0{n}]",
}
CHATS: dict[str, Callable[[str, int], str]] = {
    "brackets": lambda who, n: f"[12:0{n}] <{who}> ",
    "a day, too": lambda who, n: f"2020-01-0{n} 12:0{n}:00 <@{who}> ",
    "a phone's": lambda who, n: f"[0{n}.02.20, 12:03:1{n}] {who}: ",
    "another phone's": lambda who, n: f"0{n}/02/2020, 12:03 - {who}: ",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_threads_posts_that_may_hold_a_list_are_marked(head: Callable[[str, int], str], gap: str) -> None:
    posts = [f"{head(who, n)}\n" + "\n".join(said) for n, (who, said) in enumerate(zip("abcab", POSTS, strict=True), 1)]
    read = extract(document(gap.join(posts), "thread.txt")).text
    assert read.replace(POST, "") == gap.join(posts)
    assert [part.strip() for part in read.split(POST)] == [
        *(posts[0], head("b", 2), "\n".join(LIST), posts[2]),
        *(head("a", 4), "\n".join(POSTS[3]), head("b", 5), "\n".join(LIST)),
    ]


@pytest.mark.parametrize("head", CHATS.values(), ids=CHATS.keys())
def test_what_one_goes_on_writing_in_a_chat_is_one_post_that_says_once_who_writes(
    head: Callable[[str, int], str],
) -> None:
    lines = [head(who, n) + line for n, (who, said) in enumerate(zip("abcab", POSTS, strict=True), 1) for line in said]
    parts = marked("\n".join(lines) + "\n").split(POST)
    first, last = (re.sub("<(@?b)>", r"\1:", head("b", n).rstrip()) for n in (2, 5))
    said = "\n".join(LIST) + "\n"
    assert parts[1:3] == [f"{first}\n", said]
    assert parts[-2:] == [f"{last}\n", said]
    assert parts[0] == head("a", 1) + "hello there,\n" + head("a", 1) + "anybody in?\n"


@pytest.mark.parametrize("head", CHATS.values(), ids=CHATS.keys())
def test_a_message_of_many_lines_is_a_post(head: Callable[[str, int], str]) -> None:
    messages = [head(who, n) + "\n".join(said) for n, (who, said) in enumerate(zip("abcab", POSTS, strict=True), 1)]
    parts = marked("\n".join(messages)).split(POST)
    assert parts[2] == "\n".join(LIST) + "\n"
    assert parts[-1] == "\n".join(LIST)
    assert parts[0] == f"{messages[0]}\n"


TABLES = {
    "posts of a dump": ",\n".join(
        f"({n}, '2020-01-{n + 1:02} 10:0{n % 9}:00', 'hello\n{chr(10).join(POSTS[n % 5])}')" for n in range(9)
    ),
    "rows": "\n".join(f"Client {n} Ltd,2020-01-0{n % 9 + 1},{n}" for n in range(40)),
    "columns": "\n".join(f"Client {n} Ltd   2020-01-0{n % 9 + 1} {n}" for n in range(40)),
    "dashes": "\n".join(f"Client {n} Ltd - 2020-01-0{n % 9 + 1} / pro" for n in range(40)),
    "dates first": "\n".join(f"2020-01-0{n % 9 + 1} Client {n}: {n}" for n in range(40)),
    "records": "\n".join(f"name: Client {n}\nplan: pro\nsince: 2020-01-0{n % 9 + 1}" for n in range(40)),
    "groups": "\n\n".join(f"Client {n} Ltd\npro plan\nsince 2020-01-0{n % 9 + 1}" for n in range(40)),
    "some dated": "\n".join(f"Client {n} Ltd{' (since 2020-01-01)' * (n % 4 == 0)}" for n in range(40)),
    "a log": "\n".join(
        f"2020-01-01 12:00:{n} {'INFO app' if n % 20 > 9 else 'DEBUG db'}: Client {n}" for n in range(10, 60)
    ),
    "a log's traces": "2020-01-01 12:00:10 ERROR app: it failed\n  at a.b\n  at c.d\n  at e.f\n  at g.h\n" * 9,
    "objects": "\n".join(f'{{"name": "Client {n}",\n "at": "2020-01-01"}},' for n in range(40)),
    "prose": "So it was on 1 May 2020 in town.\nWe had seen it\nin the year before.\n" * 9,
}


@pytest.mark.parametrize("after", ["", "\n\nthanks\nfor\nreading\nall\nof\nit\n"])
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_rows_and_records_are_no_posts(table: str, after: str) -> None:
    assert marked(table + after) == table + after


def test_what_has_lines_of_its_own_kind_is_not_looked_at() -> None:
    """JSON and pages have bounds of their own."""
    text = "\n\n".join(f"{HEADS['wrote on']('a', n)}\n" + "\n".join(POSTS[n % 5]) for n in range(9))
    assert POST in extract(document(text, "x.txt")).text
    assert POST not in extract(document(text, "x.json")).text


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "written",
    [
        "12:00 " * 100_000,
        "2020-01-01\n" * 50_000,
        "[12:00] <a> b\n[12:01] <b> c\n" * 20_000,
        "a wrote on 2020-01-01:\nx\n\ny\n" * 20_000,
        "[12:00] " + "a " * 200_000 + ":\n",
        "1" * 400_000,
        "# " * 200_000 + "12:00\n",
    ],
)
def test_hostile_times_cost_little(written: str) -> None:
    assert isinstance(marked(written), str)
