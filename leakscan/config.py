"""``leakscan.toml`` → :class:`Config`: the trust boundary for what the user configures.

A mistake is a :class:`~leakscan.errors.ConfigError` that names file, line and key; a misspelt key gets a suggestion.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from leakscan.durations import parse_duration
from leakscan.errors import ConfigError
from leakscan.model import Severity
from leakscan.toml_lines import line_of

_REFERENCE = re.compile(r"(env|file|keyring):.+")
_QUIET = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def _reference(value: object) -> object:
    if isinstance(value, str) and not _REFERENCE.fullmatch(value):
        raise ValueError("is a secret and must be a reference: env:NAME, file:PATH or keyring:SERVICE/USER")
    return value


def _hours(value: object) -> object:
    if isinstance(value, str) and (not _QUIET.fullmatch(value) or value[:5] == value[6:]):
        raise ValueError('is no stretch of hours: write it as "22:00-06:00"')
    return value


def _zone(value: object) -> object:
    try:
        ZoneInfo(str(value))
    except (OSError, ValueError, KeyError) as error:
        raise ValueError(f"{value!r} is no time zone that this machine knows, such as Europe/Zurich") from error
    return value


Duration = Annotated[timedelta, BeforeValidator(parse_duration)]
SecretReference = Annotated[str, BeforeValidator(_reference)]
Hours = Annotated[str, BeforeValidator(_hours)]
Zone = Annotated[str, BeforeValidator(_zone)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WatchlistConfig(_Table):
    """``[watchlist.NAME]``: where the list lies, relative to the workspace, and its older exports by their day.

    ``abbreviations``: what its names are written short as, beside what everybody does: ``{ "WW" = "Widget Works" }``.
    """

    path: Path
    versions: dict[date, Path] = Field(default_factory=dict)
    abbreviations: dict[str, str] = Field(default_factory=dict)

    @field_validator("abbreviations")
    @classmethod
    def _says_something(cls, abbreviations: dict[str, str]) -> dict[str, str]:
        for short, long in abbreviations.items():
            if not any(map(str.isalnum, short)) or not any(map(str.isalpha, long)):
                raise ValueError(f'{short!r} = {long!r} is no abbreviation: write it as "WW" = "Widget Works"')
            if short.casefold() == long.casefold():
                raise ValueError(f"{short!r} stands for itself; write what it stands for")
        return abbreviations


class ReferenceConfig(_Table):
    """``[reference.NAME]``: a public directory, relative to the workspace, and its columns of names and regions."""

    path: Path
    column: str = "name"
    region: str | None = None


class SourceConfig(_Table):
    """``[source.NAME]``: a spider and its settings for one site.

    ``worker``: on a cluster, what a worker must have to visit it (``dask worker --resources "tor=1"``).
    """

    spider: str
    url: str | None = None
    every: Duration = timedelta(minutes=30)
    proxy: str | None = None
    cookie: SecretReference | None = None
    max_pages: int = Field(default=500, ge=1)
    max_mb: int = Field(default=512, ge=1)
    max_minutes: float = Field(default=60.0, gt=0.0)
    delay: float = Field(default=1.0, ge=0.0)
    allow_private: bool = False
    verify_tls: bool = True
    browser: bool | str = False
    enabled: bool = True
    options: dict[str, str | int | bool] = Field(default_factory=dict)
    keep: Literal["hits", "text"] = "hits"
    worker: str | None = Field(default=None, pattern=r"[A-Za-z0-9_-]+")

    @field_validator("url")
    @classmethod
    def _http_only(cls, url: str | None) -> str | None:
        if url is not None and not re.match(r"https?://[^/\s]", url):
            raise ValueError("is no web address: it starts with https:// or http://")
        return url

    @field_validator("proxy")
    @classmethod
    def _proxy_scheme(cls, proxy: str | None) -> str | None:
        if proxy is not None and not re.match(r"(https?|socks5h?)://[^/\s]", proxy):
            raise ValueError("is no proxy address: it starts with http://, https:// or socks5h://")
        return proxy


class KeepConfig(_Table):
    """``[keep]``: for how long, and up to which size, the texts of sources with ``keep = "text"`` are kept."""

    text_for: Duration = timedelta(days=90)
    text_megabytes: int = Field(default=1024, ge=1)


class AlertsConfig(_Table):
    """``[alerts]``: where alerts go, as references, which they are, and when they may come.

    Attributes:
        urls: references to Apprise URLs.
        min_severity: from this severity on; canaries always.
        min_clients: with at least so many different clients; canaries always.
        names: whether alerts name the clients.
        quiet: hours in which only what is urgent is sent.
        zone: time zone of the quiet hours.
        digest: what is not urgent is gathered for so long and sent as one message.
        urgent: from this severity on, quiet hours and digests do not hold it back; ``canary`` for canaries alone.
        link: where the review pages are reached, for a link in each alert.
    """

    urls: tuple[SecretReference, ...] = ()
    min_severity: Severity = Severity.HIGH
    min_clients: int = Field(default=1, ge=1)
    names: bool = False
    quiet: Hours | None = None
    zone: Zone = "UTC"
    digest: Duration | None = None
    urgent: Literal["canary", "critical", "high", "medium", "low", "info"] = "critical"
    link: str | None = None

    @field_validator("link")
    @classmethod
    def _web_address(cls, link: str | None) -> str | None:
        if link is not None and not re.match(r"https?://[^/\s]", link):
            raise ValueError("is no web address: it starts with https:// or http://")
        return link and link.rstrip("/")


class ThresholdsConfig(_Table):
    """``[thresholds]``: what governs the exit status, and what the table shows."""

    fail_on: Severity = Severity.MEDIUM
    min_severity: Severity = Severity.LOW


class ScheduleConfig(_Table):
    """``[schedule]``: how ``leakscan watch`` and ``crawl --due`` keep sources to their intervals.

    Attributes:
        budget: a run of ``watch`` that takes longer is stopped; what it had read is kept.
        jitter: by what share of its interval a visit may come earlier or later.
        quiet: hours in which nothing is visited, ``"22:00-06:00"``.
        zone: time zone of the quiet hours, as in ``Europe/Zurich``.
    """

    budget: Duration = timedelta(minutes=10)
    jitter: float = Field(default=0.1, ge=0.0, le=0.5)
    quiet: Hours | None = None
    zone: Zone = "UTC"


class ClusterConfig(_Table):
    """``[cluster]``: files for TLS to a Dask cluster, relative to the workspace."""

    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None


class MetricsConfig(_Table):
    """``[metrics]``: the file that every crawl writes them to; what opens ``/metrics`` of ``leakscan serve``."""

    textfile: Path | None = None
    token: SecretReference | None = None


class Config(_Table):
    """The whole of ``leakscan.toml``. ``contact`` goes into the user agent, so that site owners can reach you."""

    watchlist: dict[str, WatchlistConfig] = Field(default_factory=dict)
    reference: dict[str, ReferenceConfig] = Field(default_factory=dict)
    source: dict[str, SourceConfig] = Field(default_factory=dict)
    alerts: AlertsConfig = Field(default_factory=AlertsConfig)
    thresholds: ThresholdsConfig = Field(default_factory=ThresholdsConfig)
    schedule: ScheduleConfig = Field(default_factory=ScheduleConfig)
    keep: KeepConfig = Field(default_factory=KeepConfig)
    cluster: ClusterConfig = Field(default_factory=ClusterConfig)
    metrics: MetricsConfig = Field(default_factory=MetricsConfig)
    contact: str | None = None

    @field_validator("watchlist", "reference", "source", mode="before")
    @classmethod
    def _names(cls, tables: object) -> object:
        for name in tables if isinstance(tables, dict) else ():
            if not NAME.fullmatch(name):
                raise ValueError(f"{name!r} is no name: use letters, digits, '-', '_' and '.'")
        return tables


def load_config(path: Path) -> Config:
    """Read and check ``leakscan.toml``; ConfigError names the line and the key of the first mistake."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"can't be read: {error}", path=path) from error
    try:
        return Config.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ConfigError(f"is not valid TOML: {error}", path=path, line=int(line[1]) if line else None) from error
    except ValidationError as error:
        raise _first_mistake(error, text, path) from error


