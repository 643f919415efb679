"""The process that parses one spreadsheet: bytes on stdin, text on stdout, and bounds that can't be passed.

Run as ``python -m leakscan.extract.sheet_process MEMORY SECONDS``; exit status 1 with a line on stderr if the
workbook can't be read.
"""

from __future__ import annotations

import io
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time


def sheet_lines(content: bytes) -> Iterator[str]:
    """Each sheet's name, then its rows that are not empty, a tab between cells; an empty line parts the sheets."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for number, name in enumerate(book.sheet_names):
        if number:
            yield ""
        yield " ".join(name.split())
        for row in book.get_sheet_by_name(name).iter_rows():
            line = "\t".join(map(cell_text, row)).rstrip("\t")
            if line.strip():
                yield line


def cell_text(value: object) -> str:
    """A cell as a reader sees it: whole numbers without a fraction, dates in ISO form, no line ends or tabs."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e18:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return " ".join(str(value).split())


def main(memory: int, seconds: int) -> int:
    """Read stdin, write stdout; returns the exit status."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from python_calamine import CalamineError

    try:
        for line in sheet_lines(sys.stdin.buffer.read()):
            sys.stdout.buffer.write(line.encode("utf-8", errors="replace") + b"\n")
    except (CalamineError, ValueError, MemoryError) as error:
        sys.stderr.write(f"{str(error) or type(error).__name__}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
