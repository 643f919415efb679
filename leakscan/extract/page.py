"""The walk through a page that turns HTML into lines as a reader sees them.

A row of a table is one line with tabs between its cells, ``li`` becomes ``• item``, block elements end lines, a second
``br`` leaves one empty, inline elements never split a word, ``pre`` and its like keep their lines. Each post of a
thread begins with a sign. What a browser hides and a leaker uses (comments, values of fields, ``mailto:`` links, data
in scripts) follows at the end, a line each.

The tree is walked without recursion and each element is met once, so depth and size cost no more than their bytes.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Set
from typing import Any
from urllib.parse import unquote

from leakscan.block import LINE_ENDS
from leakscan.errors import ExtractError
from leakscan.extract import limits
from leakscan.extract.lines import Lines
from leakscan.extract.nesting import refuse_bad_nesting
from leakscan.extract.posts import posts_of
from leakscan.extract.scripts import data_of

_SECTIONS = (
    "address article aside body center details dialog div figcaption figure footer header hr html main nav section"
)
_PARTS = "button caption dd dl dt fieldset form label legend noscript optgroup option select summary tbody tfoot thead"
_BREAKS = frozenset(f"{_SECTIONS} {_PARTS} br menu".split())
_GAPS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "title"})
_KEPT = frozenset({"pre", "textarea", "xmp", "listing", "plaintext"})
_DROPPED = frozenset({"style", "script", "template"})
_CHECK_EVERY = 4096


def page_text(html: str) -> str:
    """The text of a page; see the module.

    Raises:
        ExtractError: If the page nests too deep, or takes longer than ``limits.SECONDS``.
    """
    from selectolax.lexbor import LexborHTMLParser

    refuse_bad_nesting(html)
    tree = LexborHTMLParser(html)
    if tree.root is None:
        return ""
    deadline = time.monotonic() + limits.SECONDS
    walk = _walked(tree.root, deadline, posts_of(tree))
    fragments = deque(tree.template_fragments())  # what stands in a template is in no tree but its own
    while fragments:
        fragment = fragments.popleft()
        walk.later(_walked(fragment, deadline).text())
        fragments.extend(fragment.template_fragments())
    return walk.text()


def _walked(root: Any, deadline: float, posts: Set[int] = frozenset()) -> _Walk:
    walk = _Walk()
    for step, (node, entering) in enumerate(_steps(root)):
        is_post = node.mem_id in posts
        if is_post and entering:
            walk.begin_post()
        (walk.enter if entering else walk.leave)(node)
        if is_post and not entering:
            walk.end_post()
        if step % _CHECK_EVERY == 0 and time.monotonic() > deadline:
            raise ExtractError(f"the page took longer than {limits.SECONDS:.0f} s to read")
    return walk


def _steps(root: Any) -> Iterator[tuple[Any, bool]]:
    """Every node of the tree, when it is entered and when it is left."""
    node, depth = root, 0
    while node.prev is not None:  # comments may stand before the root element
        node = node.prev
    while True:
        yield node, True
        child = node.child if node.tag not in _DROPPED else None
        if child is not None:
            node, depth = child, depth + 1
            continue
        yield node, False
        while node.next is None:
            if depth == 0:
                return
            node, depth = node.parent, depth - 1
            yield node, False
        node = node.next


class _Walk:
    """The state of one walk: open cells, open preformatted elements, and what stands at the end."""

    def __init__(self) -> None:
        self._open = [Lines()]
        self._rows: list[list[Lines]] = []
        self._kept = 0
        self._code = 0
        self._items = 0
        self._paragraphs = 0
        self._posts: list[tuple[Lines, int, int]] = []
        self._after: list[str] = []

    @property
    def _lines(self) -> Lines:
        return self._open[-1]

    def text(self) -> str:
        """All lines, then what a browser does not show."""
        while len(self._open) > 1:
            self._open.pop()
        self._lines.end()
        lines = self._lines.done
        if self._after:
            lines += ["", *dict.fromkeys(self._after)]
        return "\n".join(lines).strip("\n")

    def begin_post(self) -> None:
        """Begin a text of its own with the next line."""
        self._lines.end()
        self._posts.append((self._lines, len(self._lines.done), self._paragraphs))

    def end_post(self) -> None:
        """End it, and mark where it began."""
        lines, start, before = self._posts.pop()
        lines.end_post(start, paragraphs=self._paragraphs - before >= LINE_ENDS)

    def enter(self, node: Any) -> None:
        """Open an element, or write a text."""
        tag = node.tag
        if tag == "-text":
            self._write(node.text_content or "")
        elif tag == "-comment":
            self.later(node.comment_content or "")
        elif tag in _KEPT:
            self._lines.end()
            self._kept += 1
            self._lines.structured |= tag == "pre"
        elif tag in {"td", "th"}:
            self._lines.end()
            self._open.append(Lines())
        elif tag == "tr":
            self._lines.end()
            self._rows.append([])
        else:
            self._enter_other(node, tag)

    def _enter_other(self, node: Any, tag: str) -> None:
        if tag in _GAPS:
            self._gap()
            self._paragraphs += tag == "p"
        elif tag in _BREAKS:
            self._break(tag)
        elif tag == "li":
            self._lines.end()
            self._lines.bullet = self._lines.structured = True
            self._items += 1
        elif tag == "code":
            self._code += 1
        else:
            self._attributes(node, tag)

    def leave(self, node: Any) -> None:
        """Close an element."""
        tag = node.tag
        if tag in _KEPT:
            self._kept -= 1
            self._lines.end_kept()
        elif tag in {"td", "th"}:
            self._leave_cell()
        elif tag == "tr":
            self._lines.end_row(self._rows.pop())
        elif tag in _GAPS:
            self._leave_gap(tag)
        elif tag in _BREAKS:
            self._lines.end()
        elif tag == "li":
            self._lines.end()
            self._lines.bullet = False
            self._items -= 1
        elif tag == "code":
            self._code -= 1

    def _leave_gap(self, tag: str) -> None:
        self._gap()
        self._lines.structured |= tag in {"table", "ul", "ol"}

    def _gap(self) -> None:
        """End the running line, with an empty line behind it, but in lists: their items stay together."""
        (self._lines.end if self._items else self._lines.gap)()

    def _leave_cell(self) -> None:
        cell = self._open.pop()
        cell.end()
        (self._rows[-1] if self._rows else []).append(cell)

    def _break(self, tag: str) -> None:
        if self._kept:
            self._lines.keep("\n")
        elif tag == "br" and self._lines.says_nothing:
            self._gap()
        else:
            self._lines.end()

    def _write(self, text: str) -> None:
        if self._kept or (self._code and "\n" in text.strip()):
            self._lines.keep(text)
        else:
            self._lines.add(text)

    def later(self, text: str) -> None:
        """Keep lines for the end."""
        self._after += [line.strip() for line in text.splitlines() if line.strip()]

    def _attributes(self, node: Any, tag: str) -> None:
        """Keep what stands in attributes and scripts instead of in text."""
        has = node.attributes
        if tag == "a" and (has.get("href") or "").lower().startswith("mailto:"):
            self.later(unquote(has["href"][7:].split("?")[0]))
        elif tag == "input" and (has.get("type") or "text").lower() != "password":
            self.later(has.get("value") or "")
        elif tag == "img":
            self._lines.add(has.get("alt") or "")
        elif tag == "meta" and (has.get("name") or has.get("property") or "").lower().endswith("description"):
            self.later(has.get("content") or "")
        elif tag == "script":
            for data in data_of(has.get("type") or "", node.text()):
                self.later(data)