def _first_mistake(error: ValidationError, text: str, path: Path) -> ConfigError:
    """The mistake that stands first in the file, in the user's words rather than the validator's."""
    mistakes = [(line_of(text, _keys(detail["loc"])), detail) for detail in error.errors()]
    line, detail = min(mistakes, key=lambda mistake: mistake[0] or 0)
    keys = _keys(detail["loc"])
    more = f" (and {len(mistakes) - 1} more)" if len(mistakes) > 1 else ""
    return ConfigError(_in_words(detail, keys) + more, path=path, line=line, key=".".join(keys))


def _keys(loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys as written in the file: without list positions and the names of union members."""
    return tuple(part for part in loc if isinstance(part, str) and part not in {"str", "int", "bool"})


def _in_words(detail: Any, keys: tuple[str, ...]) -> str:
    kind: str | Literal["extra_forbidden", "missing", "value_error"] = detail["type"]
    if kind == "extra_forbidden":
        return "unknown key" + _suggestion(keys)
    if kind == "missing":
        return "is missing"
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    return f"{detail['msg'][:1].lower()}{detail['msg'][1:]}"


def _suggestion(keys: tuple[str, ...]) -> str:
    from rapidfuzz import process

    tables: dict[str, type[BaseModel]] = {
        "watchlist": WatchlistConfig,
        "reference": ReferenceConfig,
        "source": SourceConfig,
        "alerts": AlertsConfig,
        "thresholds": ThresholdsConfig,
        "schedule": ScheduleConfig,
        "keep": KeepConfig,
        "cluster": ClusterConfig,
        "metrics": MetricsConfig,
    }
    known = list((Config if len(keys) == 1 else tables[keys[0]]).model_fields)
    near = process.extractOne(keys[-1], known, score_cutoff=60)
    return f"; did you mean {near[0]!r}?" if near else f"; known here: {', '.join(known)}"
