"""A report in the format that was asked for."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType

from leakscan.errors import UsageError
from leakscan.report import formats
from leakscan.report.disclosure import Disclosure
from leakscan.report.records import Report


def format_names() -> list[str]:
    """Every format there is."""
    return sorted(module.name for module in pkgutil.iter_modules(formats.__path__))


def write_report(report: Report, name: str) -> str:
    """The report as text in this format; UsageError where there is no such format."""
    return str(_format(name).report(report))


def write_disclosure(told: Disclosure, name: str) -> str:
    """What is told to one client as text in this format; UsageError where there is no such format."""
    return str(_format(name).disclosure(told))


def _format(name: str) -> ModuleType:
    if name not in format_names():
        raise UsageError(f"no report format {name!r}; there are: {', '.join(format_names())}")
    return import_module(f"{formats.__name__}.{name}")
