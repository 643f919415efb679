from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from leakscan.config import load_config
from leakscan.durations import parse_duration
from leakscan.errors import ConfigError
from leakscan.model import Severity

GOOD = """\
contact = "security@acme.example"

[watchlist.acme]
path = "watchlists/acme.csv"
abbreviations = { "WW" = "Widget Works", "Ges." = "Gesellschaft" }

[source.pastebin]
spider = "pastebin"
every = "2m"

[source.some-forum]
spider = "discourse"
url = "https://forum.example/"
every = "30m"
proxy = "socks5h://127.0.0.1:9050"
cookie = "env:FORUM_COOKIE"
max_pages = 200

[source.some-forum.options]
full = true

[alerts]
urls = ["env:SECURITY_SLACK"]
min_severity = "critical"

[thresholds]
fail_on = "high"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "leakscan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_that_can_be_written_is_read(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, GOOD))
    assert config.contact == "security@acme.example"
    assert config.watchlist["acme"].path == Path("watchlists/acme.csv")
    assert config.watchlist["acme"].abbreviations == {"WW": "Widget Works", "Ges.": "Gesellschaft"}
    assert config.source["pastebin"].every == timedelta(minutes=2)
    forum = config.source["some-forum"]
    assert (forum.max_pages, forum.proxy, forum.cookie) == (200, "socks5h://127.0.0.1:9050", "env:FORUM_COOKIE")
    assert forum.options == {"full": True}
    assert config.alerts.min_severity is Severity.CRITICAL
    assert config.thresholds.fail_on is Severity.HIGH
    assert config.thresholds.min_severity is Severity.LOW


def test_an_empty_file_is_a_configuration_with_nothing_in_it(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, ""))
    assert not config.source
    assert not config.watchlist


@pytest.mark.parametrize(
    ("wrong", "line", "key", "says"),
    [
        ('[source.a]\nspider = "rss"\nevry = "2m"\n', 3, "source.a.evry", "did you mean 'every'"),
        ('[source.a]\n\nspider = "rss"\nevery = "often"\n', 4, "source.a.every", "write a number and a unit"),
        ('[source.a]\nurl = "https://x.example/"\n', 1, "source.a.spider", "is missing"),
        ('[source.a]\nspider = "rss"\nurl = "file:///etc/passwd"\n', 3, "source.a.url", "no web address"),
        ('[source.a]\nspider = "rss"\ncookie = "sid=1"\n', 3, "source.a.cookie", "must be a reference"),
        ('[source.a]\nspider = "rss"\nproxy = "localhost:1"\n', 3, "source.a.proxy", "no proxy address"),
        ('[source.a]\nspider = "rss"\nmax_pages = 0\n', 3, "source.a.max_pages", "greater than or equal to 1"),
        ('[sorce.a]\nspider = "rss"\n', 1, "sorce", "did you mean 'source'"),
        ('x = 1\n[alerts]\nmin_severity = "huge"\n', 1, "x", "known here"),
        ('[alerts]\nmin_severity = "huge"\n', 2, "alerts.min_severity", "'critical'"),
        ('[alerts]\nurls = ["https://hooks.example/secret"]\n', 2, "alerts.urls", "must be a reference"),
        ('[thresholds]\n# quiet\nfail_onn = "low"\n', 3, "thresholds.fail_onn", "did you mean 'fail_on'"),
        ("[watchlist.a]\npath = 3\n", 2, "watchlist.a.path", "path"),
        (
            '[watchlist.a]\npath = "x"\nabbreviations = { "" = "X" }\n',
            3,
            "watchlist.a.abbreviations",
            "no abbreviation",
        ),
        ('[watchlist.a]\npath = "x"\nabbreviations = { X = "x" }\n', 3, "watchlist.a.abbreviations", "for itself"),
        ('[watchlist.a]\npath = "x"\nabbreviations = { X = 3 }\n', 3, "watchlist.a.abbreviations.X", "string"),
        ('[watchlist."a b"]\npath = "x.csv"\n', 1, "watchlist", "is no name"),
        ('[source.a]\nspider = "rss"\noptions.x = [1]\n', 3, "source.a.options.x", "valid"),
    ],
)
def test_a_mistake_names_file_line_and_key(tmp_path: Path, wrong: str, line: int, key: str, says: str) -> None:
    path = write(tmp_path, wrong)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert (caught.value.line, caught.value.key) == (line, key)
    assert str(caught.value).startswith(f"{path}:{line}: {key}: ")
    assert says in str(caught.value)
    assert caught.value.exit_status == 2


def test_a_secret_written_in_clear_is_not_repeated_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(write(tmp_path, '[source.a]\nspider = "rss"\ncookie = "session=hunter2"\n'))
    assert "hunter2" not in str(caught.value)


def test_broken_toml_names_file_and_line(tmp_path: Path) -> None:
    path = write(tmp_path, "[source.a]\nspider = \n")
    with pytest.raises(ConfigError, match="is not valid TOML") as caught:
        load_config(path)
    assert caught.value.line == 2


def test_a_file_that_is_not_text_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "leakscan.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="can't be read"):
        load_config(path)


@pytest.mark.parametrize("wrong", ["", "2", "m", "2 years", "-1m", 5, None])
def test_what_is_no_duration_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="no duration"):
        parse_duration(wrong)


def test_durations() -> None:
    assert [parse_duration(d) for d in ("30s", "2m", "6h", "1d", "2w", "1.5h")] == [
        timedelta(seconds=30),
        timedelta(minutes=2),
        timedelta(hours=6),
        timedelta(days=1),
        timedelta(weeks=2),
        timedelta(minutes=90),
    ]
