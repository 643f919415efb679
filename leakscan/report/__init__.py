"""What surfaced in a stretch of time, for those who have to answer for it; and what may be told to one client."""

from __future__ import annotations

from leakscan.report.disclosure import Disclosure, disclose
from leakscan.report.gathering import gather
from leakscan.report.records import Report
from leakscan.report.writing import write_disclosure, write_report

__all__ = ["Disclosure", "Report", "disclose", "gather", "write_disclosure", "write_report"]
