"""A hit as the public JSON contract has it: what others script against."""

from __future__ import annotations

from typing import Any

from leakscan.model import Dated, Hit, iso


def hit_json(hit: Hit) -> dict[str, Any]:
    """The hit as plain JSON values, keys and order as in ``leakscan/output/hit.schema.json``."""
    a, s = hit.assessment, hit.sighting
    name = hit.names.get
    return {
        "id": hit.id,
        "watchlist": a.watchlist,
        "verdict": str(a.verdict),
        "severity": str(a.severity),
        "score": round(a.score, 4),
        "document": {
            "path": s.path,
            "url": s.url,
            "sha256": hit.sha256,
            "bytes": hit.size,
            "source": s.source,
            "title": s.title,
            "author": s.author,
            "posted_at": iso(s.posted_at),
            "fetched_at": iso(s.fetched_at),
        },
        "clients": {
            "matched": a.clients.matched,
            "listed": a.clients.listed,
            "watchlist": a.clients.watchlist,
            "coverage": round(a.clients.coverage, 4),
            "purity": None if a.clients.purity is None else round(a.clients.purity, 4),
        },
        "figures": {n: {"compared": f.compared, "agree": f.agree} for n, f in a.figures.items()},
        "dated": a.dated and _dated(a.dated),
        "canaries": [{"entry": name(c.entry, c.entry), "copy": c.copy} for c in a.canaries],
        "matches": [
            {
                "entry": name(m.entry, m.entry),
                "kind": str(m.kind),
                "text": m.text,
                "start": m.start,
                "end": m.end,
                "row": m.row,
                "score": round(m.score, 4),
            }
            for m in a.matches
        ],
        "evidence": [{"test": e.test, "bits": round(e.bits, 1), "says": e.says} for e in a.evidence],
        "status": str(hit.status),
    }


def _dated(when: Dated) -> dict[str, Any]:
    return {
        "after": when.after and when.after.isoformat(),
        "before": when.before and when.before.isoformat(),
        "likely": when.likely and when.likely.isoformat(),
        "confidence": when.confidence,
        "rows": list(when.rows),
    }
