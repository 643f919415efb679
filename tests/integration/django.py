"""What the targets made with Django share: a virtual environment of their own, and scripts run inside the project."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path


def install(cache: Path, *packages: str) -> None:
    """Make the environment once, from the package index that pip is set up with."""
    if (cache / "installed").exists():
        return
    subprocess.run([sys.executable, "-m", "venv", str(cache)], check=True)
    subprocess.run([str(cache / "bin" / "pip"), "install", "-q", *packages], check=True, capture_output=True)
    (cache / "installed").touch()


def environment(folder: Path, settings: str) -> dict[str, str]:
    """The environment in which the project's commands run."""
    cache = os.environ["LEAKSCAN_INTEGRATION_CACHE"]
    path = f"{cache}/bin{os.pathsep}{os.environ['PATH']}"
    own = {"PATH": path, "PYTHONPATH": str(folder), "HOME": str(folder), "DJANGO_SETTINGS_MODULE": settings}
    return {name: value for name, value in os.environ.items() if name not in own} | own


def call(folder: Path, settings: str, *command: str) -> None:
    """Run one command of the project; what it says is shown if it fails."""
    done = subprocess.run(
        command, cwd=folder, env=environment(folder, settings), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)[:80]}: {done.stdout[-1000:]} {done.stderr[-2000:]}")


def script(folder: Path, settings: str, source: str, value: object) -> None:
    """Run a script in the project with ``value`` as its variable of that name."""
    begin = f"import json, django\ndjango.setup()\nvalue = json.loads({json.dumps(json.dumps(value))})\n"
    call(folder, settings, "python", "-c", begin + source)


def serve(folder: Path, settings: str, port: int) -> subprocess.Popen[bytes]:
    """Django's own server."""
    command = ["python", "-m", "django", "runserver", "--noreload", f"127.0.0.1:{port}"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=folder, env=environment(folder, settings), stdout=quiet, stderr=quiet)
