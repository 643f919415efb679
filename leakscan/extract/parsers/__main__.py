"""The process that parses one document: bytes on stdin, text on stdout, and bounds that can't be passed.

Run as ``python -m leakscan.extract.parsers PARSER MEMORY SECONDS MOST``, bytes of memory and of text. Exit status 0
with a line on stderr for each part that was not read, 1 with a line that says why nothing was.
"""

from __future__ import annotations

import resource
import sys
from importlib import import_module


def main(parser: str, memory: int, seconds: int, most: int) -> int:
    """Read stdin, write stdout; returns the exit status."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    module = import_module(f"leakscan.extract.parsers.{parser}")
    problems: list[str] = []
    try:
        for line in module.lines(sys.stdin.buffer.read(), problems):
            written = line.encode("utf-8", errors="replace") + b"\n"
            most -= len(written)
            if most < 0:
                raise ValueError("more text than allowed")  # noqa: TRY301 - one place tells what went wrong
            sys.stdout.buffer.write(written)
    except (*module.UNREADABLE, ValueError, MemoryError) as error:
        sys.stderr.write(f"{' '.join(str(error).split()) or type(error).__name__}\n")
        return 1
    sys.stderr.write("".join(f"{problem}\n" for problem in problems))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:])))
