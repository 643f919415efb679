"""Sources visited by the workers of a real cluster: every page once, nothing lost, no host asked by two at a time."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from leakscan.cli import app
from leakscan.cluster import connected
from leakscan.cluster.carried import Carried
from leakscan.store import Store, open_store
from tests.cluster import there
from tests.cluster.machines import Machines, access, cluster, table
from tests.crawl.feeds import pastes
from tests.crawl.site import Asked, Reply, Site, serving
from tests.waiting import until

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]
HOSTS, EACH, PAGES = 20, 3, 3


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with cluster(tmp_path_factory.mktemp("cluster"), ["one", "two", "pinned tor=1"]) as found:
        yield found


class Hosts:
    """Twenty hosts with three paste sites each, below one path a site; who is asked when is written down."""

    def __init__(self) -> None:
        self.sites = [Site(respond=lambda asked, host=host: self._asked(host, asked)) for host in range(HOSTS)]  # type: ignore[misc]
        self.order: list[tuple[int, int]] = []
        self.at_once = 0
        self._answering: Counter[int] = Counter()
        self._lock = threading.Lock()
        self.pages = {
            f"/{source}{path}": reply
            for source in range(HOSTS * EACH)
            for path, reply in pastes(*range(PAGES), text=f"Maple Hollow Police {source} {{}}").items()
        }

    def _asked(self, host: int, asked: Asked) -> Reply | bytes | None:
        first = asked.path.split("/")[1]
        if not first.isdigit():
            return None
        with self._lock:
            self.order.append((host, int(first)))
            self._answering[host] += 1
            self.at_once = max(self.at_once, *self._answering.values())
        time.sleep(0.02)
        with self._lock:
            self._answering[host] -= 1
        return self.pages.get(asked.path)


@pytest.fixture
def hosts() -> Iterator[Hosts]:
    found = Hosts()
    with ExitStack() as stack:
        for number, site in enumerate(found.sites):
            stack.enter_context(serving(site, f"127.0.1.{number + 1}"))
        yield found


def workspace(folder: Path, machines: Machines, *sources: tuple[str, str, str]) -> Path:
    """A workspace with sources given as (name, url, more)."""
    (folder / "acme.csv").write_text("name\nMaple Hollow Police\n")
    text = f'[watchlist.acme]\npath = "acme.csv"\n[cluster]\n{table(machines)}\n'
    for name, url, more in sources:
        told = f'spider = "pastebin"\nurl = "{url}"\ndelay = 0\nallow_private = true\n{more}\n'
        text += f"[source.{name}]\n{told}"
    (folder / "leakscan.toml").write_text(text)
    return folder


def crawl(folder: Path, machines: Machines, *more: str) -> Result:
    arguments = ["crawl", "--workspace", str(folder), "--cluster", machines.address, *more]
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "300"})


def found_in(store: Store) -> dict[str, list[str]]:
    """The places of every hit's document."""
    assert store.verify() == []
    return {hit.id: [s.sighting.url or "" for s in store.sightings(hit.id)] for hit in store.hits()}


def test_sixty_sources_three_workers_one_killed(machines: Machines, hosts: Hosts, tmp_path: Path) -> None:
    sources = [(f"s{source}", f"{hosts.sites[source % HOSTS].url}{source}/", "") for source in range(HOSTS * EACH)]
    folder = workspace(tmp_path, machines, *sources)
    machines.start("doomed")
    with connected(access(machines)) as client:
        client._client.wait_for_workers(4, timeout=120)

    def kill() -> None:
        until(lambda: len(hosts.order) > 40)
        machines.kill("doomed")

    killer = threading.Thread(target=kill)
    killer.start()
    done = crawl(folder, machines)
    killer.join()
    assert done.exit_code == 0, done.output
    with open_store(folder / "leakscan.db") as store:
        found = found_in(store)
        visits = store.run(1).visits
        cursors = [store.cursor(name) for name, _, _ in sources]
    assert len(found) == HOSTS * EACH * PAGES
    assert all(len(places) == 1 for places in found.values())
    assert sorted(visit.source for visit in visits) == sorted(name for name, _, _ in sources)
    assert {(visit.health, visit.documents, visit.hits) for visit in visits} == {("ok", PAGES, PAGES)}
    assert all(cursors)
    assert hosts.at_once == 1
    assert_one_after_the_other(hosts.order)
    again = len(hosts.order)
    assert crawl(folder, machines, "s1", "s2", "s3").exit_code == 0
    assert len(hosts.order) == again + 3 * (1 + PAGES), "the listings, and the places where hits stand"


