"""Documents kept by real commits, screened again for a list that has changed since."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from leakscan.cli import app
from leakscan.config import KeepConfig
from leakscan.crawl.ledger import StoreLedger
from leakscan.crawl.page import Page
from leakscan.crawl.tidy import tidy
from leakscan.model import Document, Entry, Health, Sighting, Watchlist
from leakscan.review import open_case
from leakscan.schedule.rescreen import BATCH, is_due, rescreen
from leakscan.schedule.signals import Signals
from leakscan.schedule.watch import SOON, Watch
from leakscan.screening import compile_index
from leakscan.store import HitFilter, Store, Visit, open_store
from leakscan.workspace import Place
from tests.assessment.given import NAMES, OTHERS
from tests.crawl.feeds import feed
from tests.crawl.site import Site, serving
from tests.crawl.workspace import CLIENTS, run, workspace

LATER = tuple(f"{town} Pilots Guild" for town in ("Thistlewick", "Brankmoor", "Pellingford", "Yarrowgate", "Dunholt"))


def watchlist(*names: str) -> Watchlist:
    return Watchlist("acme", tuple(Entry(name, name) for name in names))


OLD, NEW = watchlist(*CLIENTS), watchlist(*CLIENTS, *LATER)


def posted(text: str, number: int) -> Document:
    return Document(text.encode(), Sighting("forum", url=f"https://forum.example/{number}"), "text/plain", "utf-8")


LEAK = posted("name\n" + "".join(f"{name}\n" for name in LATER), 0)
MENTION = posted(f"We met {CLIENTS[0]} and {LATER[0]} at the fair.", 1)


def crawled(folder: Path, store: Store, *documents: Document, looked_for: Watchlist = OLD, text: bool = True) -> int:
    index = compile_index([looked_for])
    number = store.begin_run("crawl", {"acme": looked_for.digest})
    ledger = StoreLedger(store, index, folder / "evidence", number, {"forum"} if text else ())
    for document in documents:
        ledger.commit([("forum", Page((document,)))])
    store.end_run(number)
    return number


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return workspace(tmp_path / "w", ("forum", "rss", "http://127.0.0.1:1/"), more='every = "1h"\nkeep = "text"')


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with open_store(folder / "leakscan.db") as opened:
        yield opened


def again(folder: Path, store: Store, looked_for: Watchlist = NEW) -> list[str]:
    done = rescreen(store, folder / "evidence", looked_for, compile_index([looked_for]))
    assert done.whole
    return [hit.sighting.url or "" for hit in done.hits]


def test_a_client_added_later_is_found_in_what_was_kept(folder: Path, store: Store) -> None:
    crawled(folder, store, LEAK, MENTION, posted("nothing", 2))
    assert [stored.hit.sha256 for stored in store.hits()] == [MENTION.sha256]
    assert not is_due(store, OLD)
    assert is_due(store, NEW)
    assert again(folder, store) == ["https://forum.example/0"]
    assert not is_due(store, NEW)
    (found,) = [stored for stored in store.hits(with_matches=True) if stored.hit.sha256 == LEAK.sha256]
    assert {match.entry for match in found.hit.assessment.matches} == set(LATER)
    assert found.hit.size == len(LEAK.content)
    assert [event.action for event in store.events(found.id)] == ["rescreened"]
    (known,) = [stored for stored in store.hits() if stored.hit.sha256 == MENTION.sha256]
    assert known.hit.assessment.clients.matched == 2, "a known hit is assessed anew"


@pytest.mark.parametrize("text", [True, False])
def test_what_stands_beside_a_client_found_again_can_be_searched(folder: Path, store: Store, text: bool) -> None:
    known = "" if text else f"{CLIENTS[0]}\n"  # a document with a hit is kept without its text
    crawled(folder, store, posted(f"{known}beside {LATER[0]}\n", 3), text=text)
    again(folder, store)
    assert len(store.hits(HitFilter(text=f"beside {LATER[0]}"))) == 1


def test_the_rows_of_a_leak_found_in_a_kept_text_are_shown_and_stay(folder: Path, store: Store) -> None:
    crawled(folder, store, LEAK, posted("nothing of anybody's", 2))
    again(folder, store)
    store.clock = lambda: datetime(2100, 1, 1, tzinfo=UTC)
    tidy(store, KeepConfig())
    (hit,) = store.hits()
    case = open_case(Place(folder), store, store.hit(hit.id), 20)
    assert case.kept == "its text alone, in the store"
    assert case.excerpt is not None
    assert sum(piece.entry is not None for row in case.excerpt.rows for piece in row.pieces) == len(LATER)
    assert [document.sha256 for document in store.kept()] == [LEAK.sha256]


def test_the_same_hits_as_if_the_list_had_been_known(folder: Path, store: Store, tmp_path: Path) -> None:
    crawled(folder, store, LEAK, MENTION)
    again(folder, store)
    with open_store(tmp_path / "other.db") as other:
        crawled(tmp_path, other, LEAK, MENTION, looked_for=NEW)
        assert [stored.hit for stored in store.hits(with_matches=True)] == [
            stored.hit for stored in other.hits(with_matches=True)
        ]


def test_a_neighbours_hit_is_assessed_beside_the_list_that_was_leaked(folder: Path, store: Store) -> None:
    ours = Watchlist("ours", tuple(Entry(name, name) for name in NAMES[:60]))
    neighbour = Watchlist("neighbour", tuple(Entry(name, name) for name in (*NAMES[:26], *OTHERS[:60])))
    both = compile_index([ours, neighbour])
    ledger = StoreLedger(store, both, folder / "evidence", store.begin_run("crawl"))
    ledger.commit([("forum", Page((posted("\n".join(NAMES[:40]), 4),)))])
    before = [stored.hit for stored in store.hits(with_matches=True)]
    assert len(before) == 2
    done = rescreen(store, folder / "evidence", neighbour, both)
    assert (done.whole, done.documents) == (True, 1)
    assert [stored.hit for stored in store.hits(with_matches=True)] == before
    assert [event.action for hit in before for event in store.events(hit.id)] == []


def test_without_kept_text_only_documents_with_hits_are_seen_again(folder: Path, store: Store) -> None:
    crawled(folder, store, LEAK, MENTION, text=False)
    assert again(folder, store) == []
    assert store.hits()[0].hit.assessment.clients.matched == 2


def test_a_list_changed_and_changed_back_is_due_for_what_came_in_between(folder: Path, store: Store) -> None:
    crawled(folder, store, LEAK)
    again(folder, store)
    crawled(folder, store, posted(f"name\n{LATER[1]}\n", 5))
    assert is_due(store, NEW)
    assert len(again(folder, store)) == 1
    assert not is_due(store, NEW)


def test_what_a_crawl_under_way_brings_is_not_forgotten(folder: Path, store: Store) -> None:
    crawled(folder, store, LEAK)
    slow = store.begin_run("crawl", {"acme": OLD.digest})
    ledger = StoreLedger(store, compile_index([OLD]), folder / "evidence", slow, {"forum"})
    ledger.commit([("forum", Page((posted("first", 6),)))])
    again(folder, store)
    ledger.commit([("forum", Page((posted(f"name\n{LATER[1]}\n", 7),)))])
    store.end_run(slow)
    assert is_due(store, NEW)


def test_stopped_it_goes_on_from_there(folder: Path, store: Store) -> None:
    crawled(folder, store, *(posted(f"{LATER[n % 5]} and {n}", n) for n in range(2 * BATCH + 5)))
    index, asked = compile_index([NEW]), iter([False, True])
    first = rescreen(store, folder / "evidence", NEW, index, lambda: next(asked))
    assert (first.documents, first.stopped, first.whole) == (BATCH, True, False)
    assert is_due(store, NEW)
    second = rescreen(store, folder / "evidence", NEW, index)
    assert (second.documents, second.whole) == (BATCH + 5, True)
    assert len(store.hits()) == len(first.hits) + len(second.hits) == 2 * BATCH + 5
    assert [(found.kind, found.status) for found in store.runs(2)] == [
        ("rescreen", "finished"),
        ("rescreen", "incomplete"),
    ]


def test_evidence_that_is_gone_is_a_problem_and_the_text_serves(folder: Path, store: Store) -> None:
    crawled(folder, store, MENTION, LEAK)
    shutil.rmtree(folder / "evidence")
    done = rescreen(store, folder / "evidence", NEW, compile_index([NEW]))
    assert "this evidence is missing" in done.problems[0]
    assert not done.whole
    assert store.hits()[-1].hit.assessment.clients.matched == 2 or store.hits()[0].hit.assessment.clients.matched == 2


def test_texts_get_a_dictionary_once_there_are_enough(folder: Path, store: Store) -> None:
    words = "the forum's rules say that nobody may post the personal data of members, see page "
    crawled(folder, store, *(posted(f"{words}{n} {n * 31}", n) for n in range(100)))
    tidy(store, KeepConfig())
    assert list(store.dictionaries()) == [1]
    crawled(folder, store, posted(f"{words} {LATER[0]}", 900))
    assert {document.text.dictionary for document in store.kept(limit=200) if document.text} == {None, 1}
    assert again(folder, store) == ["https://forum.example/900"]
    tidy(store, KeepConfig())
    assert list(store.dictionaries()) == [1]


def here(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--workspace", str(folder), *arguments])


def change(folder: Path) -> None:
    with (folder / "watchlists" / "acme.csv").open("a") as file:
        file.writelines(f"{name}\n" for name in LATER)


def test_the_command_rescreens_what_changed_and_says_so(folder: Path, store: Store) -> None:
    crawled(folder, store, LEAK, MENTION)
    assert "no watchlist has changed" in here(folder, "rescreen").stderr
    change(folder)
    done = here(folder, "rescreen", "--json")
    assert done.exit_code == 1, done.stderr
    (hit,) = map(json.loads, done.stdout.splitlines())
    assert hit["document"]["url"] == "https://forum.example/0"
    assert "2 kept documents screened again, 1 new hits; done" in done.stderr
    assert here(folder, "rescreen", "acme").exit_code == 0
    assert here(folder, "rescreen", "nobody").exit_code == 2


def test_a_crawl_keeps_texts_and_says_when_rescreening_is_due(tmp_path: Path) -> None:
    pages = {"/feed": feed("Thistlewick Pilots Guild are customers", "weather")}
    with serving(Site(dict(pages))) as site:
        folder = workspace(tmp_path / "w", ("news", "rss", site.url + "feed"), more='keep = "text"')
        assert "leakscan rescreen" not in run(folder, "crawl").stderr
        change(folder)
        said = run(folder, "crawl").stderr
    assert "acme changed since documents were kept; screen them again: leakscan rescreen" in said
    with open_store(folder / "leakscan.db") as store:
        assert len(store.kept()) == 2


def test_a_watch_rescreens_while_nothing_is_due(folder: Path, store: Store) -> None:
    crawled(folder, store, LEAK, MENTION)
    change(folder)
    watch = Watch(folder, print)
    with open_store(folder / "leakscan.db") as opened, Signals() as signals:
        now = datetime.now(UTC)
        opened.visit(opened.begin_run("crawl"), Visit("forum", Health.OK, now, now))
        assert watch._turn(signals) == SOON
        assert watch.status == 1
        assert watch._turn(signals) > SOON
    assert store.hits()[0].hit.sha256 == LEAK.sha256
