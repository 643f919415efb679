"""Lines of text in the making: what the walk through a page writes into."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice

from leakscan.block import POST
from leakscan.extract.bounds import may_list, tight

_LAYOUT_LINES = 4


@dataclass
class Lines:
    """Finished lines and the one that is being written.

    A cell of a table has ``Lines`` of its own. ``structured`` says that something stands in it that must keep its
    line ends: a list, preformatted text, another table.
    """

    done: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    bullet: bool = False
    structured: bool = False
    after_post: bool = False

    def add(self, text: str) -> None:
        """Text of the running line, exactly as it stands in the page."""
        self.parts.append(text)

    def end(self) -> None:
        """End the running line; white space is collapsed and an empty line is none."""
        if self.parts:
            line = " ".join("".join(self.parts).split())
            self.parts.clear()
            if line:
                self._write(f"• {line}" if self.bullet else line)
                self.bullet = False

    @property
    def says_nothing(self) -> bool:
        """Whether nothing stands on the running line yet."""
        return not any(part.strip() for part in self.parts)

    def gap(self) -> None:
        """End the running line and leave one empty line behind it."""
        self.end()
        if self.done and self.done[-1]:
            self.done.append("")

    def keep(self, text: str) -> None:
        """Preformatted text: every line stays as it is, but for white space at its end."""
        first, *rest = text.split("\n")
        self.parts.append(first)
        for line in rest:
            self._write("".join(self.parts).rstrip())
            self.parts = [line]
            self.structured = True

    def end_kept(self) -> None:
        """End preformatted text without touching the blanks of its last line."""
        if not self.says_nothing:
            self._write("".join(self.parts).rstrip())
        self.parts.clear()

    def _write(self, line: str) -> None:
        """Add a line; the first that says something behind a post bears the mark."""
        if self.after_post and line:
            line, self.after_post = POST + line.removeprefix(POST), False
        self.done.append(line)

    def end_post(self, start: int, *, paragraphs: bool) -> None:
        """Mark the post that begins with the line of number ``start``, if it may hold a list, and what follows it.

        ``paragraphs``: an editor may have made each line one.
        """
        self.end()
        first = next((at for at in range(start, len(self.done)) if self.done[at]), -1)
        if first >= 0 and may_list(islice(self.done, first, None)):
            if paragraphs:
                self.done[first:] = tight(self.done[first:])
            self.done[first] = POST + self.done[first].removeprefix(POST)
            self.after_post = True

    @property
    def is_layout(self) -> bool:
        """Whether this cell holds so much structure that its table only arranges a page."""
        return self.structured or sum(map(bool, self.done)) > _LAYOUT_LINES

    def end_row(self, cells: list[Lines]) -> None:
        """Write a table's row: one line with a tab between the cells, or a layout's cells one after the other."""
        self.end()
        if any(cell.is_layout for cell in cells):
            for cell in cells:
                for line in cell.done:
                    self._write(line)
                self.after_post |= cell.after_post
        elif any(cell.done for cell in cells):
            self._write("\t".join(" ".join(" ".join(filter(None, cell.done)).split()) for cell in cells).rstrip())
