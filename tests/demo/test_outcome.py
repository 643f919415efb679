from __future__ import annotations

from leakscan.demo.outcome import Outcome, judge
from leakscan.demo.page import Page, Place
from leakscan.model import Assessment, Clients, Hit, Severity, Sighting, Verdict

LEAK = Page("leaked list", "the leak", "x", Place.PASTES, clients=9, planted=True)
NEWS = Page("news article", "some news", "y", Place.PASTES, clients=3)
CODE = Page("code", "some code", "z", Place.PASTES)
PAGES = {"u1": LEAK, "u2": NEWS, "u3": CODE}


def hit(url: str, severity: Severity) -> Hit:
    verdict = Verdict.CLIENT_LIST if severity.rank >= Severity.MEDIUM.rank else Verdict.MENTION
    assessment = Assessment("w", verdict, severity, 0.9, Clients(3, 3, 9, 0.3, 1.0), (), ())
    return Hit(url * 32, 1, Sighting(url=url), assessment)


def outcome(*hits: Hit, read: frozenset[str] = frozenset(PAGES), problems: tuple[str, ...] = ()) -> Outcome:
    return judge(PAGES, hits, set(read), problems)


FOUND = hit("u1", Severity.HIGH)


def test_exactly_what_was_planted() -> None:
    came_out = outcome(FOUND, hit("u2", Severity.LOW))
    assert came_out.exact
    assert (came_out.pages, came_out.mentions) == (3, 1)
    assert [(d.kind, d.pages, d.naming, d.most, d.alerts) for d in came_out.decoys] == [
        ("news article", 1, 1, 3, 0),
        ("code", 1, 0, 0, 0),
    ]


def test_a_planted_page_that_is_only_a_mention_is_missed() -> None:
    assert outcome(hit("u1", Severity.LOW)).missed == (LEAK,)
    assert not outcome().exact


def test_an_alert_on_a_decoy_or_on_something_unknown_is_wrong() -> None:
    for url in ("u2", "u9"):
        came_out = outcome(FOUND, hit(url, Severity.MEDIUM))
        assert [wrong.sighting.url for wrong in came_out.wrong] == [url]
        assert not came_out.exact
    assert outcome(FOUND, hit("u2", Severity.MEDIUM)).decoys[0].alerts == 1


def test_an_unread_page_or_a_problem_is_not_exact() -> None:
    assert outcome(FOUND, read=frozenset({"u1", "u2"})).unread == (CODE,)
    assert not outcome(FOUND, read=frozenset({"u1", "u2"})).exact
    assert not outcome(FOUND, problems=("forum: refused",)).exact
