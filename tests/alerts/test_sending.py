"""One try, to a real server: what arrives, what is said when it does not, and that no secret is said."""

from __future__ import annotations

import email
import logging
import socket
import sys
import time
from collections.abc import Iterator
from email.message import Message as Mail
from pathlib import Path
from urllib.parse import quote

import jsonschema
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from leakscan.alerts import sender
from leakscan.alerts.message import Content
from leakscan.alerts.sending import check, send
from leakscan.alerts.trial import made_up
from leakscan.config import AlertsConfig
from leakscan.model import Severity
from tests.alerts.endpoint import Endpoint, serving
from tests.alerts.test_wording import SCHEMA

CONTENT = made_up(AlertsConfig())


def test_a_webhook_gets_text_fields_and_the_key(endpoint: Endpoint) -> None:
    assert send("env:CHAT", "leakscan-1", CONTENT) is None
    (received,) = endpoint.received
    assert received.key == "leakscan-1"
    jsonschema.validate(received.told, SCHEMA, format_checker=jsonschema.FormatChecker())
    assert received.told["title"] == CONTENT.title
    assert received.told["message"] == f"{CONTENT.body}\nMessage leakscan-1"
    assert received.headers["user-agent"] == "leakscan"


def test_a_form_has_the_key_too(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAT", endpoint.url.replace("json:", "form:"))
    assert send("env:CHAT", "leakscan-2", CONTENT) is None
    assert endpoint.received[0].key == "leakscan-2"
    assert b"idempotency_key=leakscan-2" in endpoint.received[0].body


@pytest.mark.parametrize("status", [404, 429, 500])
def test_what_the_service_answered_is_said(endpoint: Endpoint, status: int) -> None:
    endpoint.answer = lambda _: status
    assert send("env:CHAT", "leakscan-1", CONTENT) == f"the service answered {status}"
    assert len(endpoint.received) == 1, "one try is one request"


def test_a_redirect_is_not_followed(endpoint: Endpoint) -> None:
    with serving(Endpoint()) as elsewhere:
        endpoint.answer, endpoint.headers = lambda _: 307, {"Location": f"http://127.0.0.1:{elsewhere.port}/"}
        assert send("env:CHAT", "leakscan-1", CONTENT) == "the service answered 307"
        assert elsewhere.received == []


def test_a_service_that_hangs_is_left(endpoint: Endpoint) -> None:
    endpoint.answer = lambda _: 60.0
    begun = time.monotonic()
    assert send("env:CHAT", "leakscan-1", CONTENT, deadline=1.5) == "no answer within 2 seconds"
    assert time.monotonic() - begun < 10


def test_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAT", "json://127.0.0.1:1/")
    assert send("env:CHAT", "leakscan-1", CONTENT) == "the service could not be reached"


def test_what_can_never_be_sent_to_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert "CHAT is not set" in (send("env:CHAT", "k", CONTENT) or "")
    assert "can't be read" in (check(f"file:{tmp_path / 'none'}") or "")
    monkeypatch.setenv("CHAT", "nonsense://x")
    assert check("env:CHAT") == send("env:CHAT", "k", CONTENT) == sender.NO_SERVICE
    monkeypatch.setenv("CHAT", "json://127.0.0.1/")
    assert check("env:CHAT") is None


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "apprise.py").write_text("raise ModuleNotFoundError('apprise')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("CHAT", "json://127.0.0.1/")
    assert check("env:CHAT") == sender.MISSING


class _Box:
    """A real SMTP server's hand: keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self.refuse = False

    async def handle_DATA(  # noqa: N802  # the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.refuse:
            return "451 try again later"
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append(email.message_from_bytes(content))
        return "250 OK"


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Box]:
    box = _Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    url = f"mailto://127.0.0.1:{port}?from=leakscan@desk.example&to=team@desk.example&mode=insecure"
    monkeypatch.setenv("CHAT", url)
    yield box
    controller.stop()


def test_mail_arrives_with_the_key_in_its_headers(box: _Box) -> None:
    hostile = Content("CRITICAL: a\r\nBcc: eve@evil.example", "What: ünï\r\nBcc: eve@evil.example", Severity.HIGH)
    assert send("env:CHAT", "leakscan-7", hostile) is None
    (mail,) = box.mails
    assert mail["Idempotency-Key"] == "leakscan-7"
    assert mail["Bcc"] is None
    assert mail["To"] == "team@desk.example"
    text = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    payload = text.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert "What: ünï" in payload.decode()
    assert "Message leakscan-7" in payload.decode()


def test_mail_that_is_refused_is_not_taken_for_sent(box: _Box) -> None:
    box.refuse = True
    assert send("env:CHAT", "leakscan-7", CONTENT) is not None
    assert box.mails == []


SECRETS = [f"cnry{n:02}Zq7" for n in range(12)]


@pytest.mark.parametrize("answer", [500, 0.0, 302])
def test_no_secret_is_written_anywhere(
    answer: int | float,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """User, password, path, headers and parameters of the URL: none in a log at DEBUG, a message or a file."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with serving(Endpoint(answer=lambda _: answer)) as endpoint:
        user, password, path, header, value = SECRETS[:5]
        place = f"{user}:{password}@127.0.0.1:{endpoint.port}/{path}?+X-{header}={value}&-k={SECRETS[5]}"
        monkeypatch.setenv("CHAT", f"json://{place}")
        said = [send("env:CHAT", "leakscan-1", CONTENT)]
        monkeypatch.setenv("CHAT", f"nonsense-{SECRETS[6]}://{SECRETS[7]}")
        said += [send("env:CHAT", "leakscan-1", CONTENT), check("env:CHAT")]
        monkeypatch.setenv("CHAT", f"slack://{SECRETS[8]}/{SECRETS[9]}/{quote(SECRETS[10])}?x={SECRETS[11]}")
        assert check("env:CHAT") is None
    written = "".join(path.read_text(errors="replace") for path in tmp_path.rglob("*") if path.is_file())
    everything = f"{said}{caplog.text}{''.join(capfd.readouterr())}{written}"
    assert all(said)
    assert [secret for secret in SECRETS if secret.casefold() in everything.casefold()] == []


def test_what_a_plugin_prints_is_no_answer(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "class Loud:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'apprise':\n"
        "            print('loading', name)\n"
        "sys.meta_path.insert(0, Loud())\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert send("env:CHAT", "leakscan-1", CONTENT) is None
    assert len(endpoint.accepted) == 1


def test_a_sender_that_breaks_is_a_problem_and_not_a_success(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAT", "json://127.0.0.1/")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert "exit status 1" in (send("env:CHAT", "k", CONTENT) or "")
    monkeypatch.setattr(sys, "executable", "/bin/true")
    assert "gave no answer" in (send("env:CHAT", "k", CONTENT) or "")
    monkeypatch.setattr(sys, "executable", "/nonexistent")
    assert "no process" in (send("env:CHAT", "k", CONTENT) or "")
