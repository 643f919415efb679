"""Whatever finds a hit tells of it: crawl, watch, scan and rescreen, each as the real program."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from leakscan.cli import app
from leakscan.model import Health
from leakscan.schedule.doctor import examine, trusted
from leakscan.schedule.signals import Signals
from leakscan.schedule.watch import Watch
from leakscan.store import Visit, open_store
from leakscan.workspace import find_workspace
from tests.alerts.endpoint import Endpoint
from tests.cli.test_crawl import LEAK
from tests.crawl.feeds import pastes
from tests.crawl.site import Site, serving
from tests.crawl.workspace import run, workspace

ALERTS = (
    '[alerts]\nurls = ["file:{}/chat"]\nmin_severity = "low"\n'  # processes that were forked before know no env:CHAT
)
NOBODY = "http://127.0.0.1:1/"


@pytest.fixture
def endpoint(endpoint: Endpoint, tmp_path: Path) -> Endpoint:
    (tmp_path / "chat").write_text(endpoint.url)
    return endpoint


def a_workspace(folder: Path, url: str = NOBODY, alerts: str = ALERTS) -> Path:
    return workspace(folder / "w", ("paste", "pastebin", url), more='keep = "text"\n' + alerts.format(folder))


def here(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--workspace", str(folder), *arguments])


def dump(folder: Path, text: str = LEAK) -> str:
    (folder / "dump.txt").write_text(text)
    return str(folder / "dump.txt")


def test_a_crawl_tells_once_and_a_second_one_nothing(tmp_path: Path, endpoint: Endpoint) -> None:
    pages = pastes(1, 2, 3) | {f"/api_scrape_item.php?i=key0000{n}": LEAK.encode() for n in (2, 3)}
    with serving(Site(pages)) as site:
        folder = a_workspace(tmp_path, site.url)
        for _ in range(2):
            done = run(folder, "crawl")
            assert done.returncode in {0, 1}, done.stderr
    (request,) = endpoint.accepted
    assert request.told["where"].startswith("hxxp://127[.]0[.]0[.]1:")
    listed = here(folder, "alert", "list")
    assert "delivered 20" in listed.stdout


def test_a_crawl_whose_alert_does_not_arrive_is_incomplete_and_the_next_one_delivers(
    tmp_path: Path, endpoint: Endpoint
) -> None:
    endpoint.answer = lambda _: 500
    with serving(Site(pastes(1) | {"/api_scrape_item.php?i=key00001": LEAK.encode()})) as site:
        folder = a_workspace(tmp_path, site.url)
        done = run(folder, "crawl")
        assert done.returncode == 3
        assert "/chat: not delivered after 1 try: the service answered 500" in done.stderr
        place = find_workspace(folder)
        with open_store(place.database) as store:
            assert "alerts: file:" in store.run(1).problems[0]
            found = [one for one in examine(place, store, datetime.now(UTC)) if one.check == "alerts"]
            assert [one.level for one in found] == ["fail"]
            assert "leakscan alert retry" in found[0].says
            assert not trusted(found)
        assert here(folder, "alert", "retry").exit_code == 3
        pending = here(folder, "alert", "list", "--pending")
        assert "not delivered after 2 tries" in pending.stdout
        endpoint.answer = lambda _: 200
        assert here(folder, "alert", "retry", "1").exit_code == 0
        assert len(endpoint.accepted) == 1
        assert len({request.key for request in endpoint.received}) == 1
        with open_store(place.database) as store:
            (healthy,) = [one for one in examine(place, store, datetime.now(UTC)) if one.check == "alerts"]
            assert healthy.says.startswith("1 targets can be sent to; the last one was delivered ")


def test_a_crawl_with_nothing_due_delivers_what_was_left(tmp_path: Path, endpoint: Endpoint) -> None:
    folder = a_workspace(tmp_path)
    endpoint.answer = lambda _: 500
    assert here(folder, "scan", "--alert", dump(tmp_path)).exit_code == 3
    endpoint.answer = lambda _: 200
    with open_store(folder / "leakscan.db") as store:
        store.hasten()
    (folder / "leakscan.toml").write_text(
        (folder / "leakscan.toml").read_text().replace("delay = 0", "enabled = false")
    )
    done = here(folder, "crawl", "--due")
    assert (done.exit_code, "no source is due" in done.stderr) == (0, True)
    assert len(endpoint.accepted) == 1


def test_a_scan_tells_if_asked_to(tmp_path: Path, endpoint: Endpoint) -> None:
    folder = a_workspace(tmp_path)
    here(folder, "scan", dump(tmp_path))
    assert endpoint.received == []
    here(folder, "scan", "--alert", dump(tmp_path, LEAK + "\n"))
    (request,) = endpoint.accepted
    assert request.told["kind"] == "new"


@pytest.mark.parametrize("more", [("--no-store",), ("--db", "x.db")])
def test_alerts_need_a_store_to_wait_in(tmp_path: Path, endpoint: Endpoint, more: tuple[str, ...]) -> None:
    folder = a_workspace(tmp_path)
    done = here(folder, "scan", "--alert", *more, dump(tmp_path))
    assert (done.exit_code, "--alert needs a workspace's own store" in done.stderr) == (2, True)


def test_alerts_need_somewhere_to_go(tmp_path: Path) -> None:
    folder = a_workspace(tmp_path, alerts="")
    assert here(folder, "scan", "--alert", dump(tmp_path)).exit_code == 2
    for words in (("test",), ("retry",)):
        done = here(folder, "alert", *words)
        assert (done.exit_code, "alerts go nowhere" in done.stderr) == (2, True)
    assert "no alert was ever made" in here(folder, "alert", "list").stderr


def test_a_rescreened_hit_says_so(tmp_path: Path, endpoint: Endpoint) -> None:
    folder = a_workspace(tmp_path)
    watchlist = folder / "watchlists" / "acme.csv"
    whole = watchlist.read_text()
    watchlist.write_text("\n".join(whole.splitlines()[:2]) + "\n")
    here(folder, "scan", dump(tmp_path))
    with open_store(folder / "leakscan.db") as store:
        store.begin_run("crawl", {"acme": "another"})
        store._db.execute("UPDATE runs SET documents = 1")
    watchlist.write_text(whole)
    done = here(folder, "rescreen", "acme")
    assert done.exit_code < 2, done.stderr
    (request,) = endpoint.accepted
    assert request.told["rescreened"] == "yes"
    assert "found when kept documents were screened again" in request.told["message"]


def test_a_watch_delivers_between_its_rounds(tmp_path: Path, endpoint: Endpoint) -> None:
    folder = a_workspace(tmp_path)
    endpoint.answer = lambda _: 500
    here(folder, "scan", "--alert", dump(tmp_path))
    said: list[str] = []
    now = datetime.now(UTC)
    watch = Watch(folder, said.append)
    with open_store(folder / "leakscan.db") as store:
        store.visit(store.begin_run("crawl"), Visit("paste", Health.OK, now, now + timedelta(seconds=1)))
        store.hasten()
    with Signals() as signals:
        watch._turn(signals)
        assert any("an alert was not delivered" in line for line in said)
        assert watch.status == 3
        endpoint.answer = lambda _: 200
        with open_store(folder / "leakscan.db") as store:
            store.hasten()
        watch._turn(signals)
    assert len(endpoint.accepted) == 1


def test_trying_out_says_who_took_it(tmp_path: Path, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "json://127.0.0.1:1/")
    folder = a_workspace(tmp_path, alerts='[alerts]\nurls = ["env:CHAT", "env:PAGER"]\n')
    done = here(folder, "alert", "test")
    assert done.exit_code == 3
    assert "env:CHAT: took it" in done.stderr
    assert "env:PAGER: the service could not be reached" in done.stderr
    assert endpoint.accepted[0].told["kind"] == "test"
    assert here(folder, "alert", "test", "env:CHAT").exit_code == 0
    assert here(folder, "alert", "test", "env:NONE").exit_code == 2
    with open_store(folder / "leakscan.db") as store:
        assert store.alerts() == []


def test_the_doctor_says_what_could_not_be_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHAT", raising=False)
    place = find_workspace(a_workspace(tmp_path, alerts='[alerts]\nurls = ["env:CHAT"]\n'))
    with open_store(place.database) as store:
        (found,) = [one for one in examine(place, store, datetime.now(UTC)) if one.check == "alerts"]
    assert (found.level, "CHAT is not set" in found.says) == ("fail", True)


def test_no_secret_of_a_target_is_written_anywhere(tmp_path: Path, endpoint: Endpoint) -> None:
    """User, password, path, header and parameter: not in the store, the log, the output or any other file."""
    secrets = [f"Cnry{n}Xw{n}9" for n in range(50)]
    endpoint.answer = lambda n: 500 if n == 0 else 200
    with serving(Site(pastes(1) | {"/api_scrape_item.php?i=key00001": LEAK.encode()})) as site:
        folder = a_workspace(tmp_path, site.url)
        rest = "&".join(f"-p{n}={secret}" for n, secret in enumerate(secrets[5:]))
        user, password, path, header, value = secrets[:5]
        url = f"json://{user}:{password}@127.0.0.1:{endpoint.port}/{path}?+X-{header}={value}&{rest}"
        (tmp_path / "chat").write_text(url)
        said = [run(folder, "crawl", "--log", "crawl.log")]
        said += [
            run(folder, *words) for words in (("alert", "list"), ("alert", "retry"), ("alert", "test"), ("doctor",))
        ]
    assert [one.returncode for one in said[:3]] == [3, 0, 0]
    assert len(endpoint.accepted) == 2
    assert secrets[7] in endpoint.accepted[0].path
    written = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    told = "".join(one.stdout + one.stderr for one in said)
    assert b"crawl" in written
    assert [secret for secret in secrets if secret.encode() in written or secret in told] == []
