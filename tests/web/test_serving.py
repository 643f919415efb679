"""`leakscan serve` as it is started: where it listens, who may reach it, which link it prints."""

from __future__ import annotations

import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from typer.testing import CliRunner, Result

from leakscan.cli import app
from leakscan.errors import UsageError
from leakscan.web.serving import LOOPBACK, Listening
from tests.cli.conftest import Desk as Workspace
from tests.crawl.test_tls import Authority

ROOT = Path(__file__).parents[2]


@contextmanager
def started(workspace: Workspace, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The real program, and the link that it prints."""
    command = [sys.executable, "-m", "leakscan", "--workspace", str(workspace.root), "serve", "--port", "0", *options]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            lines = iter(process.stderr.readline, "")
            yield process, next(line.strip() for line in lines if "/login?token=" in line)
        finally:
            process.kill()


def refused(workspace: Workspace, *options: str) -> Result:
    return CliRunner().invoke(app, ["--workspace", str(workspace.root), "serve", "--port", "0", *options])


def test_it_serves_one_who_has_the_link_and_ends_when_asked(workspace: Workspace) -> None:
    hit = workspace.leak()
    with started(workspace) as (process, link), httpx2.Client(follow_redirects=True) as visitor:
        assert link.startswith("http://127.0.0.1:")
        assert httpx2.get(link.partition("/login")[0] + "/").status_code == 403
        page = visitor.get(link)
        assert page.status_code == 200
        assert hit in page.text
        assert process.stderr is not None
        assert "/login?token=" in process.stderr.readline(), "another link, for another browser"
        assert httpx2.get(link, follow_redirects=True).status_code == 403, "the first one is used up"
        assert "uvicorn" not in str(page.headers)
        process.send_signal(signal.SIGTERM)
        process.wait(15)
        assert process.stdout is not None
        assert process.stdout.read() == ""


def test_what_is_done_is_done_by_whom_it_says(workspace: Workspace) -> None:
    hit = workspace.leak()
    with started(workspace, "--user", "lee") as (_, link), httpx2.Client(follow_redirects=True) as visitor:
        page = visitor.get(link)
        csrf = page.text.partition('name="csrf" value="')[2].partition('"')[0]
        where = f"{page.url.scheme}://{page.url.netloc.decode()}/hits/{hit}/note"
        assert visitor.post(where, data={"csrf": csrf, "text": "seen", "back": "/"}).status_code == 200
    with workspace.store() as store:
        assert [(event.who, event.why) for event in store.events(hit)] == [("lee", "seen")]


def test_encrypted(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "tls"
    folder.mkdir()
    authority = Authority(folder)
    authority.server("127.0.0.1")
    (pem,) = folder.glob("127.0.0.1-*.pem")
    trust = ssl.create_default_context(cafile=authority.path)
    with started(workspace, "--certificate", str(pem), "--key", str(pem)) as (_, link):
        assert link.startswith("https://127.0.0.1:")
        with httpx2.Client(verify=trust) as visitor:
            assert "Secure" in visitor.get(link).headers["set-cookie"]
    assert "needs its key" in refused(workspace, "--certificate", str(pem)).stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.3.4.5"])
def test_this_machine_alone(host: str) -> None:
    listening = Listening(host)
    assert listening.local
    assert listening.hosts() >= LOOPBACK | {host}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "review.example"])  # noqa: S104  # refused below
def test_others_only_if_that_is_meant(workspace: Workspace, host: str) -> None:
    with pytest.raises(UsageError, match="--expose"):
        Listening(host).hosts()
    done = refused(workspace, "--host", host)
    assert done.exit_code == 2
    assert "would read what leaked" in done.stderr
    assert "token" not in done.stderr


def test_exposed_it_answers_to_its_names_alone() -> None:
    everywhere = Listening("0.0.0.0", expose=True)  # noqa: S104  # what it is about
    with pytest.raises(UsageError, match="--name"):
        everywhere.hosts()
    named = Listening("0.0.0.0", names=("Review.example",), expose=True)  # noqa: S104  # as above
    assert named.hosts() == {"review.example", "0.0.0.0"}  # noqa: S104  # as above
    assert Listening("192.0.2.7", expose=True).hosts() == {"192.0.2.7"}


def test_a_port_that_is_taken(workspace: Workspace) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = refused(workspace, "--port", str(taken.getsockname()[1]))
    assert done.exit_code == 3
    assert "nothing can listen at 127.0.0.1" in done.stderr


def test_without_the_library_it_says_what_to_install(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "leakscan.web.serving")
    done = refused(workspace)
    assert done.exit_code == 2
    assert "pip install 'leakscan-toolkit[web]'" in done.stderr
