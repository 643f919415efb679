"""Everything that is known of one hit, gathered from the store and the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leakscan.errors import EvidenceError, ExtractError, IncompleteError

if TYPE_CHECKING:
    from leakscan.excerpt import Excerpt
    from leakscan.store import Event, PackedText, Store, StoredHit, StoredSighting
    from leakscan.workspace import Place

RELATED = 20  # hits of the incident that are named


@dataclass(frozen=True)
class Case:
    """Everything that is shown of one hit.

    ``kept`` says what is left of the document, ``why_no_rows`` why there is no excerpt; ``trouble`` is the error where
    there should have been one. ``related`` holds one more than is named where there are many.
    """

    stored: StoredHit
    sightings: Sequence[StoredSighting]
    history: Sequence[Event]
    related: Sequence[StoredHit]
    kept: str
    excerpt: Excerpt | None = None
    why_no_rows: str = ""
    trouble: IncompleteError | None = None


def open_case(place: Place, store: Store, stored: StoredHit, rows: int) -> Case:
    """The case of a hit with so many rows of its document; with 0 none, and every related hit instead."""
    related = _related(store, stored, whole=not rows)
    text = None if stored.evidence else store.text_of(stored.hit.sha256)
    kept = stored.evidence or ("not kept" if text is None else "its text alone, in the store")
    known = (store.sightings(stored.id), store.events(stored.id), related, kept)
    if not rows:
        return Case(stored, *known)
    try:
        excerpt, why = _excerpt(place, store, stored, text, rows)
    except (EvidenceError, ExtractError) as error:
        return Case(stored, *known, why_no_rows=str(error), trouble=error)
    return Case(stored, *known, excerpt=excerpt, why_no_rows=why)


def _related(store: Store, stored: StoredHit, *, whole: bool) -> list[StoredHit]:
    from leakscan.store import HitFilter

    if stored.incident is None:
        return []
    incident = store.hits(HitFilter(incident=stored.incident, limit=None if whole else RELATED + 2))
    return [hit for hit in incident if hit.id != stored.id]


def _excerpt(
    place: Place, store: Store, stored: StoredHit, packed: PackedText | None, rows: int
) -> tuple[Excerpt | None, str]:
    """The rows out of what was kept, or why there are none; evidence that is gone or changed is an error."""
    if stored.evidence:
        text = _text(place, stored)
    elif packed is not None:  # of a document that a client was found in later, by a source with ``keep = "text"``
        from leakscan.evidence.packing import unpacked

        text = unpacked(packed, store.dictionaries())
    else:
        return None, "the document was not kept, so its rows can't be shown"
    from leakscan.excerpt import excerpt_of

    matches = stored.hit.assessment.matches
    if any(text[match.start : match.end] != match.text for match in matches):
        return None, "the document is now read otherwise than when it was found, so its rows can't be shown"
    return excerpt_of(text, matches, rows), ""


def _text(place: Place, stored: StoredHit) -> str:
    from leakscan.evidence import recall
    from leakscan.extract import extract
    from leakscan.model import Document

    content = recall(place.evidence, stored.hit.sha256)
    return extract(Document(content, stored.hit.sighting, stored.media_type, stored.charset)).text
