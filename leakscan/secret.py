"""Secrets are kept by reference (``env:NAME``, ``file:PATH``, ``keyring:SERVICE/USER``) and read when they are used."""

from __future__ import annotations

import os
from pathlib import Path

from leakscan.errors import UsageError


def resolve(reference: str) -> str:
    """The secret that a reference stands for; UsageError says what is missing, and never the secret."""
    kind, _, place = reference.partition(":")
    if kind == "env":
        return _from_environment(place)
    if kind == "file":
        return _from_file(place)
    if kind == "keyring":
        return _from_keyring(place)
    raise UsageError("a secret is given by reference: env:NAME, file:PATH or keyring:SERVICE/USER")


def _from_environment(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise UsageError(f"the environment variable {name} is not set, but leakscan.toml refers to it (env:{name})")
    return value


def _from_file(place: str) -> str:
    try:
        return Path(place).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the file of a secret can't be read (file:{place}): {error}") from error


def _from_keyring(place: str) -> str:
    try:
        import keyring  # an optional package: a server has no keyring
    except ImportError as error:
        raise UsageError("keyring: references need the package keyring: pip install keyring") from error
    service, _, user = place.partition("/")
    value: str | None = keyring.get_password(service, user)
    if value is None:
        raise UsageError(f"the keyring holds nothing for service {service!r}, user {user!r}")
    return value
