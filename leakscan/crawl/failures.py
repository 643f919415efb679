"""A request that brought no answer, in the words of health."""

from __future__ import annotations

from leakscan.crawl import guard
from leakscan.crawl.health import Finding
from leakscan.crawl.refusals import NotAskedError
from leakscan.model import Health

# Names of Scrapy's and Twisted's exceptions: their homes move between releases.
_GONE = {"DNSLookupError", "CannotResolveHostError"}
_TLS = (
    "certificate verify failed",
    "SSL routines",
    "SSL: ",
    "VerificationError",
)  # OpenSSL's words, and service-identity's
_SAYS = {
    "DNSLookupError": "the name does not resolve",
    "CannotResolveHostError": "the name does not resolve",
    "DownloadTimeoutError": "no complete answer in time",
    "TimeoutError": "no complete answer in time",
    "DownloadConnectionRefusedError": "the connection was refused",
    "ConnectionRefusedError": "the connection was refused",
    "DownloadCancelledError": "the answer is larger than what is read",
}


def finding_of(error: BaseException) -> Finding:
    """What an exception of the downloader means for the source."""
    if isinstance(error, NotAskedError):
        return Finding(error.health, error.check, str(error), answered=False)
    name = type(error).__name__
    blocked = next((f"{host} leads to {at}" for host, at in guard.refused.items() if host in str(error).lower()), None)
    if blocked:
        says = f"{blocked}, which is not a public address"
        return Finding(Health.REFUSED, "private-address", says, answered=False)
    if any(words in str(error) for words in _TLS):
        says = "no trustworthy connection: certificate or TLS version (verify_tls = false would go without the check)"
        return Finding(Health.REFUSED, "tls", says, answered=False)
    health = Health.GONE if name in _GONE else Health.REFUSED
    says = _SAYS.get(name, str(error)[:200] or "the connection failed")
    return Finding(health, _check(name), says, answered=False, silent="Timeout" in name)


def _check(name: str) -> str:
    """``DownloadTimeoutError`` → ``download-timeout``."""
    words = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name.removesuffix("Error"))
    return words.strip("-").replace("d-n-s", "dns")
