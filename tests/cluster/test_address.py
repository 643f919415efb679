from __future__ import annotations

import pytest

from leakscan.cluster import Access, refuse_open
from leakscan.errors import UsageError


@pytest.mark.parametrize(
    "address", ["tls://scheduler:8786", "tcp://127.0.0.1:8786", "127.0.0.1:8786", "localhost:8786", "tcp://[::1]:8786"]
)
def test_encrypted_or_of_this_machine(address: str) -> None:
    refuse_open(Access(address), [address])


@pytest.mark.parametrize(
    "address",
    ["tcp://10.0.0.1:8786", "scheduler.invalid:8786", "tcp://0.0.0.0:8786", "tcp://[::]:1", "ws://1.2.3.4:5", ""],
)
def test_open(address: str) -> None:
    with pytest.raises(UsageError, match=r"docs/scale\.md"):
        refuse_open(Access(address))
    refuse_open(Access(address, insecure=True))


def test_a_cluster_that_listens_elsewhere_too_is_open() -> None:
    with pytest.raises(UsageError, match=r"192\.168\.1\.5"):
        refuse_open(Access("tcp://127.0.0.1:8786"), ["tcp://127.0.0.1:8786", "tcp://192.168.1.5:41000"])
