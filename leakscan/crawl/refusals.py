"""Requests that leakscan itself does not make, and why; they reach the spider's errback as the reason."""

from __future__ import annotations

from typing import ClassVar

from scrapy.exceptions import IgnoreRequest

from leakscan.model import Health


class NotAskedError(IgnoreRequest):
    """A request that was not sent; ``check`` names the rule, ``health`` what it means for the source."""

    check: ClassVar[str] = "not-asked"
    health: ClassVar[Health] = Health.REFUSED


class RobotsRefusedError(NotAskedError):
    """robots.txt disallows it, or could not be read (RFC 9309: then nothing is allowed)."""

    check = "robots"


class OffsiteError(NotAskedError):
    """It leads to a host that is not the source's."""

    check = "offsite"


class PrivateAddressError(NotAskedError):
    """It leads into the network that leakscan runs in, and the source has no ``allow_private``."""

    check = "private-address"


class ProxyUnusableError(NotAskedError):
    """The source's proxy can't be used, or it has none and needs one; going there without is no choice."""

    check = "proxy"


class AskedToWaitError(NotAskedError):
    """The site asked to be left alone for longer than a visit waits."""

    check = "retry-after"
    health = Health.RATE_LIMITED


class TurnedAwayError(NotAskedError):
    """The site refused several requests in a row; it is not asked for more."""

    check = "turned-away"


class VisitStoppedError(NotAskedError):
    """The visit was asked to end before it was the request's turn."""

    check = "stopped"


class SilentError(NotAskedError):
    """The site let several requests in a row wait in vain; it is not asked for more."""

    check = "silent"


class BudgetSpentError(NotAskedError):
    """The visit has used up its pages, bytes or time."""

    check = "budget"
