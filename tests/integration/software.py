"""Third-party servers for the tests marked ``integration``: installed once, run where no network is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def installed(cache: pytest.Cache, name: str, *requirements: str) -> Path:
    """The ``bin`` folder of a virtual environment with the software, made the first time."""
    folder = Path(cache.mkdir("software")) / name
    done = folder / "installed"
    if not done.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *requirements], check=True)
        done.write_text("\n".join(requirements), "utf-8")
    return folder / "bin"


def alone(story: str, *arguments: str | Path) -> Any:
    """What a module of this package says as JSON, run with nothing but a loopback device around it."""
    command = ["unshare", "--map-root-user", "--net", sys.executable, "-m", f"tests.integration.{story}"]
    done = subprocess.run(
        [*command, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    if "Operation not permitted" in done.stderr:
        pytest.skip("this system allows no network namespaces")
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout)
