"""The part of the store that rescreening needs: kept documents, and what is found in them later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from leakscan.model import Hit
from leakscan.store.core import Core
from leakscan.store.late import cursors, runs, steps, texts
from leakscan.store.records import JSON, Committed, KeptDocument, PackedText
from leakscan.store.values import stamp

if TYPE_CHECKING:
    from leakscan.store.outbox import AlertRule

RESCREEN = "*rescreen*"  # whose cursors these are; no source can have this name


class KeptStore(Core):
    """Kept documents and their texts."""

    def kept(self, after: str = "", limit: int = 50) -> list[KeptDocument]:
        """Documents of which the bytes or the text are kept, by their hashes, behind the one given."""
        with self._reading() as db:
            return texts.kept(db, after, limit)

    def text_of(self, document: str) -> PackedText | None:
        """The kept text of a document, by its hash; None where there is none."""
        with self._reading() as db:
            return texts.of(db, document)

    def latest_texts(self, limit: int) -> list[PackedText]:
        """The texts kept last, to train a dictionary on."""
        with self._reading() as db:
            return texts.latest(db, limit)

    def prune_texts(self, before: datetime, size: int) -> int:
        """Drop texts kept before a moment, then the oldest that exceed ``size`` bytes in all; returns how many.

        The text of a document with a hit, of which nothing else is kept, stays.
        """
        with self._writing() as (db, _):
            return texts.prune(db, stamp(before), size)

    def dictionaries(self) -> dict[int, bytes]:
        """Every dictionary by its number; the largest is the one to pack with."""
        with self._reading() as db:
            return texts.dictionaries(db)

    def add_dictionary(self, content: bytes) -> int:
        """Keep a dictionary; returns its number."""
        with self._writing() as (db, _):
            return texts.add_dictionary(db, content)

    def rescreened(self, watchlist: str) -> Mapping[str, JSON]:
        """How far rescreening for a watchlist has come: what the last call of ``found_again`` was given."""
        with self._reading() as db:
            told = cursors.read(db, RESCREEN).get(watchlist)
        return told if isinstance(told, dict) else {}

    def found_again(
        self,
        watchlist: str,
        hits: Iterable[Hit],
        progress: Mapping[str, JSON],
        run: int,
        read: Mapping[str, str] = MappingProxyType({}),
        rule: AlertRule | None = None,
    ) -> Committed:
        """Write hits of documents that are kept already, and the progress, in one transaction.

        A hit that is new gets an event ``rescreened``, so that its history says how it was found. ``read`` maps
        the SHA-256 of documents to the texts that the matches count their places in; what is news by ``rule`` goes
        into the outbox.
        """
        with self._writing() as (db, now):
            done = steps.write_again(db, hits, read, run, now, rule)
            cursors.write(db, RESCREEN, {watchlist: dict(progress)}, now)
            return done

    def screened_otherwise(self, watchlist: str, digest: str, after: int) -> bool:
        """Whether any run later than run ``after`` looked for another content of the watchlist, or not for it."""
        with self._reading() as db:
            return runs.looked_otherwise(db, watchlist, digest, after)
