"""Reads the project's documents: examples out of Markdown, the command reference out of the command line."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "cli.md"
SOURCES = ROOT / "docs" / "sources.md"
BEGIN, END = "<!-- the list: make docs writes it -->", "<!-- the end of the list -->"


@dataclass(frozen=True)
class Example:
    """A command as a reader would type it and what it prints; ``...`` in the output stands for anything."""

    command: str
    output: str


def examples(page: Path) -> list[Example]:
    """Every ``$ leakscan …`` of the page's console blocks, in order."""
    found: list[Example] = []
    command: str | None = None
    output: list[str] = []

    def close() -> None:
        if command is not None and command.startswith("leakscan "):
            found.append(Example(command, "\n".join(output).rstrip("\n") + "\n" if any(output) else "\n"))

    inside = False
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            close()
            inside, command, output = line == "```console", None, []
        elif inside and line.startswith("$ "):
            close()
            command, output = line[2:], []
        elif inside:
            output.append(line.rstrip())
    return found


def reference() -> str:
    """The command reference as Markdown, from the commands' own help."""
    code = [sys.executable, "-m", "typer", "leakscan.cli", "utils", "docs", "--name", "leakscan", "--title", "Commands"]
    done = subprocess.run(code, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.rstrip() + "\n"


def sources() -> str:
    """The list of sources as docs/sources.md shows it, from the spiders themselves."""
    from leakscan.crawl.process import spiders

    rows = ["| spider | what | cursor | needs |", "|---|---|---|---|"]
    for name, spider in spiders().items():
        needs = spider.needs or ("nothing" if spider.home else "its address: `url`")
        rows.append(f"| `{name}` | {spider.about} | {spider.remembers} | {needs} |")
    return "\n".join(rows) + "\n"


def with_sources(page: str) -> str:
    """The page with its list of sources as it should be."""
    head, tail = page.split(BEGIN)[0], page.split(END)[1]
    return f"{head}{BEGIN}\n{sources()}{END}{tail}"


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8")
    SOURCES.write_text(with_sources(SOURCES.read_text(encoding="utf-8")), encoding="utf-8")
