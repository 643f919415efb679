"""Triage as methods of the store: decisions, notes, and the history that keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from leakscan.store import events, hits, triage
from leakscan.store.core import Core
from leakscan.store.records import Event
from leakscan.store.triage import Action

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
            return triage.decide(db, _whole(db, ids), Action(action), who, why, now)

    def assign(self, ids: Iterable[str], assignee: str | None, who: str) -> list[Event]:
        """Give hits to somebody, or with None to nobody."""
        with self._writing() as (db, now):
            return triage.assign(db, _whole(db, ids), assignee, who, now)

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
