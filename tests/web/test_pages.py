"""What a responder does in a browser, without JavaScript; the command line sees the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leakscan.model import Health, Severity
from leakscan.store import HitFilter, Visit
from tests.alerts.making import a_leak, commit
from tests.cli.conftest import NAMES
from tests.cli.conftest import Desk as Workspace
from tests.store.making import CLIENTS
from tests.web.browsing import Visitor, text

NOW = datetime.now(UTC)


def shown(visitor: Visitor, place: str) -> list[str]:
    """The ids of the hits that a queue shows, in order."""
    return [one.attributes["value"] or "" for one in visitor.tree(place).css("input[name=hit]")]


def test_an_empty_store_says_that_its_silence_means_nothing(visitor: Visitor) -> None:
    assert "so an empty queue means nothing" in text(visitor.get("/"))
    for place in ("/incidents", "/clients", "/sources", "/runs", "/alerts", "/mutes"):
        assert visitor.get(place).status_code == 200


def test_the_queue_shows_what_the_command_line_lists(workspace: Workspace, visitor: Visitor) -> None:
    critical, low = workspace.leak(), workspace.leak(NAMES[:4], end="x", severity="low", path="b.csv")
    done = workspace.leak(NAMES[:6], end="y", path="c.csv")
    assert workspace.run("hits", "confirm", done).exit_code == 0
    assert shown(visitor, "/") == [critical, low]
    assert shown(visitor, "/?status=confirmed") == [done]
    assert set(shown(visitor, "/?status=any")) == {critical, low, done}
    assert shown(visitor, "/?severity=critical") == [critical]
    assert shown(visitor, "/?text=b.csv") == [low]
    assert set(shown(visitor, "/?entry=branch+05&status=any")) == {critical, done}
    assert shown(visitor, "/?source=nowhere") == []
    assert shown(visitor, "/?watchlist=acme&since=24h&sort=newest&severity=low&status=new") == shown(
        visitor, "/?sort=newest"
    )
    assert "No hits like that." in text(visitor.get("/?text=nothing+like+it"))


def test_pages_go_on_where_the_last_one_ended(visitor: Visitor) -> None:
    commit(visitor.store, *(a_leak(str(n), [f"Contoso {n}"], severity=Severity.LOW) for n in range(120)), rule=None)
    place, seen = "/", []
    while place:
        tree = visitor.tree(place)
        seen += [one.attributes["value"] for one in tree.css("input[name=hit]")]
        link = tree.css_first("a[rel=next]")
        place = link.attributes["href"] if link else ""  # type: ignore[assignment]
    assert seen == visitor.store.ids(HitFilter(severity=Severity.LOW))
    assert len(seen) == 120


@pytest.mark.parametrize(
    "wrong",
    ["severity=x", "status=x", "since=x", "incident=x", "sort=x", "after=zzzz", "since=999999999999w", "after=0123"],
)
def test_an_address_that_asks_for_nonsense_says_so(visitor: Visitor, wrong: str) -> None:
    answer = visitor.get(f"/?{wrong}")
    assert answer.status_code in {400, 404}
    assert "That did not work" in text(answer)


def test_a_hit_says_why_where_and_what_was_decided(workspace: Workspace, visitor: Visitor) -> None:
    hit = workspace.leak()
    workspace.run("hits", "note", hit, "asked the site")
    told = text(visitor.get(f"/hits/{hit}"))
    assert "A client that was planted in our copy partner-b stands here" in told
    assert "12 of the 2,900 clients of acme" in told
    assert "40 of the 44 rows of one table are clients (91 %)" in told
    assert "dump/a.csv" in told
    assert "kim note asked the site" in told
    assert "No other document exposes nearly the same clients." in told


def test_names_are_masked_until_revealed_and_that_is_recorded(workspace: Workspace, visitor: Visitor) -> None:
    hit = workspace.leak()
    for place in (f"/hits/{hit}", f"/hits/{hit}?rows=100", "/", "/clients", "/incidents", "/incidents/1"):
        assert "northwind" not in visitor.get(place).text.casefold(), place
    assert "N••• B••• •••" in visitor.get(f"/hits/{hit}").text
    assert visitor.store.events(hit) == []
    revealed = visitor.post(f"/hits/{hit}", f"/hits/{hit}/reveal")
    assert "NORTHWIND BRANCH 07" in revealed.text
    assert [(event.who, event.action) for event in visitor.store.events(hit)] == [("ann", "revealed")]
    assert "northwind" not in visitor.get(f"/hits/{hit}").text.casefold()
    assert "Northwind Branch 07" in visitor.post("/clients", "/clients/reveal").text
    assert len(visitor.store.events(hit)) == 2


def test_a_shortened_id_leads_to_the_whole_one(workspace: Workspace, visitor: Visitor) -> None:
    hit = workspace.leak()
    answer = visitor.get(f"/hits/{hit[:5]}?status=any")
    assert (answer.url.path, answer.url.query) == (f"/hits/{hit}", b"status=any")
    assert visitor.get("/hits/00000000").status_code == 404
    assert visitor.get("/hits/x").status_code == 404


def test_decisions_notes_assignments_and_undoing_are_the_command_lines(workspace: Workspace, visitor: Visitor) -> None:
    hit = workspace.leak()
    place = f"/hits/{hit}"
    assert "now acknowledged, was new" in text(visitor.post(place, f"{place}/decide", action="acknowledge"))
    assert "takes a reason" in text(visitor.post(place, f"{place}/decide", action="dismiss", reason=" "))
    assert "now dismissed" in text(visitor.post(place, f"{place}/decide", action="dismiss", reason="a directory"))
    assert "reopen it first" in text(visitor.post(place, f"{place}/decide", action="confirm"))
    assert "taken back: dismiss" in text(visitor.post(place, f"{place}/undo"))
    assert "assigned to lee" in text(visitor.post(place, f"{place}/assign", to="lee"))
    assert "noted" in text(visitor.post(place, f"{place}/note", text="called them"))
    assert "a note needs words" in text(visitor.post(place, f"{place}/note", text=""))
    assert "choose what to do" in text(visitor.post(place, f"{place}/decide", action="explode"))
    history = [(event.who, event.action, event.why) for event in visitor.store.events(hit)]
    assert history == [
        ("ann", "acknowledge", None),
        ("ann", "dismiss", "a directory"),
        ("ann", "undo dismiss", "event 2"),
        ("ann", "assign", None),
        ("ann", "note", "called them"),
    ]
    assert visitor.store.verify() == []
    told = workspace.run("hits", "show", hit).stdout
    assert "ann" in told
    assert "called them" in told


def test_only_what_may_be_done_is_offered(workspace: Workspace, visitor: Visitor) -> None:
    hit = workspace.leak()

    def offered() -> list[str | None]:
        return [one.attributes["value"] for one in visitor.tree(f"/hits/{hit}").css("button[name=action]")]

    assert offered() == ["acknowledge", "confirm", "dismiss"]
    workspace.run("hits", "confirm", hit)
    assert offered() == ["resolve", "reopen"]


def test_many_hits_at_once_all_or_none(workspace: Workspace, visitor: Visitor) -> None:
    first, second = workspace.leak(), workspace.leak(NAMES[:6], end="x", path="b.csv")
    workspace.run("hits", "confirm", second)
    both = [first, second]
    assert "no hit was ticked" in text(visitor.post("/", "/decide", action="confirm"))
    assert "choose what to do" in text(visitor.post("/", "/decide", hit=both))
    assert "takes a reason" in text(visitor.post("/", "/decide", hit=both, action="dismiss"))
    assert "reopen it first" in text(visitor.post("/", "/decide", hit=both, action="acknowledge"))
    assert visitor.store.hit(first).hit.status == "new"
    assert "2 hits now confirmed" not in text(visitor.post("/", "/decide", hit=both, action="confirm"))
    assert visitor.store.hit(first).hit.status == "confirmed"
    assert "they stood there already" in text(visitor.post("/?status=any", "/decide", hit=both, action="confirm"))
    assert "taken back: confirm on 1 hit" in text(visitor.post("/", "/undo"))
    assert visitor.store.hit(first).hit.status == "new"
    assert "ann decided nothing that could be undone" in text(visitor.post("/", "/undo"))


def test_after_a_decision_one_is_where_one_was(workspace: Workspace, visitor: Visitor) -> None:
    hit = workspace.leak()
    answer = visitor.post("/?severity=critical&text=a.csv", "/decide", hit=hit, action="acknowledge")
    assert str(answer.url.query, "ascii") == "severity=critical&text=a.csv"
    answer = visitor.post(f"/hits/{hit}?severity=critical", f"/hits/{hit}/decide", action="confirm")
    assert (answer.url.path, answer.url.query) == (f"/hits/{hit}", b"severity=critical")


def test_the_next_hit_of_the_list_it_was_opened_from(workspace: Workspace, visitor: Visitor) -> None:
    hits = [workspace.leak(NAMES[: 3 + n], end=str(n), path=f"{n}.csv") for n in range(3)]
    order = visitor.store.ids(HitFilter())
    assert set(order) == set(hits)
    link = visitor.tree(f"/hits/{order[0]}?severity=high").css_first("a[rel=next]")
    assert link is not None
    assert link.attributes["href"] == f"/hits/{order[1]}?severity=high"
    visitor.store.triage([order[0]], "confirm", "ann")
    link = visitor.tree(f"/hits/{order[0]}").css_first("a[rel=next]")
    assert link is not None, "decided, it is still known what came after it"
    assert visitor.tree(f"/hits/{order[2]}").css_first("a[rel=next]") is None


def test_muting_from_a_hit_and_ending_it(workspace: Workspace, visitor: Visitor) -> None:
    commit(visitor.store, a_leak(), rule=None)
    (hit,) = visitor.store.ids(HitFilter())
    place = f"/hits/{hit}"
    mute = {"what": "source", "for": "30d", "reason": "known"}
    assert "a mute needs a reason" in text(visitor.post(place, f"{place}/mute", **{**mute, "reason": ""}))
    assert "write a number and a unit" in text(visitor.post(place, f"{place}/mute", **{**mute, "for": "x"}))
    assert "a mute is of" in text(visitor.post(place, f"{place}/mute", **{**mute, "what": "entry"}))
    assert "mute 1: source paste until" in text(visitor.post(place, f"{place}/mute", **mute))
    assert shown(visitor, "/") == []
    assert "1 more are muted" in text(visitor.get("/"))
    assert shown(visitor, "/?muted=yes") == [hit]
    assert "source paste" in text(visitor.get("/mutes"))
    assert "mute 1 is over" in text(visitor.post("/mutes", "/mutes/1/end"))
    assert shown(visitor, "/") == [hit]


def test_evidence_that_is_gone_is_said(workspace: Workspace, visitor: Visitor) -> None:
    hit = workspace.leak()
    for file in (workspace.root / "evidence").rglob("*.warc.gz"):
        file.unlink()
    told = visitor.tree(f"/hits/{hit}").css_first("p.note.error")
    assert told is not None
    assert "evidence" in told.text()


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


def test_a_page_that_is_not_there(visitor: Visitor) -> None:
    answer = visitor.get("/nowhere")
    assert (answer.status_code, "There is no such page." in text(answer)) == (404, True)
    assert visitor.get("/incidents/x").status_code == 404


def test_what_is_told_once_is_told_once(workspace: Workspace, visitor: Visitor) -> None:
    hit = workspace.leak()
    visitor.post(f"/hits/{hit}", f"/hits/{hit}/note", text="x")
    assert visitor.tree("/").css_first("p.note") is None
