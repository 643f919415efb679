from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from leakscan.config import Config
from leakscan.schedule.units import cron_lines, systemd_unit

METERED = Config.model_validate({"metrics": {"textfile": "/var/lib/node exporter/leakscan.prom"}})


def config(*every: str) -> Config:
    return Config.model_validate({"source": {f"s{n}": {"spider": "rss", "every": e} for n, e in enumerate(every)}})


def test_the_unit_runs_the_watch_of_this_workspace() -> None:
    unit = systemd_unit(Path("/srv/leak watch 100%"), Config())
    assert f'ExecStart={sys.executable} -m leakscan watch --workspace "/srv/leak watch 100%%"\n' in unit
    assert 'ReadWritePaths="/srv/leak watch 100%%"\n' in unit
    assert "KillMode=mixed" in unit


def test_the_unit_may_write_metrics_where_they_are_looked_for() -> None:
    unit = systemd_unit(Path("/srv/watch"), METERED)
    assert 'ReadWritePaths=/srv/watch "-/var/lib/node exporter"\n' in unit
    within = Config.model_validate({"metrics": {"textfile": "m.prom"}})
    assert "ReadWritePaths=/srv/watch\n" in systemd_unit(Path("/srv/watch"), within)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    path = tmp_path / "leakscan.service"
    path.write_text(systemd_unit(tmp_path, METERED), encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("every", "minutes"), [("30s", "*"), ("2m", "*/2"), ("7m", "*/6"), ("45m", "*/30"), ("6h", "*/30"), ("1d", "*/30")]
)
def test_cron_ticks_as_often_as_the_most_frequent_source(every: str, minutes: str) -> None:
    lines = cron_lines(Path("/srv/50% off"), config(every, "1d")).splitlines()
    assert lines[1].startswith(
        f"{minutes} * * * * {sys.executable} -m leakscan crawl --due --workspace '/srv/50\\% off'"
    )
    assert "leakscan doctor" in lines[2]
