"""Doing what was suggested, when told to: a key of leakscan.toml, or a mute."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from leakscan.config import Config
from leakscan.errors import ConfigError, IncompleteError, UnknownNameError
from leakscan.files import write_private
from leakscan.store import Mute, Store
from leakscan.tuning.suggest import MUTED, Suggestion
from leakscan.workspace import CONFIG_NAME, Place


def chosen(suggestions: Sequence[Suggestion], name: str) -> Suggestion:
    """The suggestion of this name; UnknownNameError lists those there are."""
    for one in suggestions:
        if one.name == name:
            return one
    known = ", ".join(one.name for one in suggestions) or "nothing at present"
    raise UnknownNameError(f"{name!r} is not suggested; what is: {known}")


def apply(suggestion: Suggestion, place: Place, store: Store, who: str) -> str:
    """Do it; returns what was done, in words.

    Raises:
        ConfigError: leakscan.toml would no longer be right, and is left as it was.
        UsageError: the mute is refused.
    """
    if suggestion.setting is not None:
        return _write(place.root / CONFIG_NAME, *suggestion.setting)
    assert suggestion.mute is not None  # noqa: S101  # a suggestion is one or the other
    what, value, watchlist = suggestion.mute
    effect = suggestion.effect
    reason = f"suggested by leakscan tune: {effect.spared} {effect.what}, no leak"
    mute = Mute(reason, who, datetime.now(UTC) + MUTED, watchlist=watchlist, **{what: value})  # type: ignore[arg-type]
    made = store.mute(mute)
    return f"mute {made.id} until {made.expires:%Y-%m-%d}; leakscan hits unmute {made.id} ends it"


def _write(path: Path, table: str, key: str, value: str | int) -> str:
    """Set one key, whatever else stands in the file kept as it is, comments and all."""
    import tomlkit

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"can't be read: {error}", path=path) from error
    document = tomlkit.parse(text)
    if table not in document:
        document.add(tomlkit.nl())
        document.add(table, tomlkit.table())
    section = document[table]
    assert isinstance(section, dict)  # noqa: S101  # the configuration was read before, and has tables there
    section[key] = value
    changed = tomlkit.dumps(document)
    try:
        Config.model_validate(tomllib.loads(changed))
    except ValidationError as error:
        raise ConfigError(f"[{table}] {key} = {value} does not go with the rest of it", path=path, key=key) from error
    mode = path.stat().st_mode
    try:
        write_private(path, changed.encode("utf-8"))
        path.chmod(mode)
    except OSError as error:
        raise IncompleteError(f"{path} can't be written: {error.strerror or error}") from error
    return f"written to {path}: [{table}] {key} = {value}"
