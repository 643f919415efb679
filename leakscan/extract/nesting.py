"""Whether a page's elements nest so badly that parsing it would take quadratic time or memory.

The parser is native code that no deadline reaches, and HTML's own rules make it walk up all open elements at many
tags, and repeat all open formatting elements in each new paragraph. Both costs are counted here in one pass.
"""

from __future__ import annotations

import re
from collections import Counter

from leakscan.errors import ExtractError

_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)")
# Elements without content, and those that the next of their kind closes.
_VOID = "area base br col embed hr img input link meta param source track wbr"
_REPLACED = "p li dd dt td th tr option optgroup tbody thead tfoot"
_CLOSED = frozenset(f"{_VOID} {_REPLACED}".split())
_FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
_STEPS = 1_000_000_000
_REPEATS = 3_000_000


def refuse_bad_nesting(html: str) -> None:
    """Let a page pass that can be parsed in good time.

    Raises:
        ExtractError: If its unclosed elements would cost the parser minutes or gigabytes.
    """
    unclosed: Counter[str] = Counter()
    depth = formatting = steps = repeats = 0
    for tag in _TAG.findall(html):
        name = tag.lower().lstrip("/")
        change = 0 if name in _CLOSED else 1 if tag[0] != "/" else -1 if unclosed[name] else 0
        if change:
            unclosed[name] += change
            depth += change
            formatting += change * (name in _FORMATTING)
        steps += depth
        repeats += formatting
    if steps > _STEPS or repeats > _REPEATS:
        raise ExtractError("its elements nest too deep to be parsed; open it in a browser and save it as text")
