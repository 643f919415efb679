"""What the server of worker processes loads before it forks the first of them."""

from __future__ import annotations

from leakscan.scan import worker

worker.warm_up()
