"""The process that sends: an order as JSON on its input, what became of it as JSON on its output.

Run as ``python -m leakscan.alerts.sender``. Nothing of what Apprise logs leaves it but a few known words.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from typing import Any

MISSING = "alerts need a library that is not installed: pip install 'leakscan-toolkit[alerts]'"
NO_SERVICE = "it refers to nothing that Apprise knows as the URL of a service"
SECONDS = 30.0  # of one try, all of a service's recipients together
HEADER = "Idempotency-Key"
_STATUS = re.compile(r"error=(\d{3})\b")
_TYPES = {"critical": "failure", "high": "failure", "medium": "warning", "low": "info", "info": "info"}


class _Heard(logging.Handler):
    """Keeps what is logged, and lets nothing else see it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def main() -> None:
    """Read the order, carry it out, answer; whatever else is printed meanwhile is no answer."""
    answer, sys.stdout = sys.stdout, sys.stderr
    order = json.load(sys.stdin)
    heard = _Heard()
    logging.basicConfig(level=logging.WARNING, handlers=[heard])
    try:
        import apprise
    except ModuleNotFoundError:
        problem: str | None = MISSING
    else:
        problem = _sent(apprise, order, heard)
    answer.write(json.dumps({"problem": problem}))


def _sent(apprise: Any, order: dict[str, Any], heard: _Heard) -> str | None:
    service = _service(apprise, order)
    if service is None:
        return NO_SERVICE
    if "body" not in order:
        return None  # it was only asked whether something could be sent
    notifier = apprise.Apprise(asset=service.asset)
    notifier.add(service)
    key = order["key"]
    accepted = notifier.notify(
        title=order["title"],
        body=f"{order['body']}\nMessage {key}",
        notify_type=_TYPES[order["severity"]],
        body_format="text",
    )
    return None if accepted else _in_words(heard.lines)


def _service(apprise: Any, order: dict[str, Any]) -> Any:
    """The service of the URL, given the key and the fields in whatever way it takes them."""
    from apprise.plugins import N_MGR, url_to_dict

    parts = url_to_dict(order["url"])  # type: ignore[no-untyped-call]  # the library has no types
    if not parts:
        return None
    kind = N_MGR[parts["schema"]]
    if "key" in order and "headers" in (kind.template_kwargs or {}):
        parts["headers"] = {**(parts.get("headers") or {}), HEADER: order["key"]}
    if "key" in order and "payload" in (kind.template_kwargs or {}):
        parts["payload"] = {**order["fields"], "idempotency_key": order["key"], **(parts.get("payload") or {})}
    if "key" in order and "dedup" in (kind.template_args or {}):
        parts["dedup"] = order["key"]
    return apprise.Apprise.instantiate(parts, asset=_asset(apprise))


def _asset(apprise: Any) -> Any:
    """No redirect, no file, no picture from elsewhere, nothing of a text taken for a template."""
    return apprise.AppriseAsset(
        app_id="leakscan",
        app_desc="leakscan",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        http_redirects=False,
        storage_mode="memory",
        pgp_autogen=False,
        pem_autogen=False,
        allow_templates=False,
        async_mode=False,
        service_timeout=SECONDS,
    )


def _in_words(heard: list[str]) -> str:
    """What is known of the failure; the library's own words could hold a part of the address."""
    for line in heard:
        if found := _STATUS.search(line):
            return f"the service answered {found[1]}"
    said = " ".join(heard).casefold()
    if "connection error" in said or "could not connect" in said or "failed to connect" in said:
        return "the service could not be reached"
    if "timed out" in said or "timeout" in said or "deadline" in said:
        return "the service did not answer in time"
    return "the service did not accept it"


if __name__ == "__main__":
    main()
