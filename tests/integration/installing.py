"""Third-party servers for the tests marked ``integration``: what they need, installed once, and where they run.

What is missing skips a test, loudly and with the command that brings it; where ``CI`` is set it fails, since a test
that is never run proves nothing.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

ROOT = Path(__file__).parents[2]
REQUIREMENTS = Path(__file__).parent / "requirements"
# Programs that targets need beside Python, with the package of Debian that brings each.
PACKAGES = {
    "fossil": "fossil",
    "node": "nodejs",
    "npm": "npm",
    "postgres": "postgresql",
    "initdb": "postgresql",
    "redis-cli": "redis-tools",
    "redis-server": "redis-server",
    "sassc": "sassc",
    "unshare": "util-linux",
}


def missing(what: str) -> NoReturn:
    """Say that a test can't be run here: a skip, in CI a failure."""
    if os.environ.get("CI"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


def program(name: str) -> str:
    """The path of a program; Debian keeps PostgreSQL's out of the way."""
    found = shutil.which(name) or next((str(path) for path in Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), None)
    return found or missing(f"needs {name}: apt-get install {PACKAGES.get(name, name)}")


@contextmanager
def _alone_at(folder: Path) -> Iterator[None]:
    """Of several test processes that want the same installed, one installs it and the others wait."""
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def environment(cache: pytest.Cache, name: str) -> Path:
    """The ``bin`` folder of a virtual environment with what ``requirements/NAME.txt`` lists, made the first time."""
    listed = REQUIREMENTS / f"{name}.txt"
    folder = Path(cache.mkdir("integration")) / name
    done = folder / "installed"
    with _alone_at(folder):
        if not done.exists() or done.read_bytes() != listed.read_bytes():
            subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
            pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
            subprocess.run([*pip, "--requirement", str(listed)], check=True)
            done.write_bytes(listed.read_bytes())
    return folder / "bin"


def package(cache: pytest.Cache, name: str, version: str, before: str) -> Path:
    """The folder of an npm package with its dependencies, made the first time.

    Args:
        cache: pytest's.
        name: the package's.
        version: of it.
        before: the day whose newest dependencies it gets.
    """
    folder = Path(cache.mkdir("integration")) / name
    with _alone_at(folder):
        _installed(folder, name, version, before)
    return folder


def _installed(folder: Path, name: str, version: str, before: str) -> None:
    done = folder / "installed"
    if done.exists() and done.read_text("utf-8") == f"{version} {before}":
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    npm = program("npm")
    subprocess.run([npm, "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["tar", "xzf", f"{name}-{version}.tgz", "--strip-components=1"], cwd=folder, check=True)
    install = [npm, "install", "--silent", "--omit=dev", "--no-audit", "--no-fund", "--no-package-lock"]
    subprocess.run([*install, f"--before={before}"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    done.write_text(f"{version} {before}", "utf-8")


def alone(story: str, *arguments: str | Path) -> Any:
    """What a module of this package says as JSON on its last line, run with nothing but a loopback device around it."""
    who = ["--net"] if os.geteuid() == 0 else ["--user", "--map-current-user", "--keep-caps", "--net"]
    command = [program("unshare"), *who, sys.executable, "-m", f"tests.integration.{story}", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=500, check=False)
    if "unshare failed" in done.stderr:
        missing(f"this system allows no network namespaces: {done.stderr.strip()}")
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-4000:]
    return json.loads(done.stdout.splitlines()[-1])
