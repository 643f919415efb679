"""Who may come in: a link that works once is exchanged for a session that a cookie names."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

IDLE = 12 * 3600.0  # seconds after which an unused session is over


@dataclass
class Session:
    """One browser: what its forms have to carry, and what it is to be told with its next page."""

    csrf: str
    used: float
    notes: list[tuple[str, str]] = field(default_factory=list)

    def tell(self, kind: str, text: str) -> None:
        """Show this once: ``done`` or ``error``."""
        self.notes.append((kind, text))

    def told(self) -> list[tuple[str, str]]:
        """What is to be shown, which is shown herewith."""
        notes, self.notes = self.notes, []
        return notes


class Sessions:
    """The sessions of one server, in memory alone: they end with it.

    Secrets are kept as hashes, so that comparing them tells nothing by the time it takes.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._tokens: set[str] = set()
        self._sessions: dict[str, Session] = {}

    def token(self) -> str:
        """A new token that opens one session, once."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._tokens.add(_hash(token))
        return token

    def exchange(self, token: str) -> str | None:
        """The name of a new session for a token, which is used up; None where it is not, or no longer, good."""
        name, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            if _hash(token) not in self._tokens:
                return None
            self._tokens.remove(_hash(token))
            self._sessions[_hash(name)] = Session(secrets.token_urlsafe(32), now)
        return name

    def find(self, name: str | None) -> Session | None:
        """The session of this name, unless there is none or it was not used for too long."""
        if not name:
            return None
        now = self._clock()
        with self._lock:
            self._sessions = {key: one for key, one in self._sessions.items() if now - one.used < IDLE}
            session = self._sessions.get(_hash(name))
            if session is not None:
                session.used = now
        return session


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
