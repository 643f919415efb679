"""Triage as methods of the store: decisions, notes, and the history that keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from leakscan.store import events, hits, mutes, triage, undoing
from leakscan.store.core import Core
from leakscan.store.records import Event, Mute
from leakscan.store.triage import Action
from leakscan.store.values import storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database


class Triaging(Core):
    """What responders do to hits; each call is one transaction and writes its events."""

    def triage(self, ids: Iterable[str], action: Action | str, who: str, why: str | None = None) -> list[Event]:
        """Take one decision on hits (ids may be shortened): all of them or, where one can't be, none.

        Returns:
            The events written; a hit that already stood there has none.

        Raises:
            UsageError: A hit can't be moved from its status that way.
            UnknownNameError: There is no such hit.
        """
        with self._writing() as (db, now):
            written = triage.decide(db, _whole(db, ids), Action(action), who, why, now)
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

    def events(self, hit: str) -> list[Event]:
        """A hit's history, oldest first; the id may be shortened."""
        with self._reading() as db:
            return events.of(db, hits.resolve(db, hit))


def _whole(db: Database, ids: Iterable[str]) -> list[str]:
    return [hits.resolve(db, hit) for hit in ids]
