"""What a scan shows: its progress, its style, and how it ended."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from leakscan.cli.console import fail, messages, say, warn
from leakscan.errors import UsageError

if TYPE_CHECKING:
    from leakscan.output.formats import Style
    from leakscan.scan import Summary
    from leakscan.scan.job import Scan

_SKIPPED_SHOWN = 10


@contextmanager
def shown_progress(output: str, work: Scan) -> Iterator[Callable[[], None]]:
    """A bar with rate and remaining time on a terminal; the function given is called when the summary has moved."""
    summary = work.summary
    if not _shows_progress(output):
        yield lambda: None
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    parts = (BarColumn(20), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(TextColumn("reading"), *parts, TextColumn("{task.fields[told]}"), console=messages()) as bar:
        task = bar.add_task("", total=None, told="", completed=summary.bytes_done)
        threading.Thread(target=lambda: bar.update(task, total=_total(work)), name="total", daemon=True).start()

        def moved() -> None:
            hits = sum(summary.hits.values())
            bar.update(task, completed=summary.bytes_done, told=f"{summary.documents:,} documents, {hits:,} hits")

        yield moved


def _total(work: Scan) -> int | None:
    """The bytes of all files, where they can be told."""
    from leakscan.scan.estimate import size_of_all
    from leakscan.scan.planning import whole_files

    try:
        total = size_of_all(p for p in whole_files(work.paths, work.own, work.base) if p.place != "-").bytes
    except UsageError:
        return None  # the scan itself says so
    return total // (work.share.count if work.share else 1) or None


def _shows_progress(output: str) -> bool:
    """Only on a terminal, and never among lines that are being printed there."""
    return sys.stderr.isatty() and (output == "table" or not sys.stdout.isatty())


def style_of(names: bool) -> Style:
    """How lines are rendered for where they go."""
    from shutil import get_terminal_size

    from leakscan.output.formats import Style

    terminal = sys.stdout.isatty()
    colour = terminal and "NO_COLOR" not in os.environ
    return Style(names=names, colour=colour, width=max(60, get_terminal_size((120, 24)).columns))


def safe_stdout() -> None:
    """What the terminal's charset lacks is shown as its code instead of ending the scan."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")


def tell(summary: Summary) -> None:
    """Problems in full, what was skipped in short, and the line that sums up."""
    for problem in summary.problems:
        fail(problem)
    for skipped in summary.skipped.named[:_SKIPPED_SHOWN]:
        say(f"skipped: {skipped}")
    if len(summary.skipped) > _SKIPPED_SHOWN:
        say(f"skipped: and {len(summary.skipped) - _SKIPPED_SHOWN:,} more")
    if not summary.documents:
        warn("nothing was read")
    say(summary.line())
