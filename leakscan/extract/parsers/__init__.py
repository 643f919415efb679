"""Parsers that are large programs of their own, one file a format: each runs in a process that can't harm ours."""

from __future__ import annotations

import os
import subprocess
import sys

from leakscan.errors import ExtractError
from leakscan.extract import limits
from leakscan.extract.result import Extracted


def parsed(parser: str, content: bytes, what: str) -> Extracted:
    """What a parser of this folder makes of a document, in a process with bounds on memory, time and text.

    Args:
        parser: its module's name.
        content: the document, which may be hostile.
        what: what a user calls such a document, for errors.

    Raises:
        ExtractError: If it can't be read, or is past a bound.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    bounds = (limits.PARSER_MEMORY, int(limits.SECONDS), limits.PARSED_BYTES)
    command = [sys.executable, "-m", __name__, parser, *map(str, bounds)]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, input=content, capture_output=True, timeout=limits.SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ExtractError(f"the {what} took longer than {limits.SECONDS:.0f} s to read") from error
    said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
    if done.returncode == 0:
        return Extracted(done.stdout.decode("utf-8", errors="replace"), tuple(said))
    why = (
        said[-1][:200]
        if said and done.returncode == 1
        else "more memory or time than allowed, or a crash of its parser"
    )
    raise ExtractError(f"the {what} can't be read: {why}")
