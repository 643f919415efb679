from __future__ import annotations

import io
import random
from email.message import EmailMessage
from pathlib import Path

import pytest

from leakscan.errors import ExtractError
from leakscan.extract import extract, limits, members
from leakscan.extract.containers import members_of
from leakscan.extract.result import Unread
from leakscan.model import Document, Sighting
from tests.extract.documents import document, zipped

ROWS = "name;seats\nMüller & Söhne GmbH;14\nAcme Corp;3\n"


def _mail(**fields: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = "a@x.example", "Bérénice <b@y.example>, Acme Corp <c@acme.example>"
    mail["Subject"] = fields.get("subject", "Our clients, as of Müller")
    mail.set_content(fields.get("text", "See below.\n\nAcme Corp – 3 seats\n"))
    return mail


def _read(content: bytes | str, path: str = "x.eml") -> dict[str, str]:
    found: dict[str, str] = {}
    for one in members(document(content, path)):
        assert isinstance(one, Document), one
        found[str(one.sighting.path)] = extract(one).text
    return found


def test_a_message_gives_its_text_with_the_headers_that_say_to_whom_it_went() -> None:
    ((path, text),) = _read(_mail().as_bytes()).items()
    assert path == "x.eml!message.txt"
    assert text == (
        "From: a@x.example\nTo: Bérénice <b@y.example>, Acme Corp <c@acme.example>\n"
        "Subject: Our clients, as of Müller\n\n\nSee below.\n\nAcme Corp – 3 seats\n"
    )


def test_a_message_is_known_by_its_first_headers_however_many_there_are() -> None:
    carried = b"".join(
        b"Received: from m%d.example by n.example; Mon, 6 Jan 2020 10:00:00 +0000\n" % n for n in range(90)
    )
    mail = _mail()
    mail.add_attachment(ROWS.encode(), "text", "csv", filename="clients.csv")
    found = _read(carried + mail.as_bytes())
    assert found["x.eml!clients.csv"] == ROWS
    assert found["x.eml!message.txt"].startswith("From: a@x.example\nTo: ")


@pytest.mark.parametrize("charset", ["utf-8", "latin-1", "utf-16"])
@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
def test_what_is_attached_is_read_as_any_file(coding: str, charset: str) -> None:
    mail = _mail()
    mail.add_attachment(ROWS.encode(charset), "text", "csv", cte="base64", filename="clients.csv")
    mail.add_attachment(f"<p>{ROWS.splitlines()[1]}</p>", subtype="html", cte=coding)
    mail.add_attachment(zipped({"in/rows.csv": ROWS.encode()}), "application", "zip", filename="clients.zip")
    found = _read(mail.as_bytes())
    assert found["x.eml!clients.csv"] == ROWS
    assert found["x.eml!part-3"] == "Müller & Söhne GmbH;14"
    assert found["x.eml!clients.zip!in/rows.csv"] == ROWS


def test_a_forwarded_message_is_read_with_its_own_headers() -> None:
    mail = _mail(subject="Fwd")
    inner = _mail(text="inside: Acme Corp\n")
    inner.add_attachment(ROWS.encode(), "text", "csv", filename="clients.csv")
    mail.add_attachment(inner)
    found = _read(mail.as_bytes())
    assert "inside: Acme Corp" in found["x.eml!message.txt"]
    assert "Subject: Our clients, as of Müller" in found["x.eml!message.txt"]
    assert found["x.eml!clients.csv"] == ROWS


def test_a_mailbox_is_read_message_by_message() -> None:
    mail = _mail()
    mail.add_attachment(ROWS.encode(), "text", "csv", filename="clients.csv")
    one = b"From a@x.example Mon Jan  6 10:00:00 2020\n" + mail.as_bytes() + b"\n"
    found = _read(one * 3, "all.mbox")
    assert list(found)[:4] == [
        "all.mbox!1/message.txt",
        "all.mbox!1/clients.csv",
        "all.mbox!2/message.txt",
        "all.mbox!2/clients.csv",
    ]
    assert found["all.mbox!3/clients.csv"] == ROWS


def test_text_around_the_parts_is_read_too() -> None:
    mail = _mail()
    mail.add_attachment(b"x", "image", "png", filename="x.png")
    content = mail.as_bytes() + b"\nthe list behind it:\nAcme Corp\n"
    assert "the list behind it:\nAcme Corp" in _read(content)["x.eml!message.txt"]


@pytest.mark.parametrize(
    "content",
    [
        "From: a@x.example\nSubject: no MIME\n\nAcme Corp\n",
        "Content-Type: text/plain\nTitle: x\n\nAcme Corp\n",
        "From here on it is prose.\n\nAcme Corp\n",
        "name: Acme Corp\nto: Springfield\n",
        "to: Acme Corp\nfrom: us\n" * 300,
    ],
)
def test_what_is_no_message_is_text(content: str) -> None:
    assert _read(content, "paste") == {"paste": content}


def test_a_message_too_large_is_told_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DOCUMENT_BYTES", 4000)
    line = b"From a@x.example Mon Jan  6 10:00:00 2020\n"
    box = line + _mail(text="x\n" * 9000).as_bytes() + b"\n" + line + _mail().as_bytes()
    first, second = members_of(io.BytesIO(box), len(box), Sighting(path="b.mbox"))
    assert isinstance(first, Unread)
    assert "larger" in first.reason
    assert isinstance(second, Document)


def test_hostile_messages_raise_nothing_unforeseen(tmp_path: Path) -> None:
    mail = _mail()
    mail.add_attachment(ROWS.encode(), "text", "csv", filename="söhne.csv")
    mail.add_attachment(_mail())
    whole, dice = bytearray(mail.as_bytes()), random.Random(8)
    for _ in range(400):
        content = bytearray(whole)
        for _ in range(dice.randint(1, 30)):
            content[dice.randrange(len(content))] = dice.choice(b"\0\n\r:;=?\"'%*-<>()[]\xff\x80 ")
        for one in members(document(bytes(content), "x.eml")):
            if isinstance(one, Document):
                try:
                    extract(one)
                except ExtractError:
                    continue


@pytest.mark.timeout(30)
def test_messages_within_messages_end() -> None:
    deep = b"From: a@x.example\nMIME-Version: 1.0\n" + b"Content-Type: message/rfc822\n\n" * 5_000 + b"Acme Corp\n"
    wide = b"From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000
    assert list(members(document(deep, "x.eml")))
    assert list(members(document(wide, "x.eml")))
