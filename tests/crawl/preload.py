"""What a forked visit would import first; nothing here installs a reactor."""

from __future__ import annotations

import sys

import leakscan.crawl.budget
import leakscan.crawl.guard
import leakscan.crawl.logs
import leakscan.crawl.origin
import leakscan.crawl.pipeline
import leakscan.crawl.politeness
import leakscan.crawl.process
import leakscan.crawl.robots
import leakscan.crawl.runner
import leakscan.crawl.spider  # noqa: F401
from leakscan.crawl.process import spiders

spiders()
assert "twisted.internet.reactor" not in sys.modules
