"""Reads the project's documents and renews what in them comes from the tool: example output, command reference."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TRIAGE = ROOT / "docs" / "triage.md"
REFERENCE = ROOT / "docs" / "cli.md"
_TODAY = re.compile(r"20(?:2[6-9]|[3-9]\d)-\d\d-\d\d(?:T[\d:]{8}Z| \d\d:\d\d UTC)?")  # of the examples
_PORT = re.compile(r"127\.0\.0\.1:\d{5}")  # any free one


@dataclass(frozen=True)
class Example:
    """A command as a reader would type it and what it prints; ``...`` in the output stands for anything.

    ``first`` and ``last`` are the lines of the page (from 0, end excluded) that the output stands on; ``within`` is the
    folder that a ``cd`` before it went into.
    """

    command: str
    output: str
    first: int
    last: int
    within: str = ""

    def matches(self, printed: str) -> bool:
        """Whether the page shows what was printed."""
        shown, got = (_PORT.sub("SITE", _TODAY.sub("TODAY", text)) for text in (self.output, printed))
        return doctest.OutputChecker().check_output(shown, got, doctest.ELLIPSIS)


def examples(page: Path) -> list[Example]:
    """Every ``$ leakscan …`` of the page's console blocks, in order."""
    found: list[Example] = []
    lines = page.read_text(encoding="utf-8").splitlines()
    command, first, inside, within = "", 0, False, ""
    for number, line in enumerate(lines):
        if inside and (line.startswith(("```", "$ "))) and command.startswith("leakscan "):
            output = "".join(f"{told}\n" for told in lines[first:number])
            found.append(Example(command, output, first, number, within))
        if line.startswith("```"):
            inside, command = line == "```console", ""
        elif inside and line.startswith("$ "):
            command, first = line[2:], number + 1
            within = command[3:] if command.startswith("cd ") else within
    return found


def prepare(folder: Path) -> Path:
    """Give a folder what the examples are typed beside."""
    for name in ("watchlists", "docs"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def run(example: Example, folder: Path) -> str:
    """What the command prints on a terminal of 110 columns, standard error included."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "COLUMNS": "110",
        "LEAKSCAN_USER": "ann",
    }
    command = re.sub(r"^leakscan ", f"{sys.executable} -m leakscan ", example.command)
    done = subprocess.run(  # noqa: S602 - the page's own lines, as a reader would type them
        command,
        shell=True,
        cwd=folder / example.within,
        env=environment,
        text=True,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.replace(str(folder), "/home/ann").splitlines())


def reference() -> str:
    """The command reference as Markdown, from the commands' own help."""
    code = [sys.executable, "-m", "typer", "leakscan.cli", "utils", "docs", "--name", "leakscan", "--title", "Commands"]
    done = subprocess.run(code, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.rstrip() + "\n"


def renew(page: Path) -> None:
    """Write what the examples print now into the page; output that still matches is left as it stands."""
    lines = page.read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as name:
        folder = prepare(Path(name))
        printed = [(example, run(example, folder)) for example in examples(page)]
    for example, output in reversed(printed):
        if not example.matches(output):
            lines[example.first : example.last] = output.splitlines()
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8")
    renew(README)
    renew(TRIAGE)
