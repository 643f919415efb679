"""The same forum, for the spider that knows no engine."""

from __future__ import annotations

from tests.spiders.worlds.phpbb import WORLD as PHPBB


class _Generic(PHPBB):
    spider = "generic"


WORLD = _Generic
