"""Runs a module of the tests in a network namespace where every address is the machine's own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.crawl.visiting import ROOT


def alone(module: str, folder: Path, resolv: str) -> Any:
    """What the module prints last, as JSON.

    Args:
        module: run as ``python -m``.
        folder: for the file that stands in for /etc/resolv.conf.
        resolv: what it says.
    """
    if not shutil.which("unshare") or not shutil.which("ip"):
        pytest.skip("needs unshare and ip")
    names = folder / "resolv.conf"
    names.write_text(resolv, "utf-8")
    script = f"""
mount --bind {names} /etc/resolv.conf
ip link set lo up && ip route add local default dev lo
exec {sys.executable} -m {module}
"""
    command = ["unshare", "--map-root-user", "--net", "--mount", "bash", "-ec", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=110)
    if "Operation not permitted" in done.stderr:
        pytest.skip("this system allows no network namespaces")
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.splitlines()[-1])
