"""Whether silence can be trusted: every check is asked, and one that fails means that it can't."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

from leakscan.schedule import checks
from leakscan.schedule.due import Due, plan

if TYPE_CHECKING:
    from leakscan.store import Run, Store
    from leakscan.workspace import Workspace

RUNS = 50  # runs that are looked back upon


class Level(StrEnum):
    """How a finding counts: ``fail`` means that silence proves nothing."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says, in a sentence that names what it is about; ``check`` is filled in by the doctor."""

    level: Level
    says: str
    check: str = ""


@dataclass(frozen=True)
class Patient:
    """What the checks look at: the workspace, its store, the time, when sources are due, and the latest crawls."""

    workspace: Workspace
    store: Store
    now: datetime
    plans: tuple[Due, ...]
    crawls: tuple[Run, ...]


def examine(workspace: Workspace, store: Store, now: datetime) -> list[Finding]:
    """Ask every check; findings are in the order of the checks' names."""
    plans = tuple(plan(workspace.config, store, now))
    crawls = tuple(run for run in store.runs(RUNS) if run.kind == "crawl")
    patient = Patient(workspace, store, now, plans, crawls)
    return [finding for name in _names() for finding in _asked(name, patient)]


def trusted(findings: list[Finding]) -> bool:
    """Whether nothing failed."""
    return all(finding.level is not Level.FAIL for finding in findings)


def _names() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(checks.__path__))


def _asked(name: str, patient: Patient) -> Iterator[Finding]:
    module = import_module(f"{checks.__name__}.{name}")
    for finding in module.check(patient):
        yield Finding(finding.level, finding.says, name)
