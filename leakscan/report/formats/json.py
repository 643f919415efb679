"""JSON, for programs: the fields of the report under their own names, times in UTC."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from leakscan.model import iso
from leakscan.output.jsontext import dumps
from leakscan.report.disclosure import Disclosure
from leakscan.report.records import Report


def report(report: Report) -> str:
    """The whole report on one line."""
    told = _plain(asdict(report))
    for coverage, one in zip(told["coverage"], report.coverage, strict=True):
        coverage["share"] = round(one.share, 4)
    return dumps(told)


def disclosure(told: Disclosure) -> str:
    """What is told to one client, on one line."""
    return dumps(_plain(asdict(told)))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
