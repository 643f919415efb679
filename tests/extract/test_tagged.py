from __future__ import annotations

import html
import json

import pytest

from leakscan.block import LINE_ENDS
from leakscan.extract import extract
from leakscan.extract.tagged import shown
from tests.extract.documents import document

ROWS = ("Acme", "Bolt & Co", "Crest", "Delta", "Ember")
LINES = "\n".join(ROWS)
BROKEN = "<br>".join(map(html.escape, ROWS))
WAYS = {
    "broken": BROKEN,
    "broken, as XML has it": "<br />".join(map(html.escape, ROWS)),
    "broken, and lines of its own": "<br/>\r\n".join(map(html.escape, ROWS)),
    "a newer forum's": f"<t>{BROKEN}</t>",
    "blocks": "".join(f'<div class="line">{html.escape(row)}</div>' for row in ROWS),
    "cells": f"<table>{''.join(f'<tr><td><b>{html.escape(row)}</b></td></tr>' for row in ROWS)}</table>",
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("x.sql", "INSERT INTO posts VALUES (1,'%s',0),(2,'see <b>Acme</b>',0);"),
        ("x.sql", "1\t%s\t2020-01-01\n2\tsee <b>Acme</b>\t2020-01-02"),
        ("x.csv", '1,"%s",0\n2,see <b>Acme</b>,0'),
        ("x.log", 'INFO body="%s" status=200'),
        ("x.xml", '<posts>\n<row Id="1" Body="%s" />\n</posts>'),
    ],
)
def test_a_post_that_is_kept_as_html_has_the_lines_that_a_page_has(way: str, name: str, written: str) -> None:
    said = WAYS[way].replace('"', "&quot;").replace("\r\n", "" if name == "x.sql" and "\t" in written else "\r\n")
    assert extract(document(written % said, name)).text == written % LINES


@pytest.mark.parametrize("way", WAYS)
def test_json_has_it_in_its_strings(way: str) -> None:
    written = json.dumps({"id": 1, "cooked": WAYS[way], "raw": "<3"}).replace("</", "<\\/")
    assert extract(document(written, "x.json")).text == f'{{"id": 1, "cooked": "{LINES}", "raw": "<3"}}'


def test_what_an_attribute_of_xml_has_as_references_is_html_too() -> None:
    written = f'<posts>\n  <row Id="1" Body="{html.escape(BROKEN)}" Score="3" />\n</posts>'
    assert (
        extract(document(written, "Posts.xml")).text == f'<posts>\n  <row Id="1" Body="{LINES}" Score="3" />\n</posts>'
    )


def test_items_have_bullets_and_the_cells_of_a_table_have_tabs_but_where_these_part_the_cells_around() -> None:
    items = f"<ul>{''.join(f'<li>{row}</li>' for row in 'abcd')}</ul>"
    assert shown(f"(1,'{items}')") == "(1,'• a\n• b\n• c\n• d')"
    rows = f"<table>{''.join(f'<tr><td>{row}</td><td>5</td></tr>' for row in 'abcd')}</table>"
    assert shown(f"(1,'{rows}')") == "(1,'a\t5\nb\t5\nc\t5\nd\t5')"
    assert shown(f"1\t{rows}\t2") == "1\ta  5\nb  5\nc  5\nd  5\t2"


@pytest.mark.parametrize(
    "written",
    [
        "<p>Acme</p>\n" * 20,
        "'" + "a note\nof some lines,\n<p>\nof which few end so</p>" * 20 + "'",
        "if a<b and c>d: x(p[i]<q)\n" * 20,
    ],
)
def test_texts_with_lines_of_their_own_stay_as_they_are(written: str) -> None:
    assert shown(written) == written


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("(1,'" + "5 Main St<br>" * (LINE_ENDS - 1) + "',2)", "(1,'" + "5 Main St " * (LINE_ENDS - 1) + "',2)"),
        ("| Acme<br/>Inc | 5 |", "| Acme Inc | 5 |"),
        ("'a note\nof some lines<br>each<br>\nand more'", "'a note\nof some lines each \nand more'"),
        ("<li>Acme<BR />Inc</li>", "<li>Acme Inc</li>"),
    ],
)
def test_few_lines_stay_on_one(written: str, read: str) -> None:
    assert shown(f"{written}\n" * LINE_ENDS) == f"{read}\n" * LINE_ENDS


def test_a_cell_that_commas_part_from_others_has_quotes_around_its_lines() -> None:
    assert shown('1,a<br>b<br>"c"<br>d<br>e,2\n3,f,4') == '1,"a\nb\n""c""\nd\ne",2\n3,f,4'
    assert shown("1,a<br>b<br>c<br>d, Inc<br>e,2") == "1,a\nb\nc\nd, Inc\ne,2"


def test_paragraphs_of_a_line_each_are_lines_and_others_stay_apart() -> None:
    lines = "".join(f"<p>{row}</p>" for row in "abcdefgh")
    assert shown(f"'{lines}'") == "'a\nb\nc\nd\ne\nf\ng\nh'"
    assert shown("'<p>a<br>b</p><p>c</p><p>d<br>e<br>f</p>'") == "'a\nb\n\nc\n\nd\ne\nf'"
    assert shown("'a<br><br>b<br><br>c<br><br>d<br><br>e'") == "'a\n\nb\n\nc\n\nd\n\ne'"
    assert shown("'<p>a</p><p>b</p><p>c<br>d</p>'") == "'a\n\nb\n\nc\nd'"


def test_what_is_no_tag_is_kept() -> None:
    said = "<p>if (i<n; i++) a<b &amp; AT&T</p><p>Jo <jo@example.org></p><p>List<String> x</p><p><3</p><p>it\\'s</p>"
    read = "'if (i<n; i++) a<b &amp; AT&T\nJo <jo@example.org>\nList<String> x\n<3\nit\\'s'"
    assert shown(f"'{said}'") == read


def test_what_a_reader_does_not_see_stands_behind() -> None:
    said = "<!-- wp:paragraph --><p>a</p><p>b</p><p>c</p><p>d <a href='mailto:jo@example.org'>us</a></p>"
    assert shown(f'"{said}"') == '"a\nb\nc\nd us\nwp:paragraph\njo@example.org"'


def test_posts_within_a_post_are_not_marked() -> None:
    posts = "".join(f'<div class="post"><b class="author">u</b>{BROKEN}</div>' for _ in range(3))
    assert "\x1e" not in shown(f"('{posts}')")


def test_what_nests_too_deep_is_kept_as_it_is() -> None:
    written = "<div><b>" * 50_000 + "</div>" * 5
    assert shown(written) == written


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "written",
    [
        "<br>" * 200_000,
        "('<br>" * 100_000,
        "<p" * 200_000 + "</p>" * 5,
        "<!--" * 100_000 + "<br>" * 5,
        "<a " + "x " * 200_000 + "<br>" * 5,
        "'<br><br><br><br>" + "\n" * 200_000,
        "('x" + "\n" * 200_000 + "<br>" * 5 + "')",
        "('x" + " \n" * 100_000 + "y <br>" * 5 + "')",
        '="<br/><br/><br/><br/>" ' * 40_000,
        "x \n" * 100_000 + "<br>" * 5,
    ],
)
def test_hostile_tags_cost_little(written: str) -> None:
    assert isinstance(shown(written), str)
