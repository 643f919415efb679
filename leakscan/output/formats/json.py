"""One JSON array of hits, each as ``hit.schema.json`` has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leakscan.contract import hit_json
from leakscan.model import Hit
from leakscan.output.formats import Style
from leakscan.output.jsontext import dumps


def render(hits: Iterable[Hit], _style: Style) -> Iterator[str]:
    """The array, a hit a line, written as the hits come."""
    yield "["
    held: str | None = None
    for hit in hits:
        if held is not None:
            yield held + ","
        held = dumps(hit_json(hit))
    if held is not None:
        yield held
    yield "]"
