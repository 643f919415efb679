"""A hit with every client's name masked, for whatever leaves the desk of the one who may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from leakscan.evidence.redaction import mask, redact
from leakscan.model import Hit


def names_in(hit: Hit) -> set[str]:
    """Every way in which clients stand in the hit: their names, what matched, the forms that were met."""
    matches = hit.assessment.matches
    return {*hit.names.values(), *(m.text for m in matches), *(m.form for m in matches)}


def masked(hit: Hit) -> Hit:
    """The hit with names, keys, matches, sentences, title and author masked; its id, place and figures stay."""
    names, a = names_in(hit), hit.assessment
    keys = {key: mask(key) for key in {*hit.names, *(m.entry for m in a.matches), *(c.entry for c in a.canaries)}}
    return replace(
        hit,
        names={keys[key]: mask(name) for key, name in hit.names.items()},
        sighting=replace(
            hit.sighting, title=_redacted(hit.sighting.title, names), author=_redacted(hit.sighting.author, names)
        ),
        assessment=replace(
            a,
            matches=tuple(
                replace(m, entry=keys[m.entry], text=mask(m.text), form=mask(m.form), rule="", ambiguous=())
                for m in a.matches
            ),
            evidence=tuple(replace(e, says=redact(e.says, names)) for e in a.evidence),
            canaries=tuple(replace(c, entry=keys[c.entry]) for c in a.canaries),
        ),
    )


def _redacted(text: str | None, names: Iterable[str]) -> str | None:
    return text and redact(text, names)
