"""What a forked crawl would import first; nothing here installs a reactor."""

from __future__ import annotations

import leakscan.crawl.run
import leakscan.evidence.packing
import leakscan.examine
import leakscan.extract
import leakscan.schedule.due
import leakscan.schedule.rescreen
import leakscan.screening
import leakscan.watchlist
import leakscan.workspace  # noqa: F401
