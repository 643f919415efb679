"""The full-screen review: a queue, the hit's reasons beside its document, one key a decision.

Textual draws it and is an extra, so this folder is read by ``leakscan review`` alone.
"""

from __future__ import annotations

from leakscan.review.desk.app import Desk

__all__ = ["Desk"]
