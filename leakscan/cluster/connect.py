"""The way to a scheduler: encrypted, with certificates, or of this machine alone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from leakscan.cluster.address import Access, refuse_open
from leakscan.cluster.cluster import Cluster
from leakscan.errors import IncompleteError, UsageError

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 30.0  # seconds until a scheduler has answered, or the first worker is there


@contextmanager
def connected(access: Access, say: Callable[[str], None] = lambda _: None) -> Iterator[Cluster]:
    """A connection to the scheduler, for the length of the block.

    Args:
        access: where it is, and the certificates.
        say: told what the user should know while it is waited for something.

    Raises:
        UsageError: the extra is missing, the cluster is open, or the certificates don't fit.
        IncompleteError: it does not answer, or has no workers.
    """
    refuse_open(access)
    client = _client(access)
    try:
        info = client.scheduler_info()
        refuse_open(access, [info["address"], *info["workers"]])
        if not info["workers"]:
            say(f"waiting for a worker at {access.address}")
            _wait_for_workers(client, access)
        yield Cluster(client, access, say)
    finally:
        client.close()


def _client(access: Access) -> Client:
    try:
        from distributed import Client, Security
    except ImportError as error:
        raise UsageError("--cluster needs the extra: pip install 'leakscan-toolkit[cluster]'") from error
    logging.getLogger("distributed").setLevel(logging.ERROR)  # what matters of it is said in our own words
    files = {"tls_ca_file": access.ca, "tls_client_cert": access.certificate, "tls_client_key": access.key}
    given = {name: str(path) for name, path in files.items() if path is not None}
    encrypted = access.address.startswith("tls://")
    try:
        security = Security(require_encryption=encrypted, **given)
        return Client(access.address, security=security, timeout=PATIENCE)
    except (OSError, ValueError, TypeError) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise IncompleteError(f"{access.address} can't be reached: {why}; is the scheduler up?") from error


def _wait_for_workers(client: Client, access: Access) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise IncompleteError(f"no worker is connected to {access.address}; start some: dask worker …") from error
