"""One self-contained page, to be read in a browser or printed to PDF from there."""

from __future__ import annotations

from leakscan.output.page import page
from leakscan.report import words
from leakscan.report.disclosure import Disclosure
from leakscan.report.drawing import HEIGHT, WIDTH, bars
from leakscan.report.records import Report


def report(report: Report) -> str:
    """The report as a page."""
    drawn = bars(report.daily, report.since.date(), report.until.date())
    return page("report.html", report=report, words=words, bars=drawn, width=WIDTH, height=HEIGHT) + "\n"


def disclosure(told: Disclosure) -> str:
    """What is told to one client, as a page."""
    return page("disclosure.html", told=told, words=words) + "\n"
