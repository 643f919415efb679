"""A workspace on disk and the real command line in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CLIENTS = ["Maple Hollow Police", "Cedar Bend Sheriff", "Quillfeather Logistics", "Brackenridge Savings"]


def workspace(folder: Path, *sources: tuple[str, str, str], more: str = "") -> Path:
    """A workspace with one watchlist and sources given as (name, spider, url), on loopback and without delay."""
    (folder / "watchlists").mkdir(parents=True)
    (folder / "watchlists" / "acme.csv").write_text("name\n" + "".join(f"{name}\n" for name in CLIENTS), "utf-8")
    text = '[watchlist.acme]\npath = "watchlists/acme.csv"\n'
    for name, spider, url in sources:
        text += f'[source.{name}]\nspider = "{spider}"\nurl = "{url}"\ndelay = 0\nallow_private = true\n{more}\n'
    (folder / "leakscan.toml").write_text(text, "utf-8")
    return folder


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start `leakscan ARGUMENTS` in the folder."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LEAKSCAN_WORKSPACE": str(folder), "NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.Popen(
        [sys.executable, "-m", "leakscan", *arguments],
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `leakscan ARGUMENTS` in the folder to its end."""
    child = start(folder, *arguments)
    out, err = child.communicate(timeout=60)
    return subprocess.CompletedProcess(arguments, child.returncode, out, err)
