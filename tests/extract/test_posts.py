"""Posts of a page begin with a sign, whatever software wrote it; rows and cards stay as they are."""

from __future__ import annotations

import pytest

from leakscan.block import POST
from leakscan.extract.page import page_text

SAID = ("Has anyone seen this before?", "It was in the box when I came in.", "Write to me, I keep the rest of it.")


def _posts(text: str) -> list[str]:
    return [post.strip("\n") for post in text.split(POST)]


THREADS = {
    "divisions with classes": '<div class="post bg{n}"><p class="author">u{n}</p><div>{said}</div></div>',
    "articles": '<article><header><a rel="author">u{n}</a></header><p>{said}</p></article>',
    "named by the vocabulary of search engines": '<section><b itemprop="author">u{n}</b><p>{said}</p></section>',
    "items": '<li class="postbit"><div class="userName">u{n}</div><blockquote>{said}</blockquote></li>',
    "rows of a table": '<tr><td class="poster">u{n}<br>Joined: 2020</td><td><pre>{said}</pre></td></tr>',
    "tables": '<table class="tb"><tr><td><a class="bigusername">u{n}</a><tr><td><p>{said}</p></table>',
    "times alone": "<div><div><time>10:00</time></div><div>{said}</div></div>",
    "a chat": '<div class="message default"><div class="body"><div class="from_name">u{n}</div>{said}</div></div>',
}


def _thread(post: str) -> str:
    shown = "".join(post.format(n=n, said=f"{said}<br>" * 4) for n, said in enumerate(SAID))
    shown = f"<table>{shown}</table>" if post.startswith("<tr") else shown
    return f"<html><body><h1>A thread</h1><div>{shown}</div><div>Log in</div></body></html>"


@pytest.mark.parametrize("post", THREADS.values(), ids=THREADS.keys())
def test_each_post_of_a_thread_begins_with_a_sign(post: str) -> None:
    before, *posts, behind = _posts(page_text(_thread(post)))
    assert before == "A thread"
    assert behind == "Log in"
    assert [[said for said in SAID if said in post] for post in posts] == [[said] for said in SAID]


def test_a_post_is_one_where_the_same_person_goes_on() -> None:
    by = ("<b class=from_name>u</b>", "", "")
    page = "".join(
        f'<div class="message c{n}">{by[n % 3]}{said}<br>{said * 3}</div>' for n, said in enumerate(SAID * 2)
    )
    assert len(_posts(page_text(page))) == 1 + len(SAID * 2)


def test_an_answer_within_a_post_is_a_text_of_its_own() -> None:
    said = "<b class=author>u</b><p>{}</p><p>{}</p>"
    inner = "".join(f"<div class=reply>{said.format(2 * one, 3 * one)}</div>" for one in SAID[1:])
    first = f"<div class=reply>{said.format(SAID[0] * 2, SAID[0] * 3)}{inner}</div>"
    page = f"{first}<div class=reply>{said.format('x' * 99, 'y')}</div>"
    assert [[said for said in SAID if said in post] for post in _posts(page_text(page))][1:4] == [
        [said] for said in SAID
    ]


def test_what_follows_a_post_begins_with_the_sign_be_it_a_row_or_within_a_cell() -> None:
    thread = "".join(THREADS["divisions with classes"].format(n=n, said=f"{x}<br>" * 4) for n, x in enumerate(SAID))
    row = "<table><tr><td>a</td><td>b</td></tr></table>"
    for page in (f"{thread}{row}", f"<table><tr><td>{thread}</td><td>a b</td></tr></table>"):
        *_, last, behind = _posts(page_text(page))
        assert SAID[-1] in last
        assert behind.split() == ["a", "b"]


@pytest.mark.parametrize(
    "page",
    [
        "<ul>" + "".join(f'<li><span class="post-date">2020</span> Acme {n} Ltd</li>' for n in range(9)) + "</ul>",
        "<table>" + "".join(f"<tr><td class=author>u{n}<td>Acme {n} Ltd<td>7</tr>" for n in range(9)) + "</table>",
        "".join(f"<div class=card><h3>Acme {n}</h3><time>2020</time><p>Leaked</p></div>" for n in range(9)),
        f"<article><p class=byline>By A. Nother</p><p>{SAID[0] * 9}</p><p>{SAID[1] * 9}</p></article>",
        "".join(f"<div><p>{said * 9}</p><p>{said}</p></div>" for said in SAID),
        "".join(f"<p>{said} <span class=author>u</span> <time>1</time></p>" for said in SAID),
    ],
    ids=["items", "rows", "cards", "one article", "divisions that nobody signed", "paragraphs"],
)
def test_what_is_no_post_has_no_sign(page: str) -> None:
    assert POST not in page_text(page)


def test_the_sign_stands_before_what_says_something() -> None:
    kept = "<div class=post><b class=author></b><pre>\n\n\n  {}\n{}\n</pre></div>"
    text = page_text("".join(kept.format(said * 3, said) for said in SAID))
    assert [line for line in text.split("\n") if line.startswith(POST)] == [f"{POST}  {said * 3}" for said in SAID]


@pytest.mark.parametrize(
    "page",
    [
        "".join(f'<div class="c{n // 2} author">x</div>' for n in range(50_000)),
        "<div class=p><b class=author>y</b></div>" * 20_000,
        "<time>x</time>" * 100_000,
        ("<div class=author><i>" * 40 + "x" + "</i></div>" * 40) * 200,
        f'<div class="{"autho" * 2000}">x</div>' * 100,
        "<div class=q><div class=p><b class=author>y</b></div>" * 900 + "line<br>" * 50_000 + "</div>" * 900,
    ],
    ids=["kinds", "empty posts", "times", "nested", "long classes", "lines within many"],
)
@pytest.mark.timeout(20)
def test_a_hostile_page_takes_no_longer_than_its_size(page: str) -> None:
    assert page_text(page).replace(POST, "").strip()


def test_lines_that_an_editor_made_paragraphs_of_are_lines_in_a_post() -> None:
    rows = "".join(f"<p>{name}</p>" for name in ("Acme", "Globex", "Initech", "Umbrella", "Hooli"))
    talk = "<p>so<br>it</p><p>is</p><p>was</p><p>and<br>will be</p>"
    apart = "<br>a<br><br>b<br><br>c<br><br>d<br><br>e"
    page = "".join(f'<div class="post"><b class="author">u</b>{said}</div>' for said in (rows, talk, apart))
    lines, others, breaks = _posts(page_text(page))[1:4]
    assert breaks == "u\na\n\nb\n\nc\n\nd\n\ne"
    assert lines == "u\nAcme\nGlobex\nInitech\nUmbrella\nHooli"
    assert others == "u\n\nso\nit\n\nis\n\nwas\n\nand\nwill be"
