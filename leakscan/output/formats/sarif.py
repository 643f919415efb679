"""SARIF 2.1.0, for the code-scanning view of a forge and other collectors of findings.

A rule is a verdict, a result is a hit. Clients' names are left out unless asked for: such views are widely read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from leakscan import __version__
from leakscan.model import Hit, Severity, Verdict
from leakscan.output.formats import Style
from leakscan.output.jsontext import dumps

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning"}
_SAYS = {
    Verdict.CANARY: "A planted client was found: this is a copy of the client list.",
    Verdict.CLIENT_LIST: "The document lists clients as a leaked client list does.",
    Verdict.IDENTIFIERS: "Account identifiers of clients stand in the document.",
    Verdict.MENTION: "The document names clients without listing them.",
}


def render(hits: Iterable[Hit], style: Style) -> Iterator[str]:
    """One log with one run, written as the hits come."""
    rules = [{"id": str(v), "shortDescription": {"text": text}} for v, text in _SAYS.items()]
    driver = {"name": "leakscan", "version": __version__, "rules": rules}
    head = dumps({"$schema": _SCHEMA, "version": "2.1.0"})[:-1]
    yield f'{head}, "runs": [{{"tool": {dumps({"driver": driver})}, "columnKind": "unicodeCodePoints", "results": ['
    held: str | None = None
    for hit in hits:
        if held is not None:
            yield held + ","
        held = dumps(_result(hit, style))
    if held is not None:
        yield held
    yield "]}]}"


def _result(hit: Hit, style: Style) -> dict[str, Any]:
    a = hit.assessment
    properties: dict[str, Any] = {
        "watchlist": a.watchlist,
        "severity": str(a.severity),
        "score": round(a.score, 4),
        "sha256": hit.sha256,
        "matched": a.clients.matched,
        "listed": a.clients.listed,
    }
    if style.names:
        properties["clients"] = list(hit.names.values())
    return {
        "ruleId": str(a.verdict),
        "ruleIndex": list(_SAYS).index(a.verdict),
        "level": _LEVELS.get(a.severity, "note"),
        "message": {"text": _message(hit)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(hit)}}}],
        "partialFingerprints": {"leakscan/v1": hit.id},
        "properties": properties,
    }


def _message(hit: Hit) -> str:
    told = " ".join(f"{evidence.says}." for evidence in hit.assessment.evidence)
    return f"{_SAYS[hit.assessment.verdict]} {told}".strip()


def _uri(hit: Hit) -> str:
    """The document's URL, or its path as a URI reference; brackets and the like are escaped in both."""
    place = hit.sighting.url or hit.sighting.path or f"sha256:{hit.sha256}"
    safe = "/:?&=#%@~" if hit.sighting.url else "/"
    return quote(place, safe=safe, errors="replace")
