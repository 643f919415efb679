"""Everything that is known of one hit, gathered from the store and the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leakscan.errors import EvidenceError, ExtractError, IncompleteError

if TYPE_CHECKING:
    from leakscan.excerpt import Excerpt
    from leakscan.store import Event, Store, StoredHit, StoredSighting
    from leakscan.workspace import Place

RELATED = 20  # hits of the incident that are named


@dataclass(frozen=True)
class Case:
    """Everything that is shown of one hit.

    ``why_no_rows`` says why there is no excerpt; ``trouble`` is the error where there should have been one.
    ``related`` holds one more than is named where there are many.
    """

    stored: StoredHit
    sightings: Sequence[StoredSighting]
    history: Sequence[Event]
    related: Sequence[StoredHit]
    excerpt: Excerpt | None = None
    why_no_rows: str = ""
    trouble: IncompleteError | None = None


def open_case(place: Place, store: Store, stored: StoredHit, rows: int) -> Case:
    """The case of a hit with so many rows of its document; with 0 none, and every related hit instead."""
    known = (store.sightings(stored.id), store.events(stored.id), _related(store, stored, whole=not rows))
    if not rows:
        return Case(stored, *known)
    try:
        excerpt, why = _excerpt(place, stored, rows)
    except (EvidenceError, ExtractError) as error:
        return Case(stored, *known, why_no_rows=str(error), trouble=error)
    return Case(stored, *known, excerpt=excerpt, why_no_rows=why)


def _related(store: Store, stored: StoredHit, *, whole: bool) -> list[StoredHit]:
    from leakscan.store import HitFilter

    if stored.incident is None:
        return []
    incident = store.hits(HitFilter(incident=stored.incident, limit=None if whole else RELATED + 2))
    return [hit for hit in incident if hit.id != stored.id]


def _excerpt(place: Place, stored: StoredHit, rows: int) -> tuple[Excerpt | None, str]:
    """The rows out of the kept document, or why there are none; evidence that is gone or changed is an error."""
    if stored.evidence is None:
        return None, "the document was not kept, so its rows can't be shown"
    from leakscan.evidence import recall
    from leakscan.excerpt import excerpt_of
    from leakscan.extract import extract
    from leakscan.model import Document

    content = recall(place.evidence, stored.hit.sha256)
    text = extract(Document(content, stored.hit.sighting, stored.media_type, stored.charset)).text
    matches = stored.hit.assessment.matches
    if any(text[match.start : match.end] != match.text for match in matches):
        return None, "the document is now read otherwise than when it was found, so its rows can't be shown"
    return excerpt_of(text, matches, rows), ""
