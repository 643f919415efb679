"""Ways in which programs write what others posted: each makes one dump of several posts."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable, Sequence


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


def _html(end: str, post: str) -> str:
    return html.escape(post, quote=False).replace("\n", end)


def _xml(posts: Sequence[str]) -> str:
    said = (html.escape(f"<p>{_html('<br/>', post)}</p>") for post in posts)
    rows = "".join(f'  <row Id="{n}" OwnerUserId="12" Body="{post}" />\n' for n, post in enumerate(said))
    return f'<?xml version="1.0" encoding="utf-8"?>\n<posts>\n{rows}</posts>'


def _feed(posts: Sequence[str]) -> str:
    said = (f"<item><content:encoded><![CDATA[{post}]]></content:encoded></item>\n" for post in posts)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss><channel>\n{"".join(said)}</channel></rss>'


def _chat(posts: Sequence[str]) -> str:
    return "".join(
        f"[{n // 60 % 24:02}:{n % 60:02}] <u{n % 7}> {line}\n"
        for n, post in enumerate(posts)
        for line in post.split("\n")
    )


def _page(write: Callable[[str], str], posts: Sequence[str]) -> str:
    said = [f'<p class="author"><a href="/u/{n}">u{n}</a>, <time>2020-01-0{n}</time></p>' for n in range(len(posts))]
    shown = "".join(f'<div class="post bg{n % 2}">{said[n]}{write(html.escape(p))}</div>' for n, p in enumerate(posts))
    return f"<!DOCTYPE html><html><title>Lounge</title><body><h1>Lounge</h1>{shown}<p>Log in</p></body></html>"


def _broken(post: str) -> str:
    return "<div>" + post.replace("\n", "<br>\n") + "</div>"


def _kept(post: str) -> str:
    return f"<pre>{post}</pre>"


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
    "mysql, html": ("x.sql", lambda posts: _insert(_mysql, [_html("<br>", post) for post in posts])),
    "copy, html": ("paste", lambda posts: _copy([_html("<br />", post) for post in posts])),
    "json lines, html": (
        "x.jsonl",
        lambda posts: "\n".join(
            json.dumps({"id": n, "cooked": f"<p>{_html('<br>', p)}</p>"}) for n, p in enumerate(posts)
        ),
    ),
    "xml": ("x.xml", _xml),
    "xml, literal": ("x.xml", _feed),
    "a thread": (
        "x.txt",
        lambda posts: "\n\n".join(f"u{n % 7} wrote on 2020-01-01:\n{p}" for n, p in enumerate(posts)),
    ),
    "a chat": ("x.txt", _chat),
    "a page": ("x.html", lambda posts: _page(_broken, posts)),
    "a page, lines kept": ("x.html", lambda posts: _page(_kept, posts)),
    "a program's": ("x.py", lambda posts: f"posts = {list(posts)!r}\n"),
}
"""By its name, what a dump is called as a file, and how it is written."""
