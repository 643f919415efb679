"""Labels to share: what was decided and on what evidence, and nothing to know a client, a document or a person by.

No name, no text, no address, no id, no time; the rows are sorted by what they hold, so that their order tells nothing.
"""

from __future__ import annotations

import json
from typing import Any

from leakscan.tuning.labels import Label, Labels, bits

SCHEMA = "leakscan.labels/1"


def rows(labels: Labels) -> list[dict[str, Any]]:
    """A row a label; those of one incident have the same number, which means nothing else."""
    cases = [sorted((_row(label) for label in case.labels), key=_order) for case in labels.cases]
    return [
        {"schema": SCHEMA, "incident": number, **row}
        for number, case in enumerate(sorted(cases, key=_order), 1)
        for row in case
    ]


def _row(label: Label) -> dict[str, Any]:
    a = label.hit.assessment
    return {
        "decision": "confirmed" if label.leak else "dismissed",
        "verdict": str(a.verdict),
        "severity": str(a.severity),
        "score": round(a.score, 4),
        "clients": {"matched": a.clients.matched, "listed": a.clients.listed, "watchlist": a.clients.watchlist},
        "bytes": label.hit.size,
        "canaries": len(a.canaries),
        "figures": sorted([told.compared, told.agree] for told in a.figures.values()),
        "evidence": {test: round(worth, 2) for test, worth in sorted(bits(label.hit).items())},
    }


def _order(value: object) -> str:
    return json.dumps(value, sort_keys=True)
