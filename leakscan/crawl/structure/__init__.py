"""Forums of which no engine is known, read by what repeats itself on their pages.

No selector of any engine is used: what counts is that rows and posts come in rows, that each has a moment, an author, a
link or a text of its own, and what addresses and class names are commonly called. Every finding says how sure it is.
"""

from __future__ import annotations

from leakscan.crawl.structure.reader import StructureReader, Sureness

__all__ = ["StructureReader", "Sureness"]
