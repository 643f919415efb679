from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakscan.crawl.feed import FeedEntry, read_feed
from leakscan.crawl.payload import MarkupChangedError, read_json

HOSTILE = [b"", b"nonsense", b"{", b"[" * 200_000, b"[1", b'{"a":1}', b"null", b"1" * 6000, b"[" + b"1" * 6000 + b"]"]
HOSTILE += [b'["\xff"]', b"\xff\xfe\x00", b'["a", 1]', b'[{"a":' * 5000]


@pytest.mark.parametrize("body", HOSTILE, ids=lambda body: repr(body[:12]))
def test_what_is_no_list_of_words_is_a_change_of_markup(body: bytes) -> None:
    with pytest.raises(MarkupChangedError):
        read_json(body, list[str])


def test_a_lone_surrogate_does_not_spoil_the_rest() -> None:
    read = read_json(b'["\\ud800 hidden", "fine \\ud83d\\ude00", "\\\\ud800"]', list[str])
    assert read == ["\ufffd hidden", "fine \U0001f600", "\\ud800"]


def test_the_message_names_the_place() -> None:
    with pytest.raises(MarkupChangedError, match=r"1\.b"):
        read_json(b'[{"b": 1}, {"b": "x"}]', list[dict[str, int]])


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        assert isinstance(read_json(body, dict[str, int]), dict)
    except MarkupChangedError as error:
        assert str(error)  # noqa: PT017  # either way is right, as long as nothing else is raised


@given(st.binary(max_size=200))
def test_any_bytes_are_a_feed_or_refused(body: bytes) -> None:
    try:
        assert isinstance(read_feed(b"<rss>" + body + b"</rss>", "https://news.example/"), list)
    except MarkupChangedError as error:
        assert str(error)  # noqa: PT017  # as above


def _only(item: str) -> FeedEntry:
    (entry,) = read_feed(f"<rss><channel>{item}</channel></rss>".encode(), "https://news.example/feed")
    return entry


def test_an_entry_without_anything_still_has_an_identity() -> None:
    first, second = _only("<item><title>a</title></item>"), _only("<item><title>b</title></item>")
    assert first.guid != second.guid
    assert first.link is None


def test_an_entry_that_changes_has_another_version() -> None:
    same = "<item><guid>1</guid><title>a</title></item>"
    assert _only(same).version == _only(same).version
    assert _only(same).version != _only(same.replace("a<", "b<")).version


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Thu, 27 Feb 2020 10:00:00 +0100", datetime(2020, 2, 27, 9, tzinfo=UTC)),
        ("2020-02-27T10:00:00Z", datetime(2020, 2, 27, 10, tzinfo=UTC)),
        ("yesterday", None),
        ("Thu, 99 Feb 99999 10:00:00 GMT", None),
        ("", None),
    ],
)
def test_moments(text: str, moment: datetime | None) -> None:
    assert _only(f"<item><pubDate>{text}</pubDate></item>").posted_at == moment


def test_the_longest_text_is_taken() -> None:
    item = "<item><description>short</description><encoded>a longer text</encoded></item>"
    assert _only(item).html == "a longer text"


def test_no_entity_is_expanded() -> None:
    head = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaa">]>'
    bomb = head + b"<rss><channel><item><title>&a;</title></item></channel></rss>"
    with pytest.raises(MarkupChangedError, match="entities"):
        read_feed(bomb, "https://news.example/")
