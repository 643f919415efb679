"""What a hit means, in sentences that a responder can repeat; nothing here names a client."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leakscan.durations import DUTY
from leakscan.model import Hit, Status, Verdict, iso
from leakscan.output.escape import one_line

if TYPE_CHECKING:
    from leakscan.store import Event, StoredHit

_CLOSED = {Status.DISMISSED, Status.RESOLVED}
_LIKELY = ((0.99, "almost certainly"), (0.9, "very likely"), (0.5, "likely"), (0.0, "possibly"))
_SAYS = {
    "acknowledge": ("hits acknowledge {}", "you are looking at it"),
    "confirm": ("hits confirm {}", "it is a leak"),
    "dismiss": ('hits dismiss {} --reason "…"', "it is none"),
    "resolve": ("hits resolve {}", "it is dealt with"),
    "reopen": ("hits reopen {}", "it is not over"),
}
_OF_A_LEAK = (
    ("report --since 7d", "what surfaced, hours left of 72"),
    ('report --for-client "…"', "what may be told to one client"),
    ("hits export {0} --format stix -o {0}.json", "for the tools of those who help"),
)
_ALWAYS = (("hits assign {} …", "give it to somebody"), ('hits note {} "…"', "write down what you did"))
_ELSE = ("hits list --status new", "what else there is")


def headline(hit: Hit) -> Iterator[str]:
    """What the document is, and how many clients it exposes: two sentences."""
    from leakscan.saying import percent

    a, c = hit.assessment, hit.assessment.clients
    owner = one_line(a.watchlist)
    share = f" ({percent(c.matched, c.watchlist)})" if c.watchlist else ""
    of = f"{c.matched:,} of the {c.watchlist:,} clients of {owner}{share}"
    if a.canaries:
        copies = ", ".join(sorted({one_line(canary.copy) for canary in a.canaries}))
        yield f"A client that was planted in our copy {copies} stands here: that copy has leaked."
        yield f"The document exposes {of}."
    elif a.verdict is Verdict.IDENTIFIERS:
        yield "Account identifiers of our clients stand here."
        yield f"The document concerns {of}."
    elif a.verdict is Verdict.MENTION:
        yield "The document names clients and does not look like a list of them."
        yield f"It names {of}."
    else:
        yield f"This is {_likely(a.score)} a client list of ours."
        yield f"The document exposes {of}."


def _likely(score: float) -> str:
    return next(words for least, words in _LIKELY if score >= least)


def score(value: float) -> str:
    """Three digits, and never 1.000 for what is not certain."""
    return f"{min(value, 0.999) if value < 1 else 1:.3f}"


def clients(hit: Hit) -> str:
    """How many clients stand in the document, of how many rows of its best block."""
    c = hit.assessment.clients
    return str(c.matched) if c.listed is None else f"{c.matched}/{c.listed}"


def where(hit: Hit) -> str:
    """The document's place on one line."""
    seen = hit.sighting
    return one_line(seen.url or seen.path or hit.sha256)


def brief(stored: StoredHit) -> str:
    """The hit on one line, nothing of it revealed."""
    a = stored.hit.assessment
    told = f"{stored.id}  {a.severity}  {stored.hit.status}  {a.verdict}  {one_line(a.watchlist)}"
    return f"{told}  {where(stored.hit)}"


def deadline(stored: StoredHit) -> str | None:
    """When 72 hours from the first look are over, for what may have to be notified; None for the rest."""
    if stored.hit.assessment.verdict is Verdict.MENTION or stored.hit.status in _CLOSED:
        return None
    return iso(stored.first_seen + DUTY)


def event(one: Event) -> str:
    """A line of history: when, who, what, why."""
    told = one.action
    if one.action == "exported":
        told += f", SHA-256 {one.after}"
    elif one.before or one.after:
        told += f": {one.before or 'nobody'} → {one.after or 'nobody'}"
    return f"{iso(one.at)}  {one_line(one.who)}  {one_line(told + (f' ({one.why})' if one.why else ''))}"


def offers(hit: str, status: Status, *, decided: bool) -> list[tuple[str, str]]:
    """What can be done with a hit of this status: what is to be typed after ``leakscan``, and what it says.

    Once something was ``decided`` of it, the rest of the queue is offered as well.
    """
    from leakscan.store.triage import TRANSITIONS

    told = [_SAYS[action] for action, (starts, _) in TRANSITIONS.items() if status in starts]
    leak = _OF_A_LEAK if status is Status.CONFIRMED else ()
    rest = (_ELSE,) if decided else ()
    return [(command.format(hit[:8]), says) for command, says in (*leak, *told, *_ALWAYS, *rest)]
