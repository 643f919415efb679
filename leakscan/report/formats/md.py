"""Markdown, for a ticket or a mail: what strangers wrote is shown as it is, and marks nothing up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from leakscan.output.escape import one_line
from leakscan.report.disclosure import Disclosure
from leakscan.report.records import Case, Report
from leakscan.report.words import HOW, NOTE, NOTHING, day, duty, summary

_BAR = 30  # characters of a full bar
_INCIDENT = (
    *("Incident", "Severity", "Verdict", "Watchlist", "Clients", "Documents"),
    *("First seen", "Status", "72 hours", "Where"),
)
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|>~.@]|:(?!\d)|^[-=])")


def report(report: Report) -> str:
    """The report as a page of headings and tables."""
    return "\n".join(_report(report)) + "\n"


def disclosure(told: Disclosure) -> str:
    """What is told to one client."""
    return "\n".join(_disclosure(told)) + "\n"


def _report(report: Report) -> Iterator[str]:
    yield f"# leakscan: {day(report.since)} to {day(report.until)}"
    yield from ("", *(f"- {sentence}" for sentence in summary(report)), "")
    yield from _table("Hits", ("Severity", "Hits"), ((str(s), str(n)) for s, n in report.hits.items()))
    yield from _table(
        "Incidents",
        _INCIDENT,
        (_incident(case) for case in report.cases),
        report.more_cases,
    )
    if report.cases:
        yield from (NOTE, "")
    yield "## Coverage"
    yield ""
    for one in report.coverage:
        bar = "█" * round(one.share * _BAR)
        yield f"- {text(one.watchlist)}: {one.surfaced} of {one.clients} clients surfaced ({one.share:.1%}) {bar}"
    yield ""
    yield from _table(
        "Clients",
        ("Client", "Watchlist", "Hits", "Severity", "First seen"),
        ((c.name, c.watchlist, str(c.hits), str(c.severity), day(c.first_seen)) for c in report.clients),
        report.more_clients,
    )
    yield from _table(
        "Sources",
        ("Source", "Health", "Last visit", "Detail"),
        ((s.source, s.health, day(s.at) if s.at else "", s.detail) for s in report.sources),
    )


def _incident(c: Case) -> tuple[str, ...]:
    what = (str(c.incident), str(c.severity), str(c.verdict), c.watchlist, str(c.clients), str(c.hits))
    return *what, day(c.first_seen), ", ".join(c.statuses), duty(c), c.place


def _disclosure(told: Disclosure) -> Iterator[str]:
    yield f"# {text(told.client)}: {day(told.since)} to {day(told.until)}"
    yield from ("", HOW if told.findings else NOTHING, "")
    yield from _table(
        "Documents",
        ("Found", "Posted", "Site", "What of you was found", "State", "SHA-256 of the document"),
        (
            (
                day(f.first_seen),
                day(f.posted_at) if f.posted_at else "unknown",
                f.site,
                ", ".join(f.parts),
                f.status,
                f.sha256,
            )
            for f in told.findings
        ),
    )


def _table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]], more: int = 0) -> Iterator[str]:
    found = list(rows)
    if not found:
        return
    yield from (f"## {title}", "", f"| {' | '.join(headings)} |", "|" + " --- |" * len(headings))
    yield from (f"| {' | '.join(map(text, row))} |" for row in found)
    yield from ("", f"… and {more} more", "") if more else ("",)


def text(word: str) -> str:
    """One line in which no character means anything to Markdown or HTML."""
    shown = one_line(word).replace("&", "&amp;").replace("<", "&lt;")
    return _MARKUP.sub(r"\\\1", shown)
