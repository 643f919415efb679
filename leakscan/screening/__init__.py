"""Text to matches: the entries of watchlists in any disguise. Pure, but for the data files of its tables."""

from __future__ import annotations

from leakscan.screening.index import Index, compile_index
from leakscan.screening.screen import Screening, screen, screen_texts

__all__ = ["Index", "Screening", "compile_index", "screen", "screen_texts"]
