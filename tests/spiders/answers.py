"""Saved answers that are no content: one file an answer, as it came over the wire, in a folder that names its health.

Made by us after what the products really send. ``gone+markup-changed/`` holds answers that either name fits: which one
it is depends on what a spider asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from leakscan.model import Health

FOLDER = Path(__file__).parent.parent / "fixtures" / "answers"


@dataclass(frozen=True)
class Answer:
    """One answer, and the healths that it may be taken for."""

    name: str
    healths: frozenset[Health]
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    def __str__(self) -> str:
        return self.name

    @property
    def could_be_a_paste(self) -> bool:
        """Whether somebody may have pasted the very same: nothing tells such an answer from content."""
        page = "html" in self.headers["Content-Type"]
        return self.status == 200 and bool(self.body.strip()) and not page and Health.MARKUP_CHANGED in self.healths


def read(path: Path) -> Answer:
    """The answer in a file: a line with its status, headers, an empty line, the body."""
    head, _, body = path.read_text("utf-8").partition("\n\n")
    first, *lines = head.splitlines()
    headers = dict(line.split(": ", 1) for line in lines)
    healths = frozenset(map(Health, path.parent.name.split("+")))
    return Answer(
        f"{path.parent.name}/{path.stem}", healths, int(first.split()[1]), headers, body.rstrip("\n").encode()
    )


def answers() -> list[Answer]:
    """All of them."""
    return [read(path) for path in sorted(FOLDER.glob("*/*.http"))]
