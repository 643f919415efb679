from __future__ import annotations

import html
import re

import pytest

from leakscan.block import POST
from leakscan.extract import extract
from leakscan.extract.elements import marked
from tests.extract.documents import document

LONG = "\n".join(f"client {n} & co" for n in range(8))
TALK = "so they say, and I have nothing to add to that but for " + "a few more words, " * 4
SHORT = "thanks\nbye"


def _feed(*posts: str) -> str:
    items = "".join(
        f"<item><title>Re: it</title><content:encoded><![CDATA[{post}]]></content:encoded></item>\n" for post in posts
    )
    return f'<?xml version="1.0"?><rss><channel><title>A blog</title>{items}</channel></rss>'


def _archive(*posts: str) -> str:
    rows = "".join(f'<post id="{n}">\n  <body>{html.escape(post)}</body>\n</post>\n' for n, post in enumerate(posts))
    return f"<posts>\n{rows}</posts>\n"


def _yaml(*posts: str) -> str:
    return "".join(
        f"- body: |-\n{''.join(f'    {line}' for line in post.splitlines(keepends=True))}\n  likes: {n}\n"
        for n, post in enumerate(posts)
    )


@pytest.mark.parametrize("write", [_feed, _archive])
def test_posts_that_may_hold_a_list_and_long_ones_beside_them_are_marked(write: object) -> None:
    assert callable(write)
    text = extract(document(write(LONG, TALK, SHORT, LONG), "x.xml")).text
    assert [part for part in text.split(POST) if "<" not in part] == [LONG, TALK, LONG]
    assert text.replace(POST, "") == write(LONG, TALK, SHORT, LONG).replace("&amp;", "&")


@pytest.mark.parametrize("write", [_feed, _archive])
@pytest.mark.parametrize("posts", [(LONG,), (LONG, SHORT, TALK), (SHORT, SHORT)])
def test_one_alone_is_the_document(write: object, posts: tuple[str, ...]) -> None:
    assert callable(write)
    assert POST not in extract(document(write(*posts), "x.xml")).text


def test_blocks_of_yaml_are_marked_so() -> None:
    text = extract(document(_yaml(LONG, TALK, SHORT, LONG), "x.yaml")).text
    assert [re.sub("^    ", "", part, flags=re.MULTILINE) for part in text.split(POST) if "likes" not in part] == [
        "- body: |-\n",
        f"{LONG}\n",
        f"{TALK}\n",
        f"{LONG}\n",
    ]
    assert marked(_yaml(LONG, SHORT)) == _yaml(LONG, SHORT)
    nested = "a:\n  b: >\n    " + LONG.replace("\n", "\n\n    ") + "\n"
    assert marked(nested * 2).split(POST)[1] == nested.removeprefix("a:\n  b: >\n")


@pytest.mark.parametrize(
    "written",
    [
        "".join(f"<client>\n  <name>Client {n}</name>\n  <plan>\n    pro\n  </plan>\n</client>\n" for n in range(99)),
        "<html>\n<body>\n" + "<p>Client</p>\n" * 99 + "</body>\n</html>",
        "if (a < b)\n{\n  x = y >\n z;\n}\n" * 20,
    ],
)
def test_data_and_code_are_not(written: str) -> None:
    assert marked(written) == written


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "written",
    [
        "<![CDATA[" * 90_000 + "</",
        ">" * 400_000 + "</",
        "a>b" * 200_000 + "</",
        "]]" * 300_000 + "</",
        "a: |\n" * 90_000,
    ],
)
def test_hostile_elements_cost_little(written: str) -> None:
    assert marked(written) == written
