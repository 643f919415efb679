"""Pages that scripts fill, shown to a browser that has no network of its own.

What the browser wants is fetched here, as everything is: under the address guard, by robots.txt and pace, from the
source's own hosts, through its proxy, within its budget. The browser is given the answers and nothing else, and is
started so that it could reach nobody if it tried. It clicks nothing, sends nothing and solves nothing.

The library that speaks to it is an extra, ``leakscan-toolkit[browser]``, and is loaded by
:mod:`leakscan.crawl.browser_handler` where a source asks for it.
"""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from leakscan.crawl.refusals import BrowserUnusableError

if TYPE_CHECKING:
    from leakscan.crawl.visit import Order

HANDLER = "leakscan.crawl.browser_handler.BrowserHandler"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 60  # for a page with all its parts
QUIET = 10  # seconds to wait until its scripts have nothing more to fetch
PARTS = 60  # scripts and data of one page

# Each closes a way out; the resolver rule alone would do, for names and addresses alike.
SWITCHES = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-quic",
    "--dns-prefetch-disable",
    "--no-pings",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy",
    "--js-flags=--max-old-space-size=256",
    "--disable-gpu",
)


def settings(order: Order) -> dict[str, Any]:
    """What Scrapy and scrapy-playwright are to be told for a source that wants a browser.

    Raises:
        BrowserUnusableError: there is none, or it would run without its sandbox and nobody allowed that.
    """
    if find_spec("scrapy_playwright") is None:
        raise BrowserUnusableError("a browser needs more libraries: pip install 'leakscan-toolkit[browser]'")
    path = order.browser if isinstance(order.browser, str) else next(filter(None, map(shutil.which, NAMES)), None)
    if path is None or not os.access(path, os.X_OK):
        raise BrowserUnusableError(f"no browser at {path or ', '.join(NAMES)}: install chromium, or give its path")
    sandbox = str(order.options.get("browser_sandbox", True)).lower() not in {"false", "0", "no"}
    if sandbox and os.geteuid() == 0:
        raise BrowserUnusableError(
            "a browser that runs as root has no sandbox: run leakscan as another user"
            " (or allow it: options = { browser_sandbox = false })"
        )
    return {
        "DOWNLOAD_HANDLERS": {"http": HANDLER, "https": HANDLER},
        "COMPRESSION_ENABLED": False,  # the browser gets answers as they come
        "PLAYWRIGHT_LAUNCH_OPTIONS": {"executable_path": path, "args": list(SWITCHES), "chromium_sandbox": sandbox},
        "PLAYWRIGHT_CONTEXTS": {},
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 4,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": SECONDS * 1000,
        "PLAYWRIGHT_ABORT_REQUEST": "leakscan.crawl.browser.always",  # but for what is answered before it is asked
        "PLAYWRIGHT_PROCESS_REQUEST_HEADERS": None,
    }


def always(_: object) -> bool:
    """Whether a request of the browser's own is stopped."""
    return True
