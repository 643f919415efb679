"""Which cluster may be used: over TLS, or on this machine alone, unless somebody insists.

Whoever reaches an open Dask scheduler runs code on all its workers, and what is sent there holds the watchlist.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from leakscan.errors import UsageError

_TLS = ("tls://", "wss://")


@dataclass(frozen=True, slots=True)
class Access:
    """How a scheduler is reached.

    Attributes:
        address: ``tls://scheduler:8786``.
        ca: file of the authority that certificates of the cluster are signed by.
        certificate: file of this machine's certificate.
        key: file of its key.
        insecure: an open cluster is used all the same.
    """

    address: str
    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None
    insecure: bool = False


def refuse_open(access: Access, addresses: Iterable[str] = ()) -> None:
    """Let an address pass that is encrypted, or of this machine alone.

    Args:
        access: what the user asked for.
        addresses: where scheduler and workers say that they listen, once they are known.

    Raises:
        UsageError: one of them is open.
    """
    for address in (access.address, *addresses):
        if access.insecure or address.startswith((*_TLS, "inproc://")) or _is_loopback(address):
            continue
        raise UsageError(
            f"--cluster {access.address}: {address} is open to whoever reaches it, and would be sent the watchlist; "
            "set up TLS (docs/scale.md says how), or insist with --insecure"
        )


def _is_loopback(address: str) -> bool:
    host = urlsplit(address if "://" in address else f"tcp://{address}").hostname
    if host is None:
        return False
    try:
        return ip_address(host).is_loopback
    except ValueError:
        pass
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except OSError:
        return False
    return bool(found) and all(ip_address(one.partition("%")[0]).is_loopback for one in found)
