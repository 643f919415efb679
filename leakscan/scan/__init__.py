"""Local files and bulk corpora: paths to documents, documents to examinations, in one process or several."""

from __future__ import annotations

from leakscan.scan.paths import find_documents, identities
from leakscan.scan.run import scan_paths
from leakscan.scan.summary import Summary

__all__ = ["Summary", "find_documents", "identities", "scan_paths"]
