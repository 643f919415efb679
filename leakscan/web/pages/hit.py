"""One hit: why it is one, the rows as they stood, where it was seen, what was decided, and what can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from leakscan.errors import UsageError
from leakscan.evidence import mask, mask_all, masked, names_in, redact
from leakscan.excerpt import Excerpt, ExcerptRow
from leakscan.model import Hit
from leakscan.review import Case, open_case
from leakscan.store import Mute, Store
from leakscan.store.triage import TRANSITIONS, Action
from leakscan.web.answers import done, duration, field
from leakscan.web.asked import Asked
from leakscan.web.rendering import desk, page

ROWS = (20, 100, 1000)
NAMED = 500  # clients of a hit that are listed
MUTABLE = ("source", "incident", "watchlist")


def show(request: Request) -> Response:
    """The hit with every name masked; a shortened id leads to the whole one."""
    own, asked = desk(request), request.path_params["hit"]
    whole = own.store.hit_id(asked)
    if whole != asked:
        return RedirectResponse(f"/hits/{whole}{Asked.of(request.query_params).query()}", 303)
    return _page(request, whole, reveal=False)


def reveal(request: Request) -> Response:
    """The hit as it is, once; its history says who looked."""
    own = desk(request)
    whole = own.store.hit_id(request.path_params["hit"])
    own.store.revealed([whole], own.who)
    return _page(request, whole, reveal=True)


def _page(request: Request, whole: str, *, reveal: bool) -> Response:
    own, asked = desk(request), Asked.of(request.query_params)
    asked.filter()  # an address that asks for nonsense says so
    rows = next((n for n in ROWS if str(n) == request.query_params.get("rows")), ROWS[0])
    stored = own.store.hit(whole)
    case = open_case(own.place, own.store, stored, rows)
    return page(
        request,
        "hit.html",
        case=case,
        stored=stored,
        hit=stored.hit if reveal else masked(stored.hit),
        reveal=reveal,
        asked=asked,
        rows=rows,
        all_rows=ROWS,
        excerpt=_excerpt(case.excerpt, reveal),
        actions=[str(action) for action, (starts, _) in TRANSITIONS.items() if stored.hit.status in starts],
        clients=_clients(stored.hit, reveal),
        more=_more(case, reveal),
        next=_next(own.store, whole, asked),
    )


def _excerpt(excerpt: Excerpt | None, reveal: bool) -> list[tuple[int, list[tuple[str, bool]], bool]]:
    """Rows as their number, their pieces with whether each is a match, and whether they were cut."""
    return [(row.number, _pieces(row, reveal), row.cut) for row in excerpt.rows] if excerpt else []


def _pieces(row: ExcerptRow, reveal: bool) -> list[tuple[str, bool]]:
    if reveal:
        return [(piece.text, piece.entry is not None) for piece in row.pieces]
    return [(mask(p.text) if p.entry is not None else mask_all(p.text), p.entry is not None) for p in row.pieces]


def _clients(hit: Hit, reveal: bool) -> list[tuple[str, str, int]]:
    """Each client found: its name, how it was met, at how many places."""
    met: dict[str, list[str]] = {}
    for match in hit.assessment.matches:
        met.setdefault(match.entry, []).append(str(match.kind))
    names = {key: hit.names.get(key, key) for key in met}
    ordered = sorted(met, key=lambda key: names[key].casefold())
    return [
        (names[key] if reveal else mask(names[key]), ", ".join(sorted(set(met[key]))), len(met[key]))
        for key in ordered[:NAMED]
    ]


def _more(case: Case, reveal: bool) -> dict[str, Any]:
    """What the document's address and title say, where a name in it is masked too."""
    seen, names = case.stored.hit.sighting, () if reveal else names_in(case.stored.hit)
    told = {"url": seen.url, "path": seen.path, "title": seen.title, "author": seen.author}
    return {name: value and redact(value, names) for name, value in told.items()}


def _next(store: Store, whole: str, asked: Asked) -> str | None:
    """The hit that comes after this one in the list it was opened from."""
    found = store.ids(replace(asked.filter(), after=whole, limit=1))
    return found[0] if found else None


def act(request: Request) -> Response:
    """A decision, note, assignment, mute, or the last one of them taken back."""
    own, whole = desk(request), request.path_params["hit"]
    work = _WORK.get(request.path_params["what"])
    if work is None:
        raise UsageError("there is nothing of that name to be done with a hit")
    return done(request, lambda: work(request, own.store, own.store.hit_id(whole), own.who))


def _decide(request: Request, store: Store, hit: str, who: str) -> str:
    action, reason = field(request, "action"), field(request, "reason") or None
    if action not in set(Action):
        raise UsageError("choose what to do with the hit")
    if action == Action.DISMISS and not reason:
        raise UsageError("to dismiss a hit takes a reason; it is kept in its history")
    written = store.triage([hit], action, who, reason)
    return f"now {written[0].after}, was {written[0].before}" if written else "it stood there already"


def _note(request: Request, store: Store, hit: str, who: str) -> str:
    text = field(request, "text")
    if not text:
        raise UsageError("a note needs words")
    store.note([hit], text, who)
    return "noted"


def _assign(request: Request, store: Store, hit: str, who: str) -> str:
    assignee = field(request, "to") or None
    written = store.assign([hit], assignee, who)
    return f"assigned to {assignee or 'nobody'}" if written else "it was theirs already"


def _undo(_request: Request, store: Store, hit: str, who: str) -> str:
    (event,) = store.undo([hit], who)
    return f"taken back: {event.action.removeprefix('undo ')}, now {event.after or 'nobody'}"


def _mute(request: Request, store: Store, hit: str, who: str) -> str:
    what, stored = field(request, "what"), store.hit(hit)
    named: dict[str, Any] = {
        "source": stored.hit.sighting.source,
        "incident": stored.incident,
        "watchlist": stored.hit.assessment.watchlist,
    }
    if what not in MUTABLE or named[what] is None:
        raise UsageError("a mute is of the hit's source, incident or watchlist")
    until = datetime.now(UTC) + duration(request, "for")
    made = store.mute(Mute(field(request, "reason"), who, until, **{what: named[what]}))
    return f"mute {made.id}: {what} {named[what]} until {made.expires:%Y-%m-%d}"


_WORK = {"decide": _decide, "note": _note, "assign": _assign, "undo": _undo, "mute": _mute}
_PATH = "/hits/{hit:str}"
ROUTES = [
    Route(_PATH, show),
    Route(f"{_PATH}/reveal", reveal, methods=["POST"]),
    Route(f"{_PATH}/{{what:str}}", act, methods=["POST"]),
    Route("/hits", lambda request: RedirectResponse("/" + Asked.of(request.query_params).query(), 303)),
]
