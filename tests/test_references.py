from __future__ import annotations

import html
import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakscan.extract import extract
from leakscan.model import Entry, Watchlist
from leakscan.references import named, resolved
from leakscan.screening import compile_index, screen
from tests.extract.documents import document

NAMES = ("Johnson & Johnson", "O'Brien Holdings Ltd", "Müller Straßenbau GmbH", "Macy's Stores", "Кировский завод")
INDEX = compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))])
WRITTEN: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "of a page": html.escape,
    "numbers": lambda name: "".join(f"&#{ord(sign):03};" if sign in "&'" else sign for sign in name),
    "ASCII": lambda name: html.escape(name).encode("ascii", "xmlcharrefreplace").decode(),
    "hexadecimal": lambda name: "".join(sign if sign.isascii() else f"&#x{ord(sign):X};" for sign in name),
    "names of letters": lambda name: html.escape(name).replace("ü", "&uuml;").replace("ß", "&szlig;"),
    "twice": lambda name: html.escape(html.escape(name)),
    "of a program": lambda name: json.dumps(name)[1:-1],
    "of a program twice": lambda name: json.dumps(json.dumps(name))[3:-3],
    "marks of a program": lambda name: "".join(sign if sign.isalnum() else f"\\u{ord(sign):04x}" for sign in name),
    "of an address": quote,
    "of a form": lambda name: "q=" + quote(name).replace("%20", "+"),
    "bytes": lambda name: str(name.encode())[2:-1],
    "repr": lambda name: name.encode("unicode_escape").decode(),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN.keys())
def test_names_are_found_however_their_characters_are_written(written: Callable[[str], str], name: str) -> None:
    text = extract(document(f"id;{written(name)};5\n", "x.csv")).text
    (matches,) = screen([text], INDEX)
    assert [match.entry for match in matches] == [name]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("AT&T;R&D;a&b", "AT&T;R&D;a&b"),
        ("&bogus; &amp;bogus; &;", "&bogus; &amp;bogus; &;"),
        ("(O&#39;Brien, &quot;x&quot;)", '(O\'Brien, "x")'),
        ("('O&#39;Brien, &#x22;x&amp;#034;", '(\'O’Brien, "x"'),
        ("('O&#39;Brien', &quot;x&quot;\")", "('O’Brien', ”x”\")"),
        ('{"a": "\\u0022\\u0027\\u005c"}', '{"a": "”’\\u005c"}'),
        ("a&#10;b&nbsp;c&#7;d", "a\nb c&#7;d"),
        ("&lt;br&gt;", "<br>"),
        ("a&shy;b", "a\u00adb"),
        ("\\ud83d\\ude00 \\ud83d \\u00e", "😀 \\ud83d \\u00e"),
        ("\\xc3\\xa9 \\xe9 \\x41 \\x80\\x81", "é é \\x41 \\x80\\x81"),
        ("C:\\users\\xavier", "C:\\users\\xavier"),
    ],
)
def test_what_becomes_of_references(written: str, read: str) -> None:
    assert resolved(written) == read


@given(st.text(st.sampled_from("&#;amp;x0123u\\dc8<> \n'\""), max_size=60))
def test_no_text_gets_longer_and_none_has_halves_of_characters(text: str) -> None:
    told = resolved(text)
    assert len(told) <= len(text)
    told.encode()


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text", ["&" * 200_000, "&amp;" * 60_000, "&#" * 90_000, "\\" * 200_000 + "u", "\\xff" * 60_000]
)
def test_hostile_text_costs_linear_time(text: str) -> None:
    resolved(text + ";\\u\\x")


def test_what_parts_an_address_stays_as_it_is() -> None:
    address = (
        f"https://example.test/?q={quote('Müller & Söhne')}&copy=1&lang=de&to={quote('https://x/?a=1#b', safe='')}"
    )
    assert resolved(address).startswith(
        "https://example.test/?q=Müller & Söhne&copy=1&lang=de&to=https%3A%2F%2Fx%2F%3F"
    )
    assert (
        resolved("CASA1.4%26JUL28 130%E061221 clients/A%26M a%26b%20c")
        == "CASA1.4%26JUL28 130%E061221 clients/A&M a&b c"
    )
    assert resolved("a/b\n50%20 c/d\n\t50%20\ne/f ?") == "a/b\n50%20 c/d\n\t50%20\ne/f ?"
    assert resolved("50% of 5%, %0g, %1f, %00") == "50% of 5%, %0g, %1f, %00"


def test_a_cell_keeps_its_quotes() -> None:
    assert named("O&#39;Brien &amp; S&ouml;hne, AT&T; &bogus;") == "O'Brien & Söhne, AT&T; &bogus;"
