"""Mailboxes of archives: read whole, or said to be unreadable."""

from __future__ import annotations

import gzip

import pytest

from leakscan.crawl import hyperkitty
from leakscan.crawl.hyperkitty import parts
from leakscan.crawl.payload import MarkupChangedError

MAIL = b"From a Thu Feb 26 09:05:00 2026\nMessage-ID: <1@x>\n\nhello\n>From here\n\n\n"


def test_mails_are_told_apart_and_lines_that_look_like_one_are_not() -> None:
    mails = list(parts(gzip.compress(MAIL + MAIL.replace(b"<1@x>", b"< 2(b)@x>"))))
    assert [(mail.key, mail.content) for mail in mails] == [
        ("1@x", b"hello\nFrom here"),
        ("2b@x", b"hello\nFrom here"),
    ]


@pytest.mark.parametrize(
    "packed",
    [
        MAIL,
        gzip.compress(MAIL)[:-12],
        gzip.compress(b"<html>Archive download disabled</html>"),
    ],
    ids=["not packed", "cut short", "a page"],
)
def test_what_is_no_mailbox_is_said_to_be_none(packed: bytes) -> None:
    with pytest.raises(MarkupChangedError):
        list(parts(packed))


def test_a_mailbox_is_unpacked_so_far_and_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hyperkitty, "LARGEST", 1000)
    with pytest.raises(MarkupChangedError, match="too large"):
        list(parts(gzip.compress(MAIL + b"x" * 10_000)))
    assert list(parts(gzip.compress(b""))) == []


def test_a_charset_that_is_none_hides_nothing() -> None:
    mail = b"From a Thu\nContent-Type: text/plain; charset=nonsense\n\nMaple Hollow \xff\n"
    assert [part.content.decode() for part in parts(gzip.compress(mail))] == ["Maple Hollow \ufffd"]
