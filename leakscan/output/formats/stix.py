"""STIX 2.1: a bundle of observed documents (file, URL), each with a note that says what was found in it and why.

Marked TLP:AMBER, since who was found is confidential. Ids follow from the hits, so that importing twice adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from leakscan.model import Hit
from leakscan.output.escape import printable
from leakscan.output.formats import Style
from leakscan.output.intel import in_words, installed, same_id

_SINCE = datetime(2026, 1, 1, tzinfo=UTC)  # an identity needs a time of making, and always the same one


def render(hits: Iterable[Hit], style: Style) -> Iterator[str]:
    """The bundle; with ``style.names`` the notes list the clients."""
    with installed("STIX"):
        import stix2
    identity = stix2.Identity(
        id=f"identity--{same_id('identity', 'leakscan')}",
        name="leakscan",
        identity_class="system",
        created=_SINCE,
        modified=_SINCE,
    )
    found = {identity.id: identity, stix2.TLP_AMBER.id: stix2.TLP_AMBER}
    for hit in hits:
        found |= {each.id: each for each in _objects(hit, identity.id, style)}
    name = " ".join(sorted(found))
    yield stix2.Bundle(*found.values(), id=f"bundle--{same_id('bundle', name)}").serialize(ensure_ascii=True)


def _objects(hit: Hit, author: str, style: Style) -> list[Any]:
    import stix2

    seen = hit.sighting
    name = {"name": printable(seen.path)} if seen.path else {}
    things: list[Any] = [stix2.File(hashes={"SHA-256": hit.sha256}, size=hit.size, **name)]
    if seen.url:
        things.append(stix2.URL(value=printable(seen.url)))
    common = {
        "created_by_ref": author,
        "created": seen.fetched_at,
        "modified": seen.fetched_at,
        "object_marking_refs": [stix2.TLP_AMBER.id],
    }
    observed = stix2.ObservedData(
        id=f"observed-data--{same_id('observed-data', hit.id)}",
        first_observed=seen.fetched_at,
        last_observed=seen.fetched_at,
        number_observed=1,
        object_refs=[thing.id for thing in things],
        **common,
    )
    a = hit.assessment
    clients = f" Clients: {printable('; '.join(hit.names.values()))}." if style.names and hit.names else ""
    note = stix2.Note(
        id=f"note--{same_id('note', hit.id)}",
        abstract=f"hit {hit.id}: {a.verdict}, {a.severity}",
        content=in_words(hit) + clients,
        labels=[str(a.verdict), f"severity-{a.severity}", f"status-{hit.status}"],
        object_refs=[observed.id],
        **common,
    )
    return [*things, observed, note]
