"""Triage as methods of the store: decisions, notes, and the history that keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from leakscan.model import Status
from leakscan.store import events, hits
from leakscan.store.core import Core
from leakscan.store.late import mutes, triage, undoing
from leakscan.store.records import Event, Mute
from leakscan.store.values import dumped, storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database
    from leakscan.store.triage import Action


class Triaging(Core):
    """What responders do to hits; each call is one transaction and writes its events."""

    def triage(
        self,
        ids: Iterable[str],
        action: Action | str,
        who: str,
        why: str | None = None,
        *,
        seen: Mapping[str, Status] = MappingProxyType({}),
    ) -> list[Event]:
        """Take one decision on hits (ids may be shortened): all of them or, where one can't be, none.

        ``seen`` maps whole ids to the statuses that they were looked at with, where that is to be what is decided on.

        Returns:
            The events written; a hit that already stood there has none.

        Raises:
            UsageError: A hit can't be moved from its status that way.
            ConflictError: A hit no longer has the status that it was seen with.
            UnknownNameError: There is no such hit.
        """
        with self._writing() as (db, now):
            written = triage.decide(db, _whole(db, ids), triage.Action(action), who, why, now, seen)
            undoing.batch(db, written, storable(who))
            return written

    def assign(self, ids: Iterable[str], assignee: str | None, who: str) -> list[Event]:
        """Give hits to somebody, or with None to nobody."""
        with self._writing() as (db, now):
            written = triage.assign(db, _whole(db, ids), assignee, who, now)
            undoing.batch(db, written, storable(who))
            return written

    def undo(self, ids: Iterable[str], who: str) -> list[Event]:
        """Take back the last decision on each of these hits, or without ids the last one this person took.

        Raises:
            UsageError: There is none, or something was decided since; then nothing is taken back.
        """
        with self._writing() as (db, now):
            whole = dict.fromkeys(_whole(db, ids))
            return [undoing.of_hit(db, hit, who, now) for hit in whole] or undoing.last(db, storable(who), now)

    def take_back(self, first: int, who: str) -> list[Event]:
        """Take back the decision that began with this event, on every hit it moved.

        Raises:
            UsageError: It was taken back before, or something was decided since; then nothing is taken back.
        """
        with self._writing() as (db, now):
            return undoing.decision(db, first, storable(who), now)

    def states(self, hits: Iterable[str]) -> dict[str, tuple[Status, str | None]]:
        """Status and assignee of each of these hits (by their whole ids) that is in the store."""
        asked = "SELECT id, status, assignee FROM hits WHERE id IN (SELECT value FROM json_each(?))"
        with self._reading() as db:
            found = db.execute(asked, [dumped(list(hits))]).fetchall()
        return {hit: (Status(status), assignee) for hit, status, assignee in found}

    def version(self) -> int:
        """A number that changes whenever another connection has written to the store."""
        with self._reading() as db:
            return int(db.execute("PRAGMA data_version").fetchone()[0])

    def mute(self, wanted: Mute, *, unseen: bool = False) -> Mute:
        """Begin a mute: UsageError where it lacks a reason, an end, or names not exactly one thing.

        UnknownNameError where nothing was found of what it names, unless that is known to exist (``unseen``).
        """
        with self._writing() as (db, now):
            mute, event = mutes.add(db, wanted, now, unseen=unseen)
            undoing.batch(db, [event], mute.who)
            return mute

    def unmute(self, number: int, who: str, why: str | None = None) -> Event:
        """End a mute before its time."""
        with self._writing() as (db, now):
            return mutes.end(db, number, "unmute", who, why, now)

    def mutes(self) -> list[Mute]:
        """Every mute there ever was, the newest first, each with how many hits it hides."""
        with self._reading() as db:
            return mutes.listed(db)

    def note(self, ids: Iterable[str], text: str, who: str) -> list[Event]:
        """Add a note to the history of hits."""
        with self._writing() as (db, now):
            return triage.record(db, _whole(db, ids), "note", who, text, now)

    def revealed(self, ids: Iterable[str], who: str) -> list[Event]:
        """Write into the history that somebody saw hits with nothing masked."""
        with self._writing() as (db, now):
            return triage.record(db, _whole(db, ids), "revealed", who, None, now)

    def looked(self, what: str, who: str) -> Event:
        """Write into the history that somebody saw clients' names elsewhere than in a hit: in a report, say."""
        with self._writing() as (db, now):
            return triage.record(db, [""], "revealed", who, what, now)[0]

    def exported(self, digest: str, what: str, who: str, hits: Iterable[str] = ()) -> list[Event]:
        """Write into the history, of these hits where they were named, that a file of this SHA-256 was made of them.

        ``what`` says what it holds, and how.
        """
        with self._writing() as (db, now):
            return triage.record(db, _whole(db, hits) or [""], "exported", who, what, now, after=digest)

    def exports(self, digest: str) -> list[Event]:
        """The times that a file of this SHA-256 was exported; empty for one that never was."""
        with self._reading() as db:
            return events.exports(db, digest)

    def events(self, hit: str) -> list[Event]:
        """A hit's history, oldest first; the id may be shortened."""
        with self._reading() as db:
            return events.of(db, hits.resolve(db, hit))


def _whole(db: Database, ids: Iterable[str]) -> list[str]:
    return [hits.resolve(db, hit) for hit in ids]
