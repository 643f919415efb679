"""Line ends that no name goes over, behind many words at once: those of lines without quotes that are no prose."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.chars import BAR, NEWLINE, QUOTE, SEMICOLON, SPACE, TAB
from leakscan.screening.gaps import LINE_WORDS, LONG_LINE, LONGEST_LINE
from leakscan.screening.text import END, Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]


class Lines(NamedTuple):
    """Where in a text lines end, and quotes, spaces and the marks of tables stand."""

    ends: Whole
    quotes: Whole
    spaces: Whole
    marks: Whole

    def between(self, signs: Whole, begins: Whole, ends: Whole) -> Whole:
        """How many signs there are from places to others."""
        import numpy as np

        return np.searchsorted(signs, ends) - np.searchsorted(signs, begins)


def lines_of(text: Text) -> Lines:
    """The lines of a text, which has arrays."""
    import numpy as np

    kinds = text.kinds
    marks = (kinds == TAB) | (kinds == BAR) | (kinds == SEMICOLON)
    return Lines(*map(np.flatnonzero, (kinds == NEWLINE, kinds == QUOTE, kinds == SPACE, marks)))


def are_last(text: Text, lines: Lines, places: Whole) -> Truths:
    """Whether no name goes on behind words, right behind each of which its line ends and the next one is not indented.

    Of some of which none does it is not told: as :func:`leakscan.screening.gaps.gap` finds it one by one.
    """
    import numpy as np

    ends = text.words[:, END][places]
    before = np.searchsorted(lines.ends, ends) - 1
    begins = np.where(before >= 0, lines.ends[np.maximum(before, 0)] + 1, 0)
    size = ends - begins
    quotes, spaces, marks = (lines.between(signs, begins, ends) for signs in (lines.quotes, lines.spaces, lines.marks))
    found: Truths = (size < LONG_LINE) | (spaces < LINE_WORDS) | (marks > 0)
    return found & (quotes == 0) & (size < LONGEST_LINE)
