"""A store in which a stranger's text stands in every field that there is, and the pages that show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from leakscan.alerts.message import Content
from leakscan.evidence import keep
from leakscan.extract import extract
from leakscan.model import (
    Agreement,
    Assessment,
    CanaryFound,
    Clients,
    Dated,
    Document,
    Evidence,
    Health,
    Hit,
    Match,
    MatchKind,
    Severity,
    Sighting,
    Verdict,
)
from leakscan.store import AlertRule, Kept, Mute, Step, Store, Visit
from leakscan.store.values import storable

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HARMLESS = "Quill and Lantern Ltd"


def fill(store: Store, root: Path, payloads: Sequence[str]) -> list[str]:
    """A leak of each payload, an incident of its own, with history, alert, mute, run and visit; the hits' ids."""
    ids = []
    for number, text in enumerate(payloads):
        store.clock = lambda number=number: AT + timedelta(minutes=number)  # type: ignore[misc]
        kept = leak(root, number, text)
        store.commit_step(Step(f"s{number}{text}", (kept,)), rule=AlertRule((f"env:{text}",)))
        ids.append(hit := kept.hits[0].id)
        store.note([hit], text, text)
        store.triage([hit], "acknowledge", text, text)
        store.assign([hit], text, text)
        store.mute(Mute(text, text, AT + timedelta(days=4000), source=f"other {text}"), unseen=True)
        target = storable(f"env:{text}")
        store.post(target, [number + 1], text, f"leakscan-{number}")
        message = store.claim(target)
        assert message is not None
        store.not_delivered(message.id, text, AT)
        store.announce(target, f"leakscan-dark-{text}", Content(text, text, Severity.HIGH, {text: text}).dumps())
        run = store.begin_run(storable(f"crawl {text}"))
        visit = Visit(f"s{number}{text}", Health.CHALLENGE, AT, AT, text, gap=text)
        store.visit(run, visit)
        store.end_run(run, status="incomplete", problems=[text], self_test=text)
    return ids


def leak(root: Path, number: int, text: str) -> Kept:
    """A document with the payload as content, place, title and author, and a hit with it wherever text can stand."""
    seen = Sighting(
        f"s{number}{text}", path=text, url=f"https://a.example/{text}", title=text, author=text, fetched_at=AT
    )
    document = Document(f"mark{number:04}\n{text} x\n{text}\n".encode("utf-8", "surrogatepass"), seen, text, text)
    read = extract(Document(document.content, seen)).text
    start = max(0, read.find("x"))
    matches = tuple(
        Match(
            "w" + text,
            f"k{n}{text}",
            MatchKind.NAME,
            read[start : start + 1],
            start,
            start + 1,
            0.9,
            text,
            text,
            (text,),
            n,
        )
        for n in (1, 2)
    )
    assessment = Assessment(
        "w" + text,
        Verdict.CANARY,
        Severity.CRITICAL,
        0.9,
        Clients(2, 3, 10, 0.2, 0.5),
        matches,
        (Evidence(text, 3.0, text), Evidence(text, 0.0, "")),
        {text: Agreement(2, 1)},
        Dated(AT.date(), AT.date()),
        (CanaryFound(f"k1{text}", text),),
    )
    names = {f"k1{text}": text, f"k2{text}": f"2{text}"}
    hit = Hit(document.sha256, len(document.content), seen, assessment, names)
    place = str(keep(root / "evidence", replace(document, media_type=None, charset=None)).relative_to(root))
    return Kept(document, (hit,), place, read)


def places(ids: Sequence[str], payloads: Sequence[str], *, doubly: bool = False) -> Iterator[str]:
    """Every page that shows any of it, and the filters with the payload as what was asked.

    ``doubly`` is for Starlette's test client, which decodes a path twice.
    """
    yield from ("/", "/incidents?days=3650", "/clients?days=3650", "/sources", "/runs", "/alerts", "/mutes")
    for number, (hit, text) in enumerate(zip(ids, payloads, strict=True)):
        asked = quote(text, safe="", errors="surrogatepass")
        yield f"/hits/{hit}"
        yield f"/incidents/{number + 1}"
        yield f"/runs/{number + 1}"
        yield f"/sources/s{number}{asked.replace('%25', '%2525')}" if doubly else f"/sources/s{number}{asked}"
        yield f"/?text={asked}&entry={asked}&watchlist={asked}&source={asked}"
        yield f"/clients?days=3650&watchlist={asked}"
        yield f"/hits/{hit}?text={asked}&source={asked}"
        yield f"/?after={asked}"
