"""Python's search for objects that hold each other, paused while many are made that don't."""

from __future__ import annotations

import gc
from types import TracebackType


class uncollected:  # noqa: N801  # asked for as a function would be, and entered several times a document
    """Pause the collector of the process; each time it looks at all there is, an index of many entries too.

    Once it may go on it looks at what was made, 3 % of what a list of misspelt names costs. To pass that by
    (``gc.freeze()``, ``gc.unfreeze()``) would begin its counts anew with each document, so that what a process makes
    between two of them and what holds itself would never be collected.
    """

    __slots__ = ("_paused",)

    def __enter__(self) -> None:
        self._paused = gc.isenabled()
        if self._paused:
            gc.disable()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._paused:
            gc.enable()
