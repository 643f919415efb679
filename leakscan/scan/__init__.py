"""Local files and bulk corpora: paths to portions, portions to what they hold, in one process or many."""

from __future__ import annotations

from leakscan.scan.planning import identities, plan
from leakscan.scan.reading import documents_of, find_documents
from leakscan.scan.run import scan_portions
from leakscan.scan.summary import Summary

__all__ = ["Summary", "documents_of", "find_documents", "identities", "plan", "scan_portions"]
