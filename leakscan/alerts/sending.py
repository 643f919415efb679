"""One try to send one message, in a process of its own.

Apprise speaks to a hundred services in a hundred ways; in a process apart none of them can hang, crash or write into
the log of whoever waits. What it says goes no further either: it may hold a part of the address, and that is a secret.
"""

from __future__ import annotations

import json
import subprocess
import sys

from leakscan.alerts.message import Content
from leakscan.errors import UsageError
from leakscan.secret import resolve

DEADLINE = 40.0  # seconds of one try


def send(reference: str, key: str, content: Content, deadline: float = DEADLINE) -> str | None:
    """Send the message to where the reference leads.

    Args:
        reference: of an Apprise URL, ``env:…`` and the like.
        key: what the message is known by if it arrives twice.
        content: what it says.
        deadline: seconds after which the try is over.

    Returns:
        None once it was accepted; else why it was not, in words that give no secret away.
    """
    try:
        url = resolve(reference)
    except UsageError as error:
        return str(error)
    told = {"url": url, "key": key, "title": content.title, "body": content.body, "fields": content.fields}
    return _told({**told, "severity": str(content.severity)}, deadline)


def check(reference: str) -> str | None:
    """Why nothing could ever be sent there: no secret, no library, no such service. None where all is well."""
    try:
        url = resolve(reference)
    except UsageError as error:
        return str(error)
    return _told({"url": url}, DEADLINE)


def _told(order: dict[str, object], deadline: float) -> str | None:
    command = [sys.executable, "-P", "-m", "leakscan.alerts.sender"]  # -P: nothing of the current folder is code
    try:
        done = subprocess.run(  # noqa: S603  # our own program; the secret goes through its input
            command, input=json.dumps(order), capture_output=True, text=True, timeout=deadline, check=False
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {deadline:.0f} seconds"
    except OSError as error:
        return f"no process could be started to send it ({error.strerror or error})"
    if done.returncode:
        return f"sending it failed within the library (exit status {done.returncode})"
    try:
        answer: str | None = json.loads(done.stdout)["problem"]
    except (ValueError, KeyError, TypeError):
        return "sending it failed within the library (it gave no answer)"
    return answer
