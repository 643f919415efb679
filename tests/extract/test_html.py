from __future__ import annotations

import time

import pytest

from leakscan.errors import ExtractError
from leakscan.extract import extract
from leakscan.extract.page import page_text
from tests.extract.documents import document


def test_a_row_of_a_table_is_one_line_with_tabs() -> None:
    html = "<table><tr><th>Customer<th>Accounts<tr><td>Ac<b>m</b>e\n  Corp<td> 3 <br>of 4<tr><td><td>5</table>"
    assert page_text(html) == "Customer\tAccounts\nAcme Corp\t3 of 4\n\t5"


def test_inline_elements_never_split_words_and_blocks_end_lines() -> None:
    html = "<title>A page</title><h1>Head</h1><p>Ac<i>me</i> &amp; <span>Co</span><br>next<div>block</div>tail"
    assert page_text(html) == "A page\n\nHead\n\nAcme & Co\nnext\n\nblock\ntail"


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("see:<br><br>Acme<br>Globex<br> <br/><br>end", "see:\n\nAcme\nGlobex\n\nend"),
        ("<div>see:</div><br><div>Acme<br></div><div>Globex</div>", "see:\n\nAcme\nGlobex"),
        ("<br><br>Acme", "Acme"),
        ("<ul><li>Acme<br><br><li>Globex</ul>", "• Acme\n• Globex"),
        ("<table><tr><td><br>Acme<br><br>Corp<td>5</table>", "Acme Corp\t5"),
        ("<pre>Acme<br><br>Globex</pre>", "Acme\n\nGlobex"),
    ],
)
def test_a_break_on_a_line_without_a_word_leaves_it_empty(html: str, read: str) -> None:
    assert page_text(html) == read


def test_items_of_a_list_stay_together() -> None:
    assert page_text("<ul><li>Acme<li><p>Globex</p><li><a>Ini</a>tech</ul>") == "• Acme\n• Globex\n• Initech"


def test_preformatted_text_keeps_its_lines_and_columns() -> None:
    html = "<pre>name    n\nAcme    3\n\tGlobex</pre><textarea>a  b\nc</textarea><code>x  y\nz</code>"
    assert page_text(html) == "name    n\nAcme    3\n\tGlobex\na  b\nc\nx  y\nz"


def test_a_table_that_only_arranges_a_page_keeps_the_lines_of_its_cells() -> None:
    posts = "".join(f"client {n}<br>" for n in range(9))
    html = f"<table><tr><td>joe</td><td>{posts}</td></tr></table>"
    assert page_text(html).split("\n") == ["joe", *(f"client {n}" for n in range(9))]


def test_a_table_in_a_table_keeps_its_rows() -> None:
    html = "<table><tr><td>menu<td><table><tr><td>Acme<td>1<tr><td>Globex<td>2</table></table>"
    assert "Acme\t1\nGlobex\t2" in page_text(html)


def test_a_paste_shown_with_line_numbers_keeps_its_lines() -> None:
    html = "<table><tr><td>1<br>2<br>3</td><td><pre>Acme;1\nGlobex;2\nInitech;3</pre></td></tr></table>"
    assert "Acme;1\nGlobex;2\nInitech;3" in page_text(html)


def test_what_a_browser_hides_stands_at_the_end() -> None:
    html = (
        "<!-- Acme in a comment --><p>shown</p><input value='Globex'><input type=password value=secret>"
        "<a href='mailto:joe%40acme.example?subject=x'>write</a><template><p>kept apart</p></template>"
        '<script type=\'application/ld+json\'>{"name": "Soci\\u00e9t\\u00e9"}</script>'
        "<script>var code</script><style>css</style>"
    )
    shown, written, hidden = page_text(html).split("\n\n")
    assert (shown, written) == ("shown", "write")
    assert hidden.split("\n") == [
        "Acme in a comment",
        "Globex",
        "joe@acme.example",
        '{"name": "Société"}',
        "kept apart",
    ]


def test_the_charset_a_page_names_is_used() -> None:
    content = "<html><head><meta charset='windows-1251'></head><p>Газпром".encode("cp1251")
    assert extract(document(content, "x.html")).text == "Газпром"


def test_characters_written_as_numbers_are_read_and_halves_replaced() -> None:
    text = extract(document("<p>M&#252;ller &#xD800; &#x41;cme", "x.html")).text
    assert text.startswith("Müller")
    assert text.endswith("Acme")
    text.encode()


def test_broken_markup_is_read_all_the_same() -> None:
    assert "Acme" in page_text("</td></tr><table><td>Acme</ul></li><tr></pre></table></table><<<>")


def test_depth_costs_no_more_than_its_bytes() -> None:
    begun = time.process_time()
    assert page_text("<div>" * 2_000 + "Acme") == "Acme"
    assert "Acme" in page_text("<table><tr><td>" * 500 + "Acme")
    formatting = "".join(f"<b id={n}>" for n in range(2_000))
    for hostile in ("<div>" * 200_000, "<div>" * 200_000 + "</x>" * 200_000, formatting + "<p>x" * 100_000):
        with pytest.raises(ExtractError, match="nest"):
            page_text(hostile)
    assert time.process_time() - begun < 20  # a quadratic walk takes many minutes


def test_a_page_past_a_bound_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leakscan.extract.limits.HTML_BYTES", 100)
    with pytest.raises(ExtractError, match="larger"):
        extract(document("<p>" + "a" * 200, "x.html"))
    monkeypatch.setattr("leakscan.extract.limits.SECONDS", -1.0)
    with pytest.raises(ExtractError, match="longer"):
        extract(document("<p>a", "x.html"))
