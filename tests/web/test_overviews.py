"""What is looked at rather than read: incidents, clients, sources, runs and alerts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from leakscan.model import Health
from leakscan.store import HitFilter, Visit
from tests.alerts.making import a_leak, commit
from tests.cli.conftest import Desk as Workspace
from tests.store.making import CLIENTS
from tests.web.browsing import Visitor, text

NOW = datetime.now(UTC)


def test_an_incident_is_one_line_of_time(visitor: Visitor) -> None:
    commit(visitor.store, a_leak(), a_leak(url="https://forum.example/1", source="forum"), a_leak("edit", CLIENTS[1:]))
    hit = visitor.store.ids(HitFilter())[0]
    visitor.store.triage([hit], "confirm", "lee", "equal to our export")
    told = text(visitor.get("/incidents/1"))
    assert "Up to 40 clients of acme in 2 documents" in told
    assert "alert 1: new, high" in told
    assert "lee confirm: new → confirmed (equal to our export)" in told
    assert "forum: https://forum.example/1 (40 clients)" in told
    listed = text(visitor.get("/incidents"))
    assert "https://paste.example/a" in listed
    assert "h left" in listed
    assert visitor.get("/incidents/99").status_code == 404


def test_which_clients_surfaced_and_how_often(visitor: Visitor) -> None:
    commit(visitor.store, a_leak(), a_leak("half", CLIENTS[:5]), rule=None)
    told = text(visitor.get("/clients"))
    assert "acme 40 2,900 1.4" in told
    assert "40 clients" in told
    tree = visitor.tree("/clients")
    assert len(tree.css("table.list:not(.coverage) tbody tr")) == 40
    assert "No client surfaced" in text(visitor.get("/clients?watchlist=other"))


def test_source_health_over_time(workspace: Workspace, visitor: Visitor) -> None:
    (workspace.root / "leakscan.toml").write_text(
        '[source.never]\nspider = "rss"\nurl = "https://a.example/"\n[source.off]\nspider = "rss"\nenabled = false\n'
    )
    run = visitor.store.begin_run("crawl")
    for days, health in ((0, Health.OK), (0, Health.CHALLENGE), (1, Health.OK), (3, Health.GONE)):
        at = NOW - timedelta(days=days)
        visitor.store.visit(
            run, Visit("forum", health, at, at, "why it was", documents=3, gap="3 hours" if days == 3 else None)
        )
    tree = visitor.tree("/sources")
    rows = {row.css_first("th").text(): row for row in tree.css("table.heat tbody tr")}  # type: ignore[union-attr]
    assert set(rows) == {"forum", "never"}
    strip = [one.attributes["class"] for one in rows["forum"].css("rect")]
    assert strip[-4:] == ["day gone", "day none", "day ok", "day challenge"]
    assert "50 %" in rows["forum"].text()
    assert "never visited" in rows["never"].text()
    told = text(visitor.get("/sources/forum"))
    assert "gap: 3 hours" in told
    assert visitor.get("/sources/nobody").status_code == 404
    (workspace.root / "leakscan.toml").write_text("[source]\nx = 1\n")
    assert "leakscan.toml" in text(visitor.get("/sources")), "what is wrong is said, and the rest is shown"


def test_runs(visitor: Visitor) -> None:
    for n in range(60):
        run = visitor.store.begin_run("crawl")
        problem = ["news: 503"] if n == 59 else []
        visitor.store.visit(run, Visit("news", Health.OK, NOW, NOW))
        visitor.store.end_run(run, status="incomplete" if problem else "finished", problems=problem, self_test="passed")
    tree = visitor.tree("/runs")
    assert len(tree.css("tbody tr")) == 50
    older = tree.css_first("p.pages a")
    assert older is not None
    assert len(visitor.tree(older.attributes["href"] or "").css("tbody tr")) == 10
    told = text(visitor.get("/runs/60"))
    assert "news: 503" in told
    assert "self-test: passed" in told
    assert visitor.get("/runs/61").status_code == 404


def test_alerts_and_what_became_of_them(visitor: Visitor) -> None:
    commit(visitor.store, a_leak(), a_leak("b", ["Contoso 1", "Contoso 2"]))
    visitor.store.post("env:CHAT", [1], "{}")
    message = visitor.store.claim("env:CHAT")
    assert message is not None
    visitor.store.not_delivered(message.id, "the service answered 500", NOW)
    told = text(visitor.get("/alerts"))
    assert "1 message is not delivered" in told
    assert "held back" in told
    visitor.store.delivered(message.id)
    assert "delivered 20" in text(visitor.get("/alerts"))
    assert len(visitor.tree("/alerts?pending=yes").css("tbody tr")) == 1
