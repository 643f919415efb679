"""What systemd and cron need to keep a workspace watched, as text to be put where they look for it."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leakscan.config import Config

_UNIT = """\
# {root}: put this into /etc/systemd/system/leakscan.service, or into ~/.config/systemd/user/ with
# WantedBy=default.target, then: systemctl daemon-reload && systemctl enable --now leakscan
[Unit]
Description=leakscan, watching for leaked client lists
Wants=network-online.target
After=network-online.target

[Service]
ExecStart={command}
WorkingDirectory={folder}
# The watch ends its round itself; were every process told to stop, the round would be told twice.
KillMode=mixed
TimeoutStopSec=90
Restart=always
RestartSec=30
# 1: there were hits. 3: a source was dark. Neither is a fault of the service. 2: leakscan.toml is wrong.
SuccessExitStatus=1 3
RestartPreventExitStatus=2
UMask=0077
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={written}

[Install]
WantedBy=multi-user.target
"""

_CRON = """\
# {root}: add these lines with crontab -e. cron mails what is printed: new hits, and each morning's doctor.
{minutes} * * * * {crawl}
7 7 * * * {doctor}
"""


def systemd_unit(root: Path, config: Config) -> str:
    """A service that runs ``leakscan watch`` over the workspace at ``root`` (absolute), and may write nowhere else."""
    words = [*_program(), "watch", "--workspace", str(root)]
    written = [str(root)]
    textfile = config.metrics.textfile
    if textfile is not None and not (root / textfile).is_relative_to(root):
        written.append(f"-{(root / textfile).parent}")  # the service starts though the folder is not there yet
    command, folders = (" ".join(map(_quoted, each)) for each in (words, written))
    return _UNIT.format(root=root, command=command, folder=_quoted(str(root)), written=folders)


def cron_lines(root: Path, config: Config) -> str:
    """Lines for a crontab: as often as the most frequent source asks for, and a look at the whole once a day."""
    program = shlex.join(_program())
    log = shlex.quote(str(root / "crawl.log"))
    crawl = f"{program} crawl --due --workspace {shlex.quote(str(root))} 2>>{log}"
    doctor = f"{program} doctor --workspace {shlex.quote(str(root))}"
    every = [source.every.total_seconds() / 60 for source in config.source.values() if source.enabled]
    minutes = _minutes(min(every, default=60.0))
    return _CRON.format(root=root, minutes=minutes, crawl=_for_cron(crawl), doctor=_for_cron(doctor))


def _program() -> list[str]:
    return [sys.executable, "-m", "leakscan"]


def _minutes(every: float) -> str:
    """The largest divisor of an hour that is not longer, so that no tick falls short at the turn of the hour."""
    step = max((n for n in (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30) if n <= every), default=1)
    return "*" if step == 1 else f"*/{step}"


def _for_cron(line: str) -> str:
    """A percent sign ends a crontab's command unless escaped."""
    return line.replace("%", "\\%")


def _quoted(word: str) -> str:
    """A word of a unit file: systemd expands % and $, and splits at blanks."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"' if any(letter in plain for letter in " \t'\";\\") else plain