def assert_one_after_the_other(order: list[tuple[int, int]]) -> None:
    """On each host, the sources come one after the other; one whose worker was killed comes whole later."""
    for host in range(HOSTS):
        sources = [source for at, source in order if at == host]
        turns = [source for n, source in enumerate(sources) if n == 0 or sources[n - 1] != source]
        assert len(turns) == len(set(turns)) == EACH, turns


def test_a_source_is_bound_to_workers_that_have_what_it_needs(
    machines: Machines, hosts: Hosts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leakscan.cluster.cluster._PATIENCE", 2.0)
    monkeypatch.setattr("leakscan.cluster.cluster._LOOK", 1.0)
    url = hosts.sites[0].url
    sources = [("bound", f"{url}0/", 'worker = "tor"'), ("stranded", f"{url}20/", 'worker = "moon"')]
    folder = workspace(tmp_path, machines, *sources)
    done = crawl(folder, machines, "--log", str(tmp_path / "log"))
    assert done.exit_code == 3
    assert "bound: ok" in done.stderr
    assert '--resources "moon=1"' in done.stderr
    assert "Spider closed (finished)" in (tmp_path / "log").read_text()


def test_what_is_deleted_or_edited_is_told_from_there(machines: Machines, hosts: Hosts, tmp_path: Path) -> None:
    folder = workspace(tmp_path, machines, ("only", f"{hosts.sites[0].url}0/", ""))
    assert crawl(folder, machines).exit_code == 0
    item = "/0/api_scrape_item.php?i=key0000{}"
    hosts.pages[item.format(1)] = b"Error, we cannot find this paste."
    hosts.pages[item.format(2)] = b"Maple Hollow Police, and much more of it"
    assert crawl(folder, machines).exit_code == 0
    with open_store(folder / "leakscan.db") as store:
        seen = [seen for hit in store.hits() for seen in store.sightings(hit.id)]
    gone = sorted((seen.sighting.url or "")[-1] for seen in seen if seen.gone_at)
    assert (len(seen), gone) == (PAGES + 1, ["1", "2"])


def test_secrets_and_watchlist_stay_where_they_belong(
    machines: Machines, hosts: Hosts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cookie goes with the visit and to the site; the watchlist goes nowhere; no log has either."""
    monkeypatch.setenv("SITE_COOKIE", "session=hushhush")
    folder = workspace(tmp_path, machines, ("only", f"{hosts.sites[0].url}0/", 'cookie = "env:SITE_COOKIE"'))
    assert crawl(folder, machines).exit_code == 0
    assert {asked.headers.get("cookie") for asked in hosts.sites[0].asked if "item" in asked.path} == {
        "session=hushhush"
    }
    said = b"".join(path.read_bytes() for path in machines.folder.glob("*.log"))
    assert b"hushhush" not in said
    assert b"Maple Hollow" not in said


def test_a_visit_nobody_waits_for_ends_and_what_was_carried_is_gone(machines: Machines, tmp_path: Path) -> None:
    """The one who sent it is killed: nothing is left on any worker."""
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=there.carry_and_hang, args=(access(machines), theirs))
    child.start()
    name = ours.recv()
    with connected(access(machines)) as client:
        assert set(client._client.run(there.held_there, name).values()) == {"crown jewels"}
        child.kill()
        child.join()
        until(lambda: set(client._client.run(there.held_there, name).values()) == {None})


def test_another_release_is_refused() -> None:
    with pytest.raises(RuntimeError, match="the work is of 0"):
        Carried("x", b"", "0").setup(None)
