"""Inside a network namespace: visit a source through a proxy, and count what goes anywhere else.

Every address is local there (``ip route add local default dev lo``), so whatever is sent shows in the counters.
"""

from __future__ import annotations

import contextlib
import json
import socket
from pathlib import Path
from urllib.parse import urlsplit

from tests.crawl.feeds import feed
from tests.crawl.site import Site, serving
from tests.crawl.socks import Socks, proxying
from tests.crawl.visiting import visit

HOST = "leakforumexamplexyz.onion"


def sent() -> tuple[int, int]:
    """Datagrams sent and connections begun, since the namespace was made."""
    lines = [line.split() for line in Path("/proc/net/snmp").read_text("ascii").splitlines()]
    told = {}
    for head, row in zip(lines[::2], lines[1::2], strict=True):
        told.update({head[0] + name: int(value) for name, value in zip(head[1:], row[1:], strict=True)})
    return told["Udp:OutDatagrams"], told["Tcp:ActiveOpens"]


def main() -> None:
    with serving(Site({"/feed": feed("a")})) as site, proxying(Socks({HOST: urlsplit(site.url).port or 0})) as proxy:
        told = {"spider": "rss", "url": f"http://{HOST}/feed", "delay": 0, "proxy": proxy.url}
        health = visit({"it": told})["it"]["health"]
    datagrams, connections = sent()
    with contextlib.suppress(OSError):
        socket.getaddrinfo("control.example", 80)
    connections -= 2 * len(proxy.wanted)  # to the proxy, and the proxy's own to the site
    print(json.dumps({"health": health, "beside": [datagrams, connections], "control": sent()[0] - datagrams}))


if __name__ == "__main__":
    main()
