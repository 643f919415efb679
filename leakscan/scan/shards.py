"""Whether the shards of a scan are all there, told from the stores that they were kept in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from leakscan.scan.marks import JOBS
from leakscan.scan.portion import parse_shard

if TYPE_CHECKING:
    from leakscan.store import JSON, Store

SHARDS = "*shards*"


def note_shards(into: Store, of: Store) -> None:
    """Remember which shards of scans were kept in another store, and whether they came to their end."""
    from leakscan.store import Step

    found: dict[str, JSON] = {}
    for told in of.cursor(JOBS).values():
        assert isinstance(told, dict)  # noqa: S101  # as Marks writes it
        if told["shard"] is not None:
            found[f"{told['whole']} {told['shard']}"] = {"done": told["done"], "problems": told["problems"]}
    into.commit_step(Step(SHARDS, cursor={**of.cursor(SHARDS), **found}))


def missing_shards(store: Store) -> Iterator[str]:
    """What is not whole of scans whose shards were joined here, in sentences."""
    scans: defaultdict[tuple[str, int], dict[int, dict[str, JSON]]] = defaultdict(dict)
    for key, told in store.cursor(SHARDS).items():
        whole, _, shard = key.partition(" ")
        share = parse_shard(shard)
        assert isinstance(told, dict)  # noqa: S101  # as note_shards writes it
        scans[whole, share.count][share.number] = told
    for (whole, count), shards in sorted(scans.items()):
        absent = [number for number in range(1, count + 1) if number not in shards]
        if absent:
            yield f"of scan {whole[:8]}, {_named(absent)} of {count} {'is' if len(absent) == 1 else 'are'} missing"
        for number, told in sorted(shards.items()):
            if not told["done"]:
                yield f"of scan {whole[:8]}, shard {number}/{count} did not come to its end: run it again"
            elif told["problems"]:
                yield f"of scan {whole[:8]}, shard {number}/{count} could not read {told['problems']} files or parts"


def _named(numbers: list[int]) -> str:
    """``shards 2, 5 and 7``, the first ten of many."""
    shown = [str(number) for number in numbers[:10]]
    if len(numbers) > len(shown):
        return f"shards {', '.join(shown)} and {len(numbers) - len(shown)} more"
    return f"shards {', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else f"shard {shown[0]}"
