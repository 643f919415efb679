"""What a message holds, written down whole before it is first sent."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from leakscan.model import Severity


@dataclass(frozen=True)
class Content:
    """Title, text, how grave it is, and the fields that transports with a payload of their own get beside them."""

    title: str
    body: str
    severity: Severity
    fields: dict[str, str] = field(default_factory=dict)

    def dumps(self) -> str:
        """As the store keeps it."""
        return json.dumps(asdict(self), ensure_ascii=True)


def loads(text: str) -> Content:
    """What ``dumps`` wrote."""
    told = json.loads(text)
    return Content(told["title"], told["body"], Severity(told["severity"]), told["fields"])
