"""Examples that hypothesis makes have no time limit each: machines are shared, and every test has one as a whole."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("leakscan", deadline=None)
settings.load_profile("leakscan")
