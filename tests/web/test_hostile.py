"""A stranger's text in every field of every page: it is text there, and nothing of it becomes a part of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from leakscan.output.escape import printable
from leakscan.store import open_store
from tests.web.browsing import Visitor, visiting
from tests.web.hostile import HARMLESS, fill, places
from tests.web.payloads import PAYLOADS, TERMINAL

BATCH = 25  # payloads in one store
OURS = re.compile(r"#main$|/(?![/\\])")  # where a link or form of ours may lead
LEADS = ("href", "src", "action", "formaction", "xlink:href", "data", "srcset", "poster")


def shape(node: LexborNode) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes, in the order of the document."""
    return [(one.tag or "", tuple(sorted(one.attributes))) for one in node.traverse()]


def asked(visitor: Visitor, ids: Sequence[str], payloads: Sequence[str]) -> Iterator[tuple[str, int, LexborHTMLParser]]:
    """Each page with its status; in none is a character that a screen obeys or that hides what is written."""
    for place in places(ids, payloads, doubly=True):
        answer = visitor.get(place)
        assert answer.text == printable(answer.text), place
        yield place, answer.status_code, LexborHTMLParser(answer.text)


def filled(root: Path, payloads: Sequence[str]) -> list[str]:
    root.mkdir()
    (root / "leakscan.toml").write_text("")
    with open_store(root / "leakscan.db") as store:
        return fill(store, root, payloads)


@pytest.mark.parametrize(
    "payloads",
    [
        pytest.param(PAYLOADS[at : at + BATCH], marks=[] if at in {0, 275} else [pytest.mark.slow], id=f"from {at}")
        for at in range(0, len(PAYLOADS), BATCH)
    ],
)
def test_pages_have_the_shape_they_have_for_harmless_text(tmp_path: Path, payloads: Sequence[str]) -> None:
    harmless = [f"{HARMLESS} {n}" for n in range(len(payloads))]
    ids, other = filled(tmp_path / "bad", payloads), filled(tmp_path / "good", harmless)
    with visiting(tmp_path / "bad") as bad, visiting(tmp_path / "good") as good:
        looked = 0
        pairs = zip(asked(bad, ids, payloads), asked(good, other, harmless), strict=True)
        for (place, status, got), (_, expected, template) in pairs:
            assert status == expected, place
            root, model = got.root, template.root
            assert root is not None
            assert model is not None
            assert shape(root) == shape(model), place
            for node in root.traverse(include_text=False):
                leads = [value or "" for name, value in node.attributes.items() if name in LEADS]
                assert [lead for lead in leads if not OURS.match(lead)] == [], place
                assert [name for name in node.attributes if name.startswith("on") or name == "style"] == [], place
            looked += 1
    assert looked == 7 + 8 * len(payloads)


@pytest.mark.parametrize(
    "at", [pytest.param(at, marks=[] if at == 0 else [pytest.mark.slow]) for at in range(0, len(TERMINAL), BATCH)]
)
def test_what_a_terminal_would_obey_is_text_on_a_page(tmp_path: Path, at: int) -> None:
    texts = TERMINAL[at : at + BATCH]
    ids = filled(tmp_path / "bad", texts)
    with visiting(tmp_path / "bad") as visitor:
        assert all(status < 500 for _, status, _ in asked(visitor, ids, texts))


def test_what_is_hostile_is_shown_and_not_swallowed(tmp_path: Path) -> None:
    """Escaped, the text of the leak is all there for whoever has to read it."""
    payload = "</td><script>alert('1')</script>\x1b[2J\u202e"
    (hit,) = filled(tmp_path / "bad", [payload])
    with visiting(tmp_path / "bad") as visitor:
        page = visitor.tree(f"/hits/{hit}")
    shown = page.css_first("main")
    assert shown is not None
    assert "</td><script>alert('1')</script>\\x1b[2J\\u202e" in shown.text()
