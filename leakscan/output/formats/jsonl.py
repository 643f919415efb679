"""JSON lines: one hit a line, as ``hit.schema.json`` has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leakscan.contract import hit_json
from leakscan.model import Hit
from leakscan.output.formats import Style
from leakscan.output.jsontext import dumps


def render(hits: Iterable[Hit], _style: Style) -> Iterator[str]:
    """One line a hit."""
    for hit in hits:
        yield dumps(hit_json(hit))
