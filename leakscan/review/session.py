"""The work of a review, whatever screen shows it: a queue out of the store, decisions, and taking them back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from leakscan.review.case import Case, open_case
from leakscan.store import Event, HitFilter, Mute, Store, StoredHit

if TYPE_CHECKING:
    from leakscan.workspace import Place

PAGE = 100  # hits that are read at a time
ROWS = 300  # rows of a document that are shown
_NEWS = 1_000  # new hits up to which they are counted


class Session:
    """One person at one queue. Every change is in the store before a method returns.

    ``items`` are the hits read so far, in the filter's order; one that was decided stays among them until the queue is
    read anew. ``ended`` says that there are no more behind them, ``waiting`` how many new ones have come meanwhile.
    """

    def __init__(self, place: Place, store: Store, who: str, wanted: HitFilter) -> None:
        self.place, self.store, self.who = place, store, who
        self.wanted, self.decided = wanted, 0
        self._taken: list[Callable[[], list[Event]]] = []  # how each decision of this session is taken back
        self.restart()

    def restart(self, wanted: HitFilter | None = None) -> None:
        """Read the queue anew, by another filter where one is given."""
        self.wanted = wanted or self.wanted
        self.items: list[StoredHit] = []
        self.ended, self.waiting = False, 0
        self._version, self._read = self.store.version(), self.store.clock().replace(microsecond=0)
        self.more()

    def more(self) -> int:
        """Read the next hits of the queue; returns how many."""
        if self.ended:
            return 0
        after = self.items[-1].id if self.items else None
        found = self.store.hits(replace(self.wanted, after=after, limit=PAGE))
        known = {stored.id for stored in self.items}
        self.items += [stored for stored in found if stored.id not in known]
        self.ended = len(found) < PAGE
        return len(found)

    def case(self, hit: str) -> Case:
        """Everything about one hit, as it stands now."""
        return open_case(self.place, self.store, self.store.hit(hit), ROWS)

    def reveal(self, hit: str) -> None:
        """Write down that this person looks at a hit with nothing masked."""
        self.store.revealed([hit], self.who)

    # --- decisions

    def decide(self, hits: Sequence[str], action: str, why: str | None = None) -> list[Event]:
        """Take one decision on hits as they were seen here.

        Raises:
            ConflictError: One of them was changed by somebody else; what is shown of them is renewed.
            UsageError: One of them can't be moved that way.
        """
        seen = {stored.id: stored.hit.status for stored in self.items}
        try:
            return self._kept(self.store.triage(hits, action, self.who, why, seen=seen))
        finally:
            self.renew()

    def assign(self, hits: Sequence[str], to: str | None) -> list[Event]:
        """Give hits to somebody, or with None to nobody."""
        written = self._kept(self.store.assign(hits, to, self.who))
        self.renew()
        return written

    def note(self, hits: Sequence[str], text: str) -> list[Event]:
        """Add a note to the history of hits; it stays."""
        return self.store.note(hits, text, self.who)

    def mute(self, wanted: Mute) -> tuple[Mute, int]:
        """Begin a mute; returns it and how many hits it hides."""
        made = self.store.mute(wanted)
        self._taken.append(lambda: [self.store.unmute(made.id, self.who, "taken back")])
        return made, next(one.hidden for one in self.store.mutes() if one.id == made.id)

    def undo(self) -> list[Event]:
        """Take back the last decision of this session that stands; empty where there is none.

        Raises:
            UsageError: Somebody built upon it since; it stands.
        """
        if not self._taken:
            return []
        written = self._taken[-1]()
        self._taken.pop()
        self.decided -= sum(bool(event.hit) for event in written)
        self.renew()
        return written

    def _kept(self, written: list[Event]) -> list[Event]:
        if written:
            self._taken.append(lambda: self.store.take_back(written[0].id, self.who))
            self.decided += len(written)
        return written

    # --- what others do

    def changed(self) -> bool:
        """Whether somebody else has written to the store since this was last asked."""
        before, self._version = self._version, self.store.version()
        return before != self._version

    def renew(self) -> list[str]:
        """Read anew how the hits of the queue stand, and whether new ones came; returns those that had changed."""
        states = self.store.states(stored.id for stored in self.items)
        moved = []
        for number, stored in enumerate(self.items):
            status, assignee = states.get(stored.id, (stored.hit.status, stored.assignee))
            if (status, assignee) != (stored.hit.status, stored.assignee):
                self.items[number] = replace(stored, hit=replace(stored.hit, status=status), assignee=assignee)
                moved.append(stored.id)
        return moved

    def look_for_new(self) -> int:
        """How many hits of the filter came since the queue was read, and are not in it."""
        known = {stored.id for stored in self.items}
        since = max(self._read, self.wanted.since or self._read)
        self.waiting = len(set(self.store.ids(replace(self.wanted, since=since, limit=_NEWS))) - known)
        return self.waiting
