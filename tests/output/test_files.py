from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from leakscan.model import Hit
from leakscan.output.escape import printable
from leakscan.output.formats import Style, packer, renderer
from tests.output.hits import HOSTILE, hostile_hits, make_hit

PAYLOADS = [
    "<script>alert(1)</script>", "</style><script>x</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)",
    "' onmouseover='x", "<svg/onload=x>", "{{ 7*7 }}", "{% raw %}", "&lt;b&gt;", "</title><b>", "<!--", "]]>",
    "<base href=//x>",
    "<meta http-equiv=refresh content=0;url=//x>", "\u202e<b>", "<a href=data:text/html,x>", "</main></body></html><p>",
]  # fmt: skip
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x")',
    "{=1}",
    "http://x.example",
    "1e5",
    "007",
]


class Elements(HTMLParser):
    """Every element with the names of its attributes, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action"}]


def read(html: str) -> Elements:
    parser = Elements()
    parser.feed(html)
    return parser


def whole(name: str, hits: list[Hit], *, names: bool = True) -> str:
    return "\n".join(renderer(name)(hits, Style(names=names)))


def sheet(hits: list[Hit]) -> Any:
    content = b"".join(packer("xlsx")(hits, Style(names=True)))
    return openpyxl.load_workbook(io.BytesIO(content)).active


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_page_has_the_same_elements_whatever_is_in_it(payload: str) -> None:
    ordinary, hostile = (read(whole("html", [make_hit(text, path=text)])) for text in ("plain", payload))
    assert hostile.found == ordinary.found
    assert all(link.startswith("#hit-") for link in hostile.links)


def test_a_page_fetches_nothing_and_allows_its_own_style_alone() -> None:
    html = whole("html", [make_hit()])
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert policy
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1].replace("&#39;", "'").startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    tags = {tag for tag, _ in read(html).found}
    assert not tags & {"script", "link", "img", "iframe", "form", "object", "embed"}
    assert "url(" not in style[1]
    assert "prefers-color-scheme: dark" in style[1]
    assert not [names for _, names in read(html).found if any(n.startswith("on") or n == "style" for n in names)]


def test_a_page_can_be_read_aloud() -> None:
    html = whole("html", [make_hit()])
    assert '<html lang="en">' in html
    assert re.search(r"<title>[^<]+</title>", html)
    assert html.count("<h1") == html.count("<main") == html.count("<caption") == 1
    assert not re.findall(r"<th(?![^>]*scope=)[ >]", html)


def test_a_page_of_nothing_is_a_page() -> None:
    assert "0 hits" in whole("html", [])


@pytest.mark.parametrize("text", [*FORMULAS, *HOSTILE])
def test_no_cell_of_a_sheet_is_anything_but_its_text(text: str) -> None:
    found = sheet([make_hit(text, path=text)])
    heading = [cell.value for cell in found[1]]
    cells = dict(zip(heading, found[2], strict=True))
    assert {cell.data_type for cell in found[2]} <= {"s", "n"}
    assert not [cell for cell in found[2] if cell.hyperlink]
    for column in ("path", "title", "author"):
        assert (cells[column].value or "") == printable(text)
    assert (cells["clients_matched"].value, cells["score"].value) == (3, 0.9999)


def test_a_cell_that_is_too_long_says_so() -> None:
    value = sheet([make_hit("x" * 40_000)])["L2"].value
    assert (len(value), value[-1]) == (32_767, "…")


def test_stix_is_valid_and_the_same_again() -> None:
    import stix2

    hits = [make_hit(), *hostile_hits()]
    text = whole("stix", hits)
    assert text == whole("stix", hits)
    bundle = stix2.parse(text, allow_custom=False, version="2.1")
    kinds = [thing.type for thing in bundle.objects]
    assert kinds.count("observed-data") == kinds.count("note") == 1 + len(HOSTILE)
    notes = [thing for thing in bundle.objects if thing.type == "note"]
    assert "Clients: Acme 0; Acme 1; Acme 2." in notes[0].content
    ids = {thing.id for thing in bundle.objects}
    for thing in bundle.objects:
        assert set(getattr(thing, "object_refs", ())) <= ids
    assert "Acme 0" not in whole("stix", [make_hit()], names=False)
    assert [thing.type for thing in stix2.parse(whole("stix", [])).objects] == ["identity", "marking-definition"]


def test_misp_is_valid_and_the_same_again() -> None:
    from pymisp import MISPEvent

    hit = make_hit()
    posted = replace(hit, sha256="cd" * 32, sighting=replace(hit.sighting, url="https://paste.example/x1"))
    hits = [hit, posted, *hostile_hits()]
    told = json.loads(whole("misp", hits))
    again = json.loads(whole("misp", hits))
    assert told["Event"]["uuid"] == again["Event"]["uuid"]
    event = MISPEvent(strict_validation=True)
    event.load(told)
    assert [each.name for each in event.objects].count("ail-leak") == 2 + len(HOSTILE)
    for each in event.objects:
        relations = {attribute.object_relation for attribute in each.attributes}
        assert relations >= ({"sensor", "text", "origin"} if each.name == "ail-leak" else {"origin", "url"})
    paste = next(each for each in event.objects if each.name == "paste")
    assert {a.object_relation: a.value for a in paste.attributes}["origin"] == "paste.example"
    assert "Clients: Acme 0" in whole("misp", [hit])
    assert "Acme 0" not in whole("misp", [hit], names=False)
    assert json.loads(whole("misp", []))["Event"]["info"] == "leakscan: 0 hits"
