"""Print recall and alarms on one half: ``--dev`` for the other, ``--worst`` for the errors, a number for the scale."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from tests.benchmarks.leakbench.acceptance.measure import Scan, scans


def lines(found: Sequence[Scan]) -> Iterator[str]:
    """The report, a line at a time."""
    leaks = [(scan, scan.leak) for scan in found if scan.leak]
    decoys = [scan for scan in found if not scan.leak]
    yield f"{len(leaks)} leaks, {len(decoys)} scans of decoys"
    for said, low, high in (("25 rows and more", 25, 10**9), ("12 to 24", 12, 25), ("8", 8, 9), ("5", 5, 6)):
        sized = [(scan, made) for scan, made in leaks if low <= made.rows < high]
        alarms = _share([scan.alarm for scan, _ in sized])
        yield f"recall, {said}: {_share([scan.listed for scan, _ in sized])}, alarms {alarms}"
        proofs = [scan.listed for scan, made in sized if made.figures]
        yield f"  with figures {_share(proofs)}"
    for said, of in (("hand", "hand"), ("damage", "damage"), ("layout", "layout")):
        groups = sorted({getattr(made, of) for _, made in leaks})
        missed = {g: [s.listed for s, made in leaks if getattr(made, of) == g and made.rows >= 8] for g in groups}
        yield f"by {said}: " + "; ".join(f"{g or 'none'} {_share(m)}" for g, m in missed.items() if m and not all(m))
    for kind in sorted({scan.kind for scan in decoys}):
        these = [scan for scan in decoys if scan.kind == kind]
        grave = sum(scan.severity >= 4 for scan in these)
        yield f"alarms, {kind}: {_share([scan.alarm for scan in these])}, critical {grave}"
    yield f"alarms, all: {_share([scan.alarm for scan in decoys])}"


def worst(found: Sequence[Scan]) -> Iterator[str]:
    """Missed leaks of eight rows and more, and alarms."""
    for scan in found:
        made = scan.leak
        if made and made.rows >= 8 and not scan.listed:
            how = f"{made.layout!r} {made.damage!r} {made.hand!r} {made.rows} rows, foreign {made.foreign:.2f}"
            yield f"MISSED {scan.watchlist} {how}: {_said(scan)}"
        elif not made and scan.alarm:
            yield f"ALARM {scan.watchlist} {scan.kind}: {_said(scan)}"


def _said(scan: Scan) -> str:
    if scan.assessment is None:
        return f"nothing {scan.problems}"
    said = next((e.says for e in scan.assessment.evidence if e.test == "purity"), "")
    bits = ", ".join(f"{e.test} {e.bits:+.1f}" for e in scan.assessment.evidence if e.bits)
    return f"{scan.assessment.score:.3f} {len({m.entry for m in scan.assessment.matches})} names; {said}; {bits}"


def _share(hits: Sequence[bool]) -> str:
    return f"{sum(hits)}/{len(hits)} = {sum(hits) / len(hits):.2%}" if hits else "none"


if __name__ == "__main__":
    asked = sys.argv[1:]
    scale = next((float(a) for a in asked if a.replace(".", "").isdigit()), 1.0)
    seen = list(scans(held_back="--dev" not in asked, scale=scale))
    sys.stdout.write("\n".join([*lines(seen), *(worst(seen) if "--worst" in asked else ())]) + "\n")
