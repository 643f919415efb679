"""Which elements of a page are posts: of a thread, of a chat that was exported, the comments below an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

_NAMED = ("author", "username", "user-name", "user_name", "from_name", "poster", "nickname", "sender", "byline")
_DATED = ("datetime", "timestamp", "post-date", "postdate", "post_date", "post-time", "message-time")
_SIGNED = ", ".join(
    (
        *(f'[class*="{word}" i]' for word in (*_NAMED, *_DATED)),
        '[itemprop~="author"], [itemprop~="datePublished"], [itemprop~="dateCreated"], [rel~="author"]',
        "time",
    )
)
"""Elements that tell who wrote something, or when."""
_TAGS = frozenset({"article", "details", "div", "dl", "li", "section", "table", "tbody", "tr"})
_DEPTH = 12
"""Elements that may be around the one that tells it, within a post."""
_FEWEST = 2
"""Posts side by side: one alone may be the page."""
_MOST = 10_000
"""Elements that tell it and are looked at: other posts of a kind that these tell are found all the same."""

_Kind = tuple[str, str]


def posts_of(tree: Any) -> frozenset[int]:
    """The posts of a parsed page, by ``mem_id``: siblings of one tag and class of which two or more are signed.

    Others of the kind are posts too: a chat names nobody where the same one goes on.
    """
    signed: dict[int, dict[_Kind, set[int]]] = defaultdict(lambda: defaultdict(set))
    parents: dict[int, Any] = {}
    for mark in islice(tree.css(_SIGNED), _MOST):
        for node in _around(mark):
            parent = parents.setdefault(node.parent.mem_id, node.parent)
            signed[parent.mem_id][_kind(node)].add(node.mem_id)
    found = set[int]()
    for number, nodes in signed.items():
        kinds = {kind for kind, some in nodes.items() if len(some) >= _FEWEST}
        if kinds:
            found.update(node.mem_id for node in parents[number].iter() if _kind(node) in kinds)
    return frozenset(found)


def _around(node: Any) -> Iterator[Any]:
    """The element and some of those around it that may be a post."""
    for _ in range(_DEPTH):
        if node is None or node.parent is None:
            return
        if node.tag in _TAGS:
            yield node
        node = node.parent


def _kind(node: Any) -> _Kind:
    classes = (node.attributes.get("class") or "").split(maxsplit=1)
    return node.tag, classes[0] if classes else ""
